import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { DemoSignIns, PasswordForm } from "@/components/session/sign-in-forms";
import { SignInProblem } from "@/components/session/sign-in-problem";
import { WalletSignIn } from "@/components/session/wallet-sign-in";
import { PublicShell } from "@/components/shell/public-shell";
import { PageHead } from "@/components/ui/page-head";
import { Card, Section } from "@/components/ui/section";
import { demoSignIns } from "@/core/demo/demo";
import { safePath } from "@/core/session/session";
import { signedIn } from "@/trpc/page";
import { api } from "@/trpc/server";

export const metadata: Metadata = { title: "Sign in" };

type Search = Promise<{ callbackUrl?: string | string[]; error?: string | string[] }>;

const first = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams;
  const goTo = safePath(first(search.callbackUrl));
  if (await signedIn()) redirect(goTo);
  const caller = await api();
  const { local, chain } = await caller.session.environment();
  return (
    <PublicShell environment={local ? { chainName: chain.name } : undefined}>
      <PageHead title="Sign in" sentence="For sellers, lenders, warehouses and the platform." />
      <SignInProblem code={first(search.error)} />
      <div className="flex flex-col gap-8">
        <Card>
          <PasswordForm goTo={goTo} />
          <p className="my-4 text-center text-sm text-muted">or</p>
          <WalletSignIn chain={chain} goTo={goTo} />
        </Card>
        {local && (
          <Section
            title="Demo sign-ins"
            sentence="One press signs in. They exist on this local chain only."
            frame="none"
          >
            <DemoSignIns people={demoSignIns} goTo={goTo} />
          </Section>
        )}
        <p className="text-muted">
          A buyer needs no account: the link in the notice of assignment opens the debt.
        </p>
      </div>
    </PublicShell>
  );
}
