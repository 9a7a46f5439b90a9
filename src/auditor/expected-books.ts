import { type Args, type Event, figure, text } from "./events";
import { dustOf, type Life, NOBODY, TIERS, tellLives, tiersOf } from "./lives";

/** What a journal must hold: an amount for each account id, debits positive. */
export type Entry = {
  readonly event: Event;
  readonly lines: ReadonlyMap<string, bigint>;
};

/** What the chain says the books must be. */
export type Expected = {
  /** By block hash, log index and part. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** Dust the contract paid without an event of its own, by receivable. */
  readonly dust: ReadonlyMap<string, Entry>;
  /** Events that concern us: what the read model keeps. */
  readonly events: ReadonlyMap<string, Event>;
  readonly lives: ReadonlyMap<string, Life>;
  /** What a collection account held before its receivable was registered, by place of the registration. */
  readonly openings: ReadonlyMap<string, bigint>;
};

/** What the events are read against. */
export type Ground = {
  readonly contract: string;
  /** Currency of a coin address. */
  readonly currencies: ReadonlyMap<string, string>;
  /** Receivable of a collection account. */
  readonly collections: ReadonlyMap<string, string>;
};

/** An event's place in the chain as the books key it. */
export const placeOf = ({ blockHash, logIndex, part }: Event): string =>
  `${blockHash}:${logIndex}:${part}`;

/** Builds the lines of one entry. */
class Lines {
  readonly sums = new Map<string, bigint>();

  constructor(
    private readonly currency: string,
    private readonly receivable: string,
  ) {}

  /** Debits one account and credits another. A place is a code, or a code with receivable and party. */
  move(amount: bigint, debit: string, credit: string): this {
    this.add(debit, amount);
    this.add(credit, -amount);
    return this;
  }

  /** A line on a party's statement: what it put in is positive. */
  statement(party: string, amount: bigint): this {
    return this.move(amount, this.own("statement", party), this.own("statements"));
  }

  own(code: string, party = "-"): string {
    return `${code}:${this.currency}:${this.receivable}:${party}`;
  }

  /** An account of no receivable. */
  central(code: string, party = "-"): string {
    return `${code}:${this.currency}:-:${party}`;
  }

  private add(account: string, amount: bigint): void {
    const sum = (this.sums.get(account) ?? 0n) + amount;
    if (sum === 0n) this.sums.delete(account);
    else this.sums.set(account, sum);
  }
}

type Rule = (lines: Lines, args: Args, life: Life) => void;

const split = (lines: Lines, args: Args, life: Life, refund: string): void => {
  const parts = tiersOf(args);
  const payer = text(args, "payer");
  lines
    .move(
      parts.late + parts.charge + parts.principal,
      lines.central("in-transit"),
      lines.own("lenders-due"),
    )
    .move(parts.principal, lines.own("lender-principal"), lines.own("advance"));
  for (const tier of TIERS)
    lines.move(parts[tier], lines.own("collections"), lines.own(`tier-${tier}`));
  lines
    .statement(payer === NOBODY ? life.buyer : payer, figure(args, "amount"))
    .statement(life.seller, -parts.remainder)
    .statement(refund, -parts.surplus)
    .statement("platform", -parts.fee);
};

const rules: Readonly<Record<string, Rule>> = {
  Funded: (lines, args) =>
    lines
      .move(figure(args, "amount"), lines.central("in-transit"), lines.own("escrow"))
      .statement(text(args, "lender"), figure(args, "amount")),
  Released: (lines, args, { seller }) =>
    lines
      .move(figure(args, "amount"), lines.own("escrow"), lines.central("in-transit"))
      .move(figure(args, "amount"), lines.own("advance"), lines.own("lender-principal"))
      .statement(seller, -figure(args, "amount")),
  Returned: (lines, args) =>
    lines.move(figure(args, "amount"), lines.own("escrow"), lines.own("lenders-due")),
  Collected: (lines, args, life) => split(lines, args, life, life.buyer),
  BoughtBack: (lines, args, life) => split(lines, args, life, text(args, "payer")),
  PaidOut: (lines, args) =>
    lines
      .move(figure(args, "amount"), lines.own("lenders-due"), lines.central("in-transit"))
      .statement(text(args, "holder"), -figure(args, "amount")),
};

/** Claims belong to no receivable; the coin is the event's own. */
const claims: Readonly<Record<string, (lines: Lines, args: Args) => void>> = {
  Parked: (lines, args) =>
    lines.move(
      figure(args, "amount"),
      lines.central("in-transit"),
      lines.central("claim", text(args, "account")),
    ),
  Claimed: (lines, args) =>
    lines.move(
      figure(args, "amount"),
      lines.central("claim", text(args, "account")),
      lines.central("in-transit"),
    ),
  ClaimReaddressed: (lines, args) =>
    lines.move(
      figure(args, "amount"),
      lines.central("claim", text(args, "account")),
      lines.central("claim", text(args, "to")),
    ),
};

