import { CHAIN_STATUSES } from "@/core/receivable/chain-status";
import { dealHash } from "@/core/receivable/terms";
import { dealFromJson, type JsonStruct } from "@/core/typed-data/deal-json";
import { type Args, type Event, figure, text } from "./events";

/** The six parts of a collection, and what they came to so far; minor units. */
export const TIERS = ["fee", "late", "charge", "principal", "remainder", "surplus"] as const;

export type Tiers = Record<(typeof TIERS)[number], bigint>;

/** A holder of notes: units now and bought, money had, and whether notes ever changed hands with it. */
export type Holder = { units: bigint; bought: bigint; paid: bigint; traded: boolean };

/** A receivable as its events tell it; figures are cumulative, in minor units. */
export type Life = {
  readonly id: string;
  status: string;
  coin: string;
  seller: string;
  warehouse: string;
  buyer: string;
  amountDue: bigint;
  dueAt: bigint;
  ordersRoot: string;
  documentHash: string;
  dealHash: string | null;
  funded: bigint;
  released: bigint;
  returned: bigint;
  delivered: bigint;
  collected: bigint;
  diluted: bigint;
  readonly tiers: Tiers;
  /** Surplus of collections; that of a buy-back went straight back. */
  surplus: bigint;
  readonly holders: Map<string, Holder>;
  /** Collections, releases and credits in order, from which the waterfall is run again. */
  readonly course: Event[];
  lastBlock: number;
};

export const NOBODY = `0x${"0".repeat(40)}`;
const OVER = new Set(["settled", "refunded", "boughtBack"]);

const begun = (id: string): Life => ({
  id,
  status: "none",
  coin: NOBODY,
  seller: NOBODY,
  warehouse: NOBODY,
  buyer: NOBODY,
  amountDue: 0n,
  dueAt: 0n,
  ordersRoot: "",
  documentHash: "",
  dealHash: null,
  funded: 0n,
  released: 0n,
  returned: 0n,
  delivered: 0n,
  collected: 0n,
  diluted: 0n,
  tiers: { fee: 0n, late: 0n, charge: 0n, principal: 0n, remainder: 0n, surplus: 0n },
  surplus: 0n,
  holders: new Map(),
  course: [],
  lastBlock: 0,
});

/** The parts of one collection or buy-back. */
export const tiersOf = (args: Args): Tiers => {
  const split = args.split as Args;
  return Object.fromEntries(TIERS.map((tier) => [tier, figure(split, tier)])) as Tiers;
};

/** What lenders got in all: escrow given back, principal, charge and late charge. */
export const lendersTotal = ({ returned, tiers }: Life): bigint =>
  returned + tiers.principal + tiers.charge + tiers.late;

/** What is left of it when the last units of a closed receivable have burned: the seller's. */
export const dustOf = (life: Life): bigint => {
  const holders = [...life.holders.values()];
  if (!OVER.has(life.status) || life.funded === 0n || holders.some(({ units }) => units !== 0n))
    return 0n;
  return holders.reduce((left, { paid }) => left - paid, lendersTotal(life));
};

const statusIn = (args: Args): string =>
  CHAIN_STATUSES[Number(figure(args, "status"))] ?? "unknown";

const holderIn = (life: Life, account: string): Holder => {
  const held = life.holders.get(account) ?? { units: 0n, bought: 0n, paid: 0n, traded: false };
  life.holders.set(account, held);
  return held;
};

const takeSplit = (life: Life, args: Args): void => {
  const parts = tiersOf(args);
  for (const tier of TIERS) life.tiers[tier] += parts[tier];
};

const moveNotes = (life: Life, args: Args): void => {
  const [from, to, value] = [text(args, "from"), text(args, "to"), figure(args, "value")];
  const traded = from !== NOBODY && to !== NOBODY;
  if (from !== NOBODY) {
    const giver = holderIn(life, from);
    giver.units -= value;
    giver.traded ||= traded;
  }
  if (to === NOBODY) return;
  const taker = holderIn(life, to);
  taker.units += value;
  taker.traded ||= traded;
};

type Step = (life: Life, args: Args) => void;

const steps: Readonly<Record<string, Step>> = {
  OfferFrozen: (life, args) => {
    life.dealHash = text(args, "dealHash");
  },
  Cancelled: (life) => {
    life.status = "cancelled";
  },
  Funded: (life, args) => {
    life.status = statusIn(args);
    life.funded += figure(args, "amount");
    holderIn(life, text(args, "lender")).bought += figure(args, "amount");
  },
  FundingClosed: (life, args) => {
    life.status = statusIn(args);
  },
  Released: (life, args) => {
    life.status = "released";
    life.released += figure(args, "amount");
    life.delivered = figure(args, "delivered");
  },
  DeliveryClosed: (life, args) => {
    life.delivered = figure(args, "delivered");
  },
  Returned: (life, args) => {
    life.status = statusIn(args);
    life.returned += figure(args, "amount");
  },
  Diluted: (life, args) => {
    life.diluted = figure(args, "diluted");
  },
  Collected: (life, args) => {
    life.status = statusIn(args);
    life.surplus += tiersOf(args).surplus;
    life.collected = figure(args, "collected");
    takeSplit(life, args);
  },
  BoughtBack: (life, args) => {
    life.status = "boughtBack";
    takeSplit(life, args);
  },
  Defaulted: (life) => {
    life.status = "defaulted";
  },
  PaidOut: (life, args) => {
    holderIn(life, text(args, "holder")).paid += figure(args, "amount");
  },
  TransferSingle: moveNotes,
};

const COURSE = new Set(["Released", "Collected", "BoughtBack", "Diluted"]);

const register = (id: string, head: Args, args: Args): Life => ({
  ...begun(id),
  status: "registered",
  coin: text(head, "coin"),
  seller: text(head, "seller"),
  warehouse: text(head, "warehouse"),
  buyer: text(args, "buyer"),
  amountDue: figure(args, "amountDue"),
  dueAt: figure(args, "dueAt"),
  ordersRoot: text(args, "ordersRoot"),
  documentHash: text(args, "documentHash"),
});

/** Every receivable as the events tell it. `after` is called with each event once it was told. */
export const tellLives = (
  events: readonly Event[],
  after: (event: Event, life: Life | null, head: Args) => void,
): Map<string, Life> => {
  const lives = new Map<string, Life>();
  let head: Args = {};
  for (const event of events) {
    const { name, args, receivableId: id } = event;
    if (name === "Registered" && event.contract === "Receivables") head = args;
    let life: Life | null = null;
    if (id !== null && event.contract === "Receivables") {
      life = name === "LotRegistered" ? register(id, head, args) : (lives.get(id) ?? begun(id));
      lives.set(id, life);
      steps[name]?.(life, args);
      if (COURSE.has(name)) life.course.push(event);
      life.lastBlock = event.blockNumber;
    }
    after(event, life, head);
  }
  return lives;
};

/** Whether a stored deal is the one the chain has committed to. */
export const isDealOf = (json: unknown, hash: string | null): boolean => {
  try {
    return dealHash(dealFromJson(json as JsonStruct)) === hash;
  } catch {
    return false;
  }
};
