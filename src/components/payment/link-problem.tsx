import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { paymentWords } from "./words";

/** A link that opens nothing: what happened, whom to ask, and that no money is affected. */
export function LinkProblem(props: { title: string; next: string; tone: "attention" | "wrong" }) {
  return (
    <>
      <PageHead title={props.title} />
      <Notice
        tone={props.tone}
        title={props.title}
        action={
          <LinkButton href="/verify" size="small">
            {paymentWords.check}
          </LinkButton>
        }
      >
        {props.next}
      </Notice>
    </>
  );
}