const transferLines = (
  { contract, collections }: Ground,
  currency: string,
  args: Args,
): Lines["sums"] => {
  const [from, to, value] = [text(args, "from"), text(args, "to"), figure(args, "value")];
  const lines = new Lines(currency, "-");
  if (to === contract)
    lines.move(value, lines.central("contract-cash"), lines.central("in-transit"));
  if (from === contract)
    lines.move(value, lines.central("in-transit"), lines.central("contract-cash"));
  const place = (code: string, receivable: string) => `${code}:${currency}:${receivable}:-`;
  const [source, target] = [collections.get(from), collections.get(to)];
  if (target) lines.move(value, place("collection-cash", target), place("unswept", target));
  if (source) lines.move(value, place("unswept", source), place("collection-cash", source));
  return lines.sums;
};

const linesOf = (ground: Ground, event: Event, life: Life | null): Lines["sums"] | null => {
  const { name, args } = event;
  const coin = event.coin ?? (typeof args.coin === "string" ? args.coin : life?.coin);
  const currency = coin && ground.currencies.get(coin);
  if (!currency) return null;
  if (event.contract === "SettlementCoin") return transferLines(ground, currency, args);
  const lines = new Lines(currency, event.receivableId ?? "-");
  if (life) rules[name]?.(lines, args, life);
  claims[name]?.(lines, args);
  return lines.sums;
};

/** The block in which each receivable was first registered. */
const firstBlocks = (events: readonly Event[]): Map<string, number> => {
  const first = new Map<string, number>();
  for (const { name, receivableId: id, blockNumber } of events)
    if (name === "LotRegistered" && id !== null && !first.has(id)) first.set(id, blockNumber);
  return first;
};

/** Coin a collection account got before the block of its receivable's registration, by receivable and coin. */
const earlyCoin = (
  { collections }: Ground,
  events: readonly Event[],
  first: ReadonlyMap<string, number>,
): Map<string, bigint> => {
  const early = new Map<string, bigint>();
  for (const { coin, args, blockNumber } of events) {
    if (!coin) continue;
    for (const [side, sign] of [
      ["to", 1n],
      ["from", -1n],
    ] as const) {
      const id = collections.get(text(args, side));
      if (id === undefined || blockNumber >= (first.get(id) ?? 0)) continue;
      const key = `${id}:${coin}`;
      early.set(key, (early.get(key) ?? 0n) + sign * figure(args, "value"));
    }
  }
  return early;
};

/** Whether the books keep an event: coin transfers only where they touch the contract or a known collection account. */
const concernsBooks =
  ({ contract, collections }: Ground, first: ReadonlyMap<string, number>) =>
  ({ contract: source, args, blockNumber }: Event): boolean =>
    source !== "SettlementCoin" ||
    [text(args, "from"), text(args, "to")].some((side) => {
      const id = collections.get(side);
      return side === contract || (id !== undefined && blockNumber >= (first.get(id) ?? 0));
    });

const dustLines = (currency: string, life: Life): Lines["sums"] => {
  const lines = new Lines(currency, life.id);
  lines
    .move(dustOf(life), lines.own("lenders-due"), lines.central("in-transit"))
    .statement(life.seller, -dustOf(life));
  return lines.sums;
};

/** What books and read model must hold after these events; written down from the contracts' own words, event by event. */
export const expectBooks = (ground: Ground, events: readonly Event[]): Expected => {
  const entries = new Map<string, Entry>();
  const dust = new Map<string, Entry>();
  const kept = new Map<string, Event>();
  const openings = new Map<string, bigint>();
  const first = firstBlocks(events);
  const early = earlyCoin(ground, events, first);
  const concerns = concernsBooks(ground, first);
  const noteDust = (event: Event, life: Life, currency: string): void => {
    const known = dust.get(life.id);
    if (known && known.event.txHash !== event.txHash) return;
    if (dustOf(life) > 0n) dust.set(life.id, { event, lines: dustLines(currency, life) });
    else dust.delete(life.id);
  };
  const lives = tellLives(events, (event, life) => {
    if (!concerns(event)) return;
    const place = placeOf(event);
    kept.set(place, event);
    const currency = life && ground.currencies.get(life.coin);
    let lines = linesOf(ground, event, life);
    if (event.name === "LotRegistered" && life && currency) {
      const opening = early.get(`${life.id}:${life.coin}`) ?? 0n;
      early.delete(`${life.id}:${life.coin}`);
      openings.set(place, opening);
      const found = new Lines(currency, life.id);
      lines = found.move(opening, found.own("collection-cash"), found.own("unswept")).sums;
    }
    if (lines && lines.size > 0) entries.set(place, { event, lines });
    if (life && currency) noteDust(event, life, currency);
  });
  return { entries, dust, events: kept, lives, openings };
};
