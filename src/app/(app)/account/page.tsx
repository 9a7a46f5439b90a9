import type { Metadata } from "next";
import { Hash } from "@/components/hash/hash";
import { ChangePasswordForm } from "@/components/session/password-form";
import { SignedProof } from "@/components/session/signed-proof";
import { PageHead } from "@/components/ui/page-head";
import { Facts, Section } from "@/components/ui/section";
import { kindWord } from "@/core/organisation/draft";
import { pageRead } from "@/trpc/page";
import { api, me } from "@/trpc/server";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const caller = await api();
  const { person, organisations } = await pageRead(me());
  const { chain } = await caller.session.environment();
  return (
    <>
      <PageHead title="Your account" sentence="How you sign in, and for whom you act." />
      <div className="flex flex-col gap-8">
        <Section title="You">
          <Facts
            facts={[
              { label: "Name", value: person.name },
              { label: "Email", value: person.email ?? "None" },
              ...organisations.map(({ name, kind, role }) => ({
                label: `${kindWord[kind]}, as ${role}`,
                value: name,
              })),
            ]}
          />
        </Section>
        <Section title="Password" sentence="A new one ends every other session of yours.">
          {person.hasPassword ? (
            <ChangePasswordForm />
          ) : (
            <p className="text-muted">You sign in with your wallet and have no password.</p>
          )}
        </Section>
        <Section
          title="Wallet"
          sentence="A second way to sign in. It signs a text and moves no money."
        >
          <div className="flex flex-col gap-3">
            <p>
              {person.wallet ? <Hash value={person.wallet} what="address" full /> : "None linked."}
            </p>
            <SignedProof
              chain={chain}
              purpose="wallet"
              word={person.wallet ? "Link another wallet instead" : "Link a wallet"}
            />
          </div>
        </Section>
      </div>
    </>
  );
}
