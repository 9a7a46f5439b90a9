import { type ChainFact, textOf, tiersOf, wholeOf } from "@/core/chain-fact/chain-fact";
import { type JournalEntry, linesFor, type Posting } from "@/core/ledger/journal-entry";
import type { Currency } from "@/core/money";

/** What the books need to know around a fact. */
export type BookContext = {
  /** Currency of the coin the fact is in. */
  readonly currency: Currency;
  /** Accounts of the receivable's parties; null where the registration is not known. */
  readonly seller: string | null;
  readonly buyer: string | null;
  /** Checksummed address of the Receivables contract. */
  readonly contract: string;
  /** The receivable whose collection account an address is, or null. */
  readonly collectionOf: (address: string) => string | null;
};

const PASS = { code: "in-transit" } as const;
const NOBODY = "0x0000000000000000000000000000000000000000";

const entry = (name: string, receivableId: string | null, postings: Posting[]): JournalEntry => ({
  name,
  receivableId,
  postings,
});

/** A coin arrived at or left the contract or a collection account; why is told by another fact. */
const coinMoved = (fact: ChainFact, context: BookContext): JournalEntry | null => {
  const [from, to] = [textOf(fact.args, "from"), textOf(fact.args, "to")];
  const value = wholeOf(fact.args, "value");
  const source = context.collectionOf(from);
  const target = context.collectionOf(to);
  const central = linesFor(context.currency, null);
  const lines: Posting[] = [];
  if (to === context.contract)
    lines.push(...central.move(value, { debit: { code: "contract-cash" }, credit: PASS }));
  if (from === context.contract)
    lines.push(...central.move(value, { debit: PASS, credit: { code: "contract-cash" } }));
  const unswept = { code: "unswept" } as const;
  const cash = { code: "collection-cash" } as const;
  if (target)
    lines.push(...linesFor(context.currency, target).move(value, { debit: cash, credit: unswept }));
  if (source)
    lines.push(...linesFor(context.currency, source).move(value, { debit: unswept, credit: cash }));
  return lines.length ? entry("coin.moved", source ?? target, lines) : null;
};

const collected = (fact: ChainFact, context: BookContext, name: string): JournalEntry => {
  const split = tiersOf(fact.args);
  const { move, putIn, got } = linesFor(context.currency, fact.receivableId);
  const lenders = split.late + split.charge + split.principal;
  const payer = textOf(fact.args, "payer");
  const from = payer === NOBODY ? (context.buyer ?? NOBODY) : payer;
  const tier = (code: "fee" | "late" | "charge" | "principal" | "remainder" | "surplus") =>
    move(split[code], { debit: { code: "collections" }, credit: { code: `tier-${code}` } });
  const back = name === "receivable.bought_back" ? payer : (context.buyer ?? from);
  return entry(name, fact.receivableId, [
    ...move(lenders, { debit: PASS, credit: { code: "lenders-due" } }),
    ...move(split.principal, { debit: { code: "lender-principal" }, credit: { code: "advance" } }),
    ...tier("fee"),
    ...tier("late"),
    ...tier("charge"),
    ...tier("principal"),
    ...tier("remainder"),
    ...tier("surplus"),
    ...putIn(from, wholeOf(fact.args, "amount")),
    ...got(context.seller ?? NOBODY, split.remainder),
    ...got(back, split.surplus),
    ...got("platform", split.fee),
  ]);
};

type Booking = (fact: ChainFact, context: BookContext) => JournalEntry | null;

const bookings: Readonly<Record<string, Booking>> = {
  Transfer: coinMoved,
  LotRegistered: (fact, { currency }) => {
    const early = wholeOf(fact.args, "openingBalance");
    const { move } = linesFor(currency, fact.receivableId);
    return entry(
      "collection.found",
      fact.receivableId,
      move(early, { debit: { code: "collection-cash" }, credit: { code: "unswept" } }),
    );
  },
  Funded: (fact, { currency }) => {
    const amount = wholeOf(fact.args, "amount");
    const { move, putIn } = linesFor(currency, fact.receivableId);
    return entry("receivable.funded", fact.receivableId, [
      ...move(amount, { debit: PASS, credit: { code: "escrow" } }),
      ...putIn(textOf(fact.args, "lender"), amount),
    ]);
  },
  Released: (fact, { currency, seller }) => {
    const amount = wholeOf(fact.args, "amount");
    const { move, got } = linesFor(currency, fact.receivableId);
    return entry("advance.released", fact.receivableId, [
      ...move(amount, { debit: { code: "escrow" }, credit: PASS }),
      ...move(amount, { debit: { code: "advance" }, credit: { code: "lender-principal" } }),
      ...got(seller ?? NOBODY, amount),
    ]);
  },
  Returned: (fact, { currency }) =>
    entry(
      "escrow.returned",
      fact.receivableId,
      linesFor(currency, fact.receivableId).move(wholeOf(fact.args, "amount"), {
        debit: { code: "escrow" },
        credit: { code: "lenders-due" },
      }),
    ),
  Collected: (fact, context) => collected(fact, context, "collection.split"),
  BoughtBack: (fact, context) => collected(fact, context, "receivable.bought_back"),
  PaidOut: (fact, { currency }) => {
    const amount = wholeOf(fact.args, "amount");
    const { move, got } = linesFor(currency, fact.receivableId);
    return entry("holder.paid", fact.receivableId, [
      ...move(amount, { debit: { code: "lenders-due" }, credit: PASS }),
      ...got(textOf(fact.args, "holder"), amount),
    ]);
  },
  Parked: (fact, { currency }) =>
    entry(
      "claim.parked",
      fact.receivableId,
      linesFor(currency, null).move(wholeOf(fact.args, "amount"), {
        debit: PASS,
        credit: { code: "claim", party: textOf(fact.args, "account") },
      }),
    ),
  Claimed: (fact, { currency }) =>
    entry(
      "claim.paid",
      null,
      linesFor(currency, null).move(wholeOf(fact.args, "amount"), {
        debit: { code: "claim", party: textOf(fact.args, "account") },
        credit: PASS,
      }),
    ),
  ClaimReaddressed: (fact, { currency }) =>
    entry(
      "claim.readdressed",
      null,
      linesFor(currency, null).move(wholeOf(fact.args, "amount"), {
        debit: { code: "claim", party: textOf(fact.args, "account") },
        credit: { code: "claim", party: textOf(fact.args, "to") },
      }),
    ),
};

/**
 * The journal of one chain fact, or null when it moves no money. Pure: the same fact always makes the same lines.
 * Lines of money on the way (`in-transit`) belong to no receivable, so that a coin movement and the fact that explains it meet.
 */
export const journalOfFact = (fact: ChainFact, context: BookContext): JournalEntry | null => {
  const made = bookings[fact.name]?.(fact, context) ?? null;
  if (!made || made.postings.length === 0) return null;
  return {
    ...made,
    postings: made.postings.map((posting) =>
      posting.account.code === "in-transit"
        ? { ...posting, account: { ...posting.account, receivableId: null } }
        : posting,
    ),
  };
};
