import type { Chance } from "@/proving/harness/chance";
import {
  type Business,
  capOf,
  claim,
  credit,
  freeze,
  fund,
  isOffered,
  type Known,
  type Offered,
  offer,
  open,
  pay,
  release,
  transfer,
} from "./deeds";
import { amountUpTo, pick } from "./weather";

type Deed = (business: Business) => Promise<void>;

/** A receivable as its page shows it. */
type Told = Record<"id" | "status", string> &
  Record<"funded" | "delivered" | "collected" | "diluted", bigint> & {
    isBusy: boolean;
    registeredAt: number;
    now: number;
  };

const toldOf = async ({ stage, known }: Business): Promise<ReadonlyMap<string, Told>> => {
  const now = await stage.clean.chainSeconds();
  const { rows } = await stage.clean.pool.query<Told>(
    `select r.id, r.status, r.funded, r.delivered, r.collected, r.diluted, $2::int as now,
       coalesce((r.deal->>'registeredAt')::int, 0) as "registeredAt",
       exists (select 1 from "Intent" i where i."receivableId" = r.id and i.status in ('waiting', 'signed', 'sent')) as "isBusy"
     from "Receivable" r where r.id = any($1)`,
    [known.map(({ id }) => id), now],
  );
  return new Map(rows.map((row) => [row.id, row]));
};

/** All of it as often as a part. */
const someOf = (chance: Chance, whole: bigint): bigint =>
  chance() < 0.5 ? whole : amountUpTo(chance, whole);

const confirmMore =
  (each: Offered, before: bigint): Deed =>
  (business) => {
    const { chance } = business;
    const rest = each.amountDue - before;
    const isFinal = chance() < 0.25;
    const delivered = before + (isFinal ? amountUpTo(chance, rest) : someOf(chance, rest));
    return release(business, each, { delivered, isFinal });
  };

const payMore =
  (each: Offered, rest: bigint): Deed =>
  (business) => {
    const amount = someOf(business.chance, rest);
    return (business.chance() < 0.7 ? pay : transfer)(business, each, amount);
  };

const FUNDABLE = ["registered", "funding"];
const DELIVERABLE = ["funded", "released"];
const PAYABLE = ["released", "defaulted"];

/** What a life calls for next by what was told, and by what was asked for where that is still under way. */
const stepsOf = (each: Known, told: Told): Deed[] => {
  if (!isOffered(each)) return told.status === "registered" ? [(all) => offer(all, each)] : [];
  // What is not under way any more came to what is told.
  if (!told.isBusy)
    Object.assign(each, { funded: told.funded, delivered: told.delivered, paid: told.collected });
  const { funded, delivered, paid } = each;
  const owed = each.amountDue - told.diluted - paid;
  const missing = capOf(owed) - funded;
  const { registeredAt, offer: terms } = each.offer.deal;
  const isInForce = registeredAt === told.registeredAt && told.now <= terms.fundBy;
  const isDeliverable = delivered < each.amountDue && told.now <= terms.deliverBy;
  const steps: Deed[] = [];
  if (FUNDABLE.includes(told.status) && missing > 0n && isInForce)
    steps.push((all) => fund(all, each, someOf(all.chance, missing)));
  // One release may be asked for while the last funding is still under way.
  const isFunding = told.isBusy && funded > 0n && missing <= 0n && delivered === 0n;
  const isFunded = DELIVERABLE.includes(told.status) || isFunding;
  if (isFunded && isDeliverable) steps.push(confirmMore(each, delivered));
  const isOut = PAYABLE.includes(told.status) || (told.isBusy && delivered > 0n);
  if (isOut && owed > 0n) steps.push(payMore(each, owed));
  return steps;
};

/** Lives that are begun before the first of them can go on. */
const BEGUN = 3;

/** One life goes on, the oldest as often as any other; where none can, a new one begins. */
const carryOn: Deed = async (business) => {
  const { chance, known } = business;
  const told = await toldOf(business);
  const lives = known.flatMap((each) => {
    const shown = told.get(each.id);
    const [first, ...others] = shown ? stepsOf(each, shown) : [];
    return first ? [[first, ...others] as const] : [];
  });
  const [oldest, ...others] = lives;
  if (!oldest) {
    if (known.length < BEGUN || known.every(({ id }) => told.get(id)?.status !== "registering"))
      await open(business);
    return;
  }
  const [first, ...further] = chance() < 0.5 ? oldest : pick(chance, [oldest, ...others]);
  await pick(chance, [first, ...further])(business);
};

const withAny =
  (act: (business: Business, each: Offered) => Promise<void>): Deed =>
  async (business) => {
    const [first, ...others] = business.known.filter(isOffered);
    if (first) await act(business, pick(business.chance, [first, ...others]));
  };

/** Seldom more than there is. */
const anyAmount = (chance: Chance, whole: bigint): bigint =>
  amountUpTo(chance, chance() < 0.2 ? 2n * whole : whole);

/** Money that comes before any was lent ends most lives before they begin: that is seldom. */
const isEarly = (chance: Chance, { delivered }: Known): boolean =>
  delivered === 0n && chance() < 0.9;

/** What nobody should ask for: too much, twice, before its time, after the end. */
const wildly = {
  fund: withAny((business, each) =>
    fund(business, each, anyAmount(business.chance, capOf(each.amountDue))),
  ),
  release: withAny((business, each) =>
    release(business, each, { delivered: amountUpTo(business.chance, each.amountDue) }),
  ),
  pay: withAny(async (business, each) => {
    if (isEarly(business.chance, each)) return;
    await pay(business, each, anyAmount(business.chance, each.amountDue));
  }),
  transfer: async (business: Business): Promise<void> => {
    const { chance, known } = business;
    const [first, ...others] = known;
    const each = first && pick(chance, [first, ...others]);
    if (!each || isEarly(chance, each)) return;
    await transfer(business, each, anyAmount(chance, each.amountDue));
  },
};

const DAY = 86_400;

/** Up to an hour; days; or so long that deadlines pass. A long while mostly has good hours, in which the workers get on. */
const wait: Deed = async ({ stage, chance }) => {
  const most = pick(chance, [3_600, 4 * DAY, 4 * DAY, 9 * DAY, 80 * DAY]);
  if (most > DAY && chance() < 0.8) await stage.lull();
  await stage.clean.wait(1 + Math.floor(chance() * most));
};

/** Deeds of a day, each as often as it stands here. */
const DEEDS: readonly [Deed, ...Deed[]] = [
  carryOn,
  ...Array.from({ length: 25 }, () => carryOn),
  ...[open, open, wait, wait, wait, wait],
  ...[wildly.fund, wildly.release, wildly.pay, wildly.transfer],
  ...[withAny(credit), freeze, claim],
];

/** Does one thing people do; what they cannot do yet is passed over. */
export const doSomething: Deed = (business) => pick(business.chance, DEEDS)(business);
