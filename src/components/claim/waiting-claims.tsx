import { Moment } from "@/components/date/date-text";
import { type Column, DataTable } from "@/components/list/data-table";
import { Money, moneyText } from "@/components/money/money";
import { knownState } from "@/components/status/known-state";
import { Chip, StatusChip } from "@/components/status/status-chip";
import { Section } from "@/components/ui/section";
import { money } from "@/core/money";
import { type AllClaims, isUnderWay, mayAct } from "./claim-view";
import { PayClaimButton } from "./pay-claim-button";
import { claimWords as words } from "./words";

type Claim = AllClaims["claims"][number];

/** Why it waits; what a buyer paid too much waits for the buyer's own word. */
function Why({ claim }: { claim: Claim }) {
  if (claim.kind === "buyer")
    return <Chip tone="info" word={words.overpaid} title={words.overpaidHint} />;
  const { word, tone } = words.obstacles[claim.obstacle];
  return <Chip tone={tone} word={word} />;
}

function Act({ claim, viewer }: { claim: Claim; viewer: string }) {
  const { organisationId, name, currency, minor, write, obstacle, kind } = claim;
  if (write && (isUnderWay(write.step) || write.step === "failed"))
    return (
      <span title={write.error ?? undefined}>
        <StatusChip subject="intent" state={knownState("intent", write.step)} />
      </span>
    );
  if (kind === "buyer" || obstacle !== "free" || !mayAct(viewer)) return null;
  const sum = moneyText(money(currency, minor));
  return <PayClaimButton {...{ organisationId, name, currency, sum }} />;
}

/** The receivables that the money comes from, each once. */
function From({ claim }: { claim: Claim }) {
  const found = new Map(claim.payments.map((payment) => [payment.receivableId, payment]));
  return (
    <span className="flex flex-wrap gap-x-3">
      {[...found.values()].map(({ receivableId, reference }) => (
        <a key={receivableId} href={`/receivables/${receivableId}`} className="link">
          {reference}
        </a>
      ))}
    </span>
  );
}

const columnsOf = (viewer: string): Column<Claim>[] => [
  {
    key: "who",
    head: words.who,
    card: "lead",
    cell: ({ name }) => <span className="font-medium">{name}</span>,
  },
  { key: "why", head: words.why, cell: (claim) => <Why claim={claim} /> },
  { key: "from", head: words.from, cell: (claim) => <From claim={claim} /> },
  {
    key: "since",
    head: words.since,
    nowrap: true,
    cell: ({ payments: [first] }) => first && <Moment at={first.at} />,
  },
  {
    key: "amount",
    head: words.amount,
    align: "end",
    cell: ({ currency, minor }) => <Money size="row" value={money(currency, minor)} />,
  },
  {
    key: "act",
    head: words.act,
    align: "end",
    cell: (claim) => <Act claim={claim} viewer={viewer} />,
  },
];

/** Money that reached nobody, for the platform; nothing where there is none. */
export function WaitingClaims({ view }: { view: AllClaims }) {
  const { claims, viewer } = view;
  if (claims.length === 0) return null;
  return (
    <Section
      id="set-aside"
      title={words.waiting}
      sentence={words.waitingSentence}
      frame="flush"
      className="mb-8"
    >
      <DataTable<Claim>
        bare
        caption={words.caption}
        rows={[...claims]}
        rowKey={({ account, currency }) => `${account}:${currency}`}
        columns={columnsOf(viewer)}
      />
    </Section>
  );
}
