import { Notice } from "@/components/ui/notice";
import { type RefusalCode, refusalText } from "@/core/refusal";

/** Why the last try did not work, from the code in the address. Unknown codes say no more than that it failed. */
export function SignInProblem({ code }: { code: string | undefined }) {
  if (!code) return null;
  const known = Object.hasOwn(refusalText, code) ? refusalText[code as RefusalCode] : undefined;
  const { says, next } = known ?? {
    says: "Signing in did not work.",
    next: "Nothing was changed. Try again; if it stays, tell the platform the time of this message.",
  };
  return (
    <Notice tone="wrong" title={says} live className="mb-6">
      {next}
    </Notice>
  );
}
