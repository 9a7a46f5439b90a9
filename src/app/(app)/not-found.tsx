import { LinkButton } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";

/** The same words for what is not there and for what is not the reader's. */
export default function NotFound() {
  return (
    <PageHead
      title="There is nothing here that you can see"
      sentence="Check the link, or go back to the list."
      action={<LinkButton href="/home">Go to home</LinkButton>}
    />
  );
}
