import type { ReactNode } from "react";
import { creditWords, reasonText } from "@/components/credit/words";
import { Hash } from "@/components/hash/hash";
import { moneyText } from "@/components/money/money";
import { rateText } from "@/components/rate/rate";
import { Timeline, type TimelineStep } from "@/components/timeline/timeline";
import { Section } from "@/components/ui/section";
import { money } from "@/core/money";
import { deliveredValue, distributionOf } from "@/core/receivable/distribution";
import { type LifeRow, lifeOf } from "@/core/receivable/timeline";
import { type Detail, storedState, surroundingsOf } from "./detail";
import { factText } from "./fact-words";
import { receivableWords as words } from "./words";

const FACTS_SHOWN = 4;

const actorOf = (row: LifeRow, detail: Detail): ReactNode => {
  const { seller, warehouse, buyer } = detail;
  const actors: Record<LifeRow["step"], string> = {
    order: seller,
    registration: `${seller}, ${warehouse}`,
    offer: seller,
    funding: detail.lenders.map(({ name }) => name ?? words.aLender).join(", ") || words.aLender,
    delivery: warehouse,
    release: warehouse,
    credit: seller,
    collection: buyer,
    distribution: "Quaynote",
  };
  return actors[row.step];
};

const registrationText = ({ registration, state }: Detail): string | null => {
  if (!registration) return null;
  if (registration.status === "declined")
    return words.declined(registration.declineReason ?? words.chainRefused);
  if (registration.status === "failed") return words.chainRefused;
  if (state === "proposed") return `${words.signedBySeller}. ${words.waitsForWarehouse}.`;
  if (state === "registering") return words.countersigned;
  return null;
};

const sumText = ({ currency }: Detail, minor: bigint): string => moneyText(money(currency, minor));

/** Who got what in all: lenders, seller, and what rounding left over. */
const distributionLines = (detail: Detail): string[] => {
  const { lenders, owed, seller, dust } = distributionOf(detail);
  const line = (minor: bigint, say: (sum: string) => string): string[] =>
    minor > 0n ? [say(sumText(detail, minor))] : [];
  return [
    ...line(lenders, (sum) => words.toLenders(sum, detail.lenders.length)),
    ...line(
      detail.lenders.reduce((sum, { setAside }) => sum + setAside, 0n),
      words.toLendersSetAside,
    ),
    ...line(owed, words.owedToLenders),
    ...line(seller, words.toSeller),
    ...line(dust, words.dustToSeller),
    ...line(detail.feePaid, words.toPlatform),
    ...line(detail.surplus, words.toPayer),
  ];
};

/** While part of the advance waits in escrow, the next step is the rest of the delivery. */
const lifeState = (detail: Detail): string =>
  detail.state === "partlyReleased" ? "funded" : storedState(detail);

/** Credits with the words they were signed with; the chain's own sentence for one that was not signed here. */
const creditLinesOf = ({ credits, ...detail }: Detail): string[] =>
  credits.flatMap(({ status, amount, words: own }) => {
    if (status !== "booked") return [];
    const sum = moneyText(money(detail.currency, amount));
    return own
      ? creditWords.line({ number: own.number, amount: sum, reason: reasonText(own) })
      : words.creditedDirectly(sum);
  });

const linesOf = (row: LifeRow, detail: Detail): string[] => {
  if (row.step === "credit") return creditLinesOf(detail);
  if (row.step === "distribution" && row.facts.length > 0) return distributionLines(detail);
  const around = surroundingsOf(detail);
  const facts = row.facts.map((fact) => factText(fact, around));
  const shown = facts.slice(0, FACTS_SHOWN);
  if (facts.length > FACTS_SHOWN) shown.push(words.more(facts.length - FACTS_SHOWN));
  const delivered = row.step === "delivery" ? deliveredValue(detail.facts) : null;
  return delivered === null
    ? shown
    : [words.delivered(sumText(detail, delivered), sumText(detail, detail.amountDue)), ...shown];
};

const detailOf = (row: LifeRow, detail: Detail): ReactNode => {
  const { offer } = detail;
  const lines = linesOf(row, detail);
  return (
    <>
      {row.step === "registration" && registrationText(detail)}
      {row.step === "offer" &&
        offer &&
        `${words.offerOf(offer.sequence)}: ${words.offerTerms(rateText(offer.advanceBps), rateText(offer.rateBps))}`}
      {lines.length > 0 && (
        <ul className="figures text-sm">
          {lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same, and none moves
            <li key={at}>{line}</li>
          ))}
        </ul>
      )}
    </>
  );
};

const evidenceOf = (row: LifeRow, detail: Detail): ReactNode =>
  row.step === "order" && detail.files.length > 0
    ? detail.files.slice(0, 3).map(({ name, hash }) => (
        <span key={hash} className="me-3 inline-flex items-center gap-1">
          {name} <Hash value={hash} what={words.documentHash} href={`/verify?q=${hash}`} />
        </span>
      ))
    : undefined;

const proofOf = ({ facts }: LifeRow): ReactNode => {
  const hashes = [...new Map(facts.map((fact) => [fact.txHash, fact])).values()];
  if (hashes.length === 0) return undefined;
  return hashes.slice(0, 3).map(({ txHash, final }) => (
    <span key={txHash} className="me-3 inline-flex items-center gap-1">
      <Hash value={txHash} what={words.transaction} href={`/verify?q=${txHash}`} />
      <span>{final ? words.final : words.seen}</span>
    </span>
  ));
};

const stepOf = (row: LifeRow, detail: Detail): TimelineStep => ({
  key: row.step,
  title: words.steps[row.step],
  state: row.state,
  at: row.state === "later" ? undefined : (row.at ?? undefined),
  actor: actorOf(row, detail),
  detail: row.state === "later" ? undefined : detailOf(row, detail),
  evidence: evidenceOf(row, detail),
  proof: proofOf(row),
});

/** The eight steps of the life, each with actor, time, evidence and proof. */
export function LifeSection({ detail }: { detail: Detail }) {
  const rows = lifeOf({
    status: detail.registeredAt ? lifeState(detail) : "proposed",
    orderedAt: detail.orderedAt,
    proposedAt: detail.registration?.createdAt ?? detail.createdAt,
    countersignedAt: detail.registration?.signedAt ?? null,
    offeredAt: detail.offer && detail.offer.status !== "withdrawn" ? detail.offer.createdAt : null,
    facts: detail.facts,
  });
  return (
    <Section title={words.life} sentence={words.lifeSentence}>
      <Timeline label={words.life} steps={rows.map((row) => stepOf(row, detail))} />
    </Section>
  );
}
