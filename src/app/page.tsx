import { redirect } from "next/navigation";
import { PublicShell } from "@/components/shell/public-shell";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/section";
import { signedIn } from "@/trpc/page";
import { api } from "@/trpc/server";

const parts = [
  {
    title: "Sellers",
    text: "Upload warehouse orders and invoices, see at once what can be financed, sign an offer with every figure in front of you, and be paid when the warehouse confirms delivery.",
  },
  {
    title: "Licensed lenders",
    text: "Fund receivables together with others in a regulated stablecoin. The buyer's payment repays you by itself, to the smallest unit.",
  },
  {
    title: "Warehouses",
    text: "Confirm what was delivered, line by line, with your own signature. No wallet and no fees.",
  },
  {
    title: "Buyers",
    text: "Check the debt and pay it from the link you were sent. No account needed.",
  },
] as const;

export default async function LandingPage() {
  if (await signedIn()) redirect("/home");
  const caller = await api();
  const { local, chain } = await caller.session.environment();
  return (
    <PublicShell width="wide" environment={local ? { chainName: chain.name } : undefined}>
      <h1 className="max-w-[24ch] text-3xl font-semibold text-balance">
        Warehouse orders, financed and repaid to the cent
      </h1>
      <p className="mt-3 max-w-[64ch] text-lg text-muted text-pretty">
        Quaynote turns what cross-border sellers are owed into receivables that licensed lenders
        fund. The advance leaves escrow when the warehouse confirms delivery, the buyer's payment
        repays the lenders, and the rest goes to the seller.
      </p>
      <div className="mt-6 flex flex-wrap gap-3">
        <LinkButton kind="primary" href="/sign-in">
          Sign in
        </LinkButton>
        <LinkButton href="/verify" icon="shield-check">
          Check a document or receivable
        </LinkButton>
      </div>
      <ul className="mt-10 grid gap-4 sm:grid-cols-2">
        {parts.map(({ title, text }) => (
          <li key={title}>
            <Card className="h-full">
              <h2 className="text-lg font-semibold">{title}</h2>
              <p className="mt-1 text-muted text-pretty">{text}</p>
            </Card>
          </li>
        ))}
      </ul>
      <p className="mt-8 max-w-[64ch] text-muted text-pretty">
        Nothing has to be believed: every receivable, delivery and payment can be checked against
        the chain by anybody who holds the document.
      </p>
    </PublicShell>
  );
}
