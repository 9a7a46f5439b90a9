import { dealFromJson, type JsonStruct } from "@/core/typed-data/deal-json";
import {
  accrue,
  type Book,
  bookSplit,
  dayOf,
  owed,
  type Price,
  share,
  split,
} from "@/core/waterfall/waterfall";
import { type Args, type Event, figure, text } from "./events";
import { placeOf } from "./expected-books";
import { dustOf, isDealOf, type Life, lendersTotal, NOBODY, TIERS, tiersOf } from "./lives";
import type { Findings } from "./report";
import type { Scene } from "./scene";

const NOTHING: Book = {
  released: 0n,
  principalRepaid: 0n,
  chargePaid: 0n,
  latePaid: 0n,
  feePaid: 0n,
  principalDays: 0n,
  lateDays: 0n,
  accruedDay: 0n,
};

type Pricing = { readonly price: Price; readonly offset: bigint };

/** What money costs under a deal the chain has committed to. */
const pricingOf = (deal: unknown): Pricing => {
  const { offer, terms } = dealFromJson(deal as JsonStruct);
  const offset = BigInt(offer.dayOffset);
  const lateFromDay = dayOf(BigInt(terms.dueAt), offset) + BigInt(offer.graceDays);
  return {
    offset,
    price: {
      rateBps: BigInt(offer.rateBps),
      lateRateBps: BigInt(offer.lateRateBps),
      feeBps: BigInt(offer.feeBps),
      dayCount: BigInt(offer.dayCount),
      ceilingBps: offer.rateOverride ? 3_920n : 3_074n,
      lateFromDay,
    },
  };
};

const about = (event: Event, says: string) => ({
  table: "ChainEvent",
  row: placeOf(event),
  says: `${event.name}: ${says}`,
  receivableId: event.receivableId,
});

const above = (one: bigint, other: bigint): bigint => (one > other ? one - other : 0n);

/** Runs the waterfall again over a receivable's releases, credits and collections. */
const runWaterfall = (life: Life, pricing: Pricing | null, { same }: Findings): void => {
  let book = NOTHING;
  let collected = 0n;
  let diluted = 0n;
  for (const event of life.course) {
    const { name, args, at } = event;
    const moment = BigInt(at.getTime()) / 1000n;
    if (name === "Diluted") diluted = figure(args, "diluted");
    if (pricing && book.released > 0n)
      book = accrue(book, pricing.price.lateFromDay, dayOf(moment, pricing.offset));
    if (name === "Released") {
      const accruedDay =
        pricing && book.released === 0n ? dayOf(moment, pricing.offset) : book.accruedDay;
      book = { ...book, accruedDay, released: book.released + figure(args, "amount") };
    }
    if (name !== "Collected" && name !== "BoughtBack") continue;
    const parts = tiersOf(args);
    const amount = figure(args, "amount");
    same(
      about(event, "parts do not sum to the whole"),
      amount,
      TIERS.reduce((sum, tier) => sum + parts[tier], 0n),
    );
    const fromBuyer = name === "Collected" && figure(args, "collected") !== collected;
    const room = fromBuyer ? above(above(life.amountDue, diluted), collected) : 0n;
    const due =
      pricing && book.released > 0n
        ? owed(book, pricing.price)
        : { fee: 0n, late: 0n, charge: 0n, principal: 0n };
    const right = split(due, amount, room);
    for (const tier of TIERS) same(about(event, `tier ${tier}`), right[tier], parts[tier]);
    book = bookSplit(book, parts);
    if (name === "Collected") collected = figure(args, "collected");
  }
};

/** Who never traded notes got exactly its share; all together got no more than there was. */
const shares = (life: Life, { same, looked, differs }: Findings): void => {
  const total = lendersTotal(life);
  const says = (holder: string, what: string) => ({
    table: "Position",
    row: `${life.id}:${holder}`,
    says: what,
    receivableId: life.id,
  });
  for (const [holder, { bought, units, paid, traded }] of life.holders) {
    if (traded) continue;
    const right = share(bought, total, life.funded);
    if (units === 0n) same(says(holder, "was not paid its share"), right, paid);
    else same(says(holder, "was paid more than its share"), true, paid <= right);
  }
  looked();
  const paid = [...life.holders.values()].reduce((sum, holder) => sum + holder.paid, 0n);
  const left = total - paid;
  const holders = BigInt(life.holders.size);
  const over = left < 0n || (dustOf(life) > 0n && left >= holders);
  if (over)
    differs({
      ...{
        table: "Receivable",
        row: life.id,
        says: "what lenders were paid is not their total less dust",
      },
      ...{
        expected: `${total - holders + 1n} to ${total}`,
        found: paid.toString(),
        receivableId: life.id,
      },
    });
};

/** The coin movement, or the claim, that carried out what an event says was paid. */
const carriedOut = (
  scene: Scene,
  inTransaction: readonly Event[],
  paid: { to: string; amount: bigint },
): boolean =>
  inTransaction.some(({ name, args, contract }) =>
    contract === "SettlementCoin"
      ? text(args, "from") === scene.contracts.receivables &&
        text(args, "to") === paid.to &&
        figure(args, "value") === paid.amount
      : name === "Parked" &&
        text(args, "account") === paid.to &&
        figure(args, "amount") === paid.amount,
  );

const paidOf = (life: Life, { name, args }: Event): { to: string; amount: bigint }[] => {
  if (name === "PaidOut") return [{ to: text(args, "holder"), amount: figure(args, "amount") }];
  if (name === "Released") return [{ to: life.seller, amount: figure(args, "amount") }];
  if (name === "Collected")
    return [{ to: life.seller, amount: figure(args.split as Args, "remainder") }];
  return [];
};

const payments = (scene: Scene, { same }: Findings): void => {
  const byTransaction = Map.groupBy(scene.expected.events.values(), ({ txHash }) => txHash);
  for (const event of scene.expected.events.values()) {
    const life = event.receivableId && scene.expected.lives.get(event.receivableId);
    if (!life || event.contract !== "Receivables") continue;
    for (const paid of paidOf(life, event))
      if (paid.amount > 0n)
        same(
          about(event, `${paid.to} did not get ${paid.amount}`),
          true,
          carriedOut(scene, byTransaction.get(event.txHash) ?? [], paid),
        );
  }
  for (const [id, { event }] of scene.expected.dust) {
    const life = scene.expected.lives.get(id);
    if (!life) continue;
    const paid = { to: life.seller, amount: dustOf(life) };
    same(
      about(event, `dust of ${paid.amount} has no owner`),
      true,
      carriedOut(scene, byTransaction.get(event.txHash) ?? [], paid),
    );
  }
};

/** I4. */
export const checkTerms = (scene: Scene, findings: Findings): void => {
  const deals = new Map(scene.rows.receivables.map(({ id, deal }) => [id, deal]));
  for (const life of scene.expected.lives.values()) {
    const deal = deals.get(life.id);
    const known = life.dealHash !== null && isDealOf(deal, life.dealHash);
    if (known || life.dealHash === null)
      runWaterfall(life, known ? pricingOf(deal) : null, findings);
    else if (deals.has(life.id))
      findings.differs({
        ...{
          table: "Receivable",
          row: life.id,
          says: "column deal: not the deal on chain, so the split cannot be judged",
        },
        ...{ expected: life.dealHash ?? NOBODY, found: "another deal", receivableId: life.id },
      });
    shares(life, findings);
  }
  payments(scene, findings);
};
