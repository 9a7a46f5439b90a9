import { PageHead } from "@/components/ui/page-head";
import { Card } from "@/components/ui/section";
import { paymentWords } from "./words";

/** A link that opens nothing: what happened, whom to ask, and that no money is affected. */
export function LinkProblem(props: { title: string; next: string }) {
  return (
    <>
      <PageHead title={props.title} />
      <Card>
        <p className="text-pretty">{props.next}</p>
        <p className="mt-4">
          <a className="link" href="/verify">
            {paymentWords.check}
          </a>
        </p>
      </Card>
    </>
  );
}
