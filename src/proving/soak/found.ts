import type pg from "pg";
import { interfaces } from "@/adapters/chain/contracts";
import { callNode } from "@/commands/embedded/chain";
import type { Effect } from "./life";

/** Where chain and database of a run are, past every program of the product. */
export type Grounds = {
  readonly pool: pg.Pool;
  readonly rpcUrl: string;
  /** Address of the core contract. */
  readonly core: string;
  /** Coin address by currency. */
  readonly coins: ReadonlyMap<string, string>;
  /** The newest block before the run. */
  readonly since: number;
  /** The newest row of the audit trail before the run; 0 for none. */
  readonly sinceFact: bigint;
};

type RawLog = {
  address: string;
  topics: string[];
  data: string;
  blockHash: string;
  logIndex: string;
};
type RawTransaction = { hash: string; to: string | null; input: string };
type RawReceipt = { transactionHash: string; status: string; logs: unknown[] };

/** Effects by receivable. */
type Found = Map<string, Effect[]>;

const { receivables, coin: coinInterface } = interfaces;
const hex = (number: number): string => `0x${number.toString(16)}`;

const logsOf = (
  { rpcUrl, since }: Grounds,
  address: string | readonly string[],
  topics: readonly unknown[] = [],
): Promise<RawLog[]> => {
  const filter = { address, topics, fromBlock: hex(since + 1), toBlock: "latest" };
  return callNode(rpcUrl, "eth_getLogs", [filter]);
};

const view = async <T>(grounds: Grounds, name: string, values: readonly unknown[]): Promise<T> => {
  const data = receivables.encodeFunctionData(name, values);
  const call = [{ to: grounds.core, data }, "latest"];
  const answer = await callNode<string>(grounds.rpcUrl, "eth_call", call);
  return receivables.decodeFunctionResult(name, answer)[0] as T;
};

/** The account a receivable is paid to, as the contract says. */
export const accountOf = (grounds: Grounds, id: string): Promise<string> =>
  view(grounds, "collectionAccount", [id]);

/** The contract's own number for a settled receivable. */
const SETTLED = 5n;

export const isSettled = async (grounds: Grounds, id: string): Promise<boolean> =>
  (await view<bigint>(grounds, "statusOf", [id])) === SETTLED;

const add = (found: Found, id: string, effect: Effect): void => {
  found.set(id, [...(found.get(id) ?? []), effect]);
};

/** What the core told since the run began. */
const toldByCore = async (grounds: Grounds, found: Found): Promise<void> => {
  for (const log of await logsOf(grounds, grounds.core)) {
    const event = receivables.parseLog(log);
    if (!event) continue;
    const { args, name } = event;
    const details: Record<string, readonly unknown[]> = {
      LotRegistered: [],
      OfferFrozen: [],
      Funded: [args.lender, args.amount],
      Released: [args.amount],
      Collected: [args.payer, args.amount],
      PaidOut: [args.holder],
    };
    const told = details[name];
    if (told) add(found, args.receivable, [name, ...told].join(" "));
  }
};

/** Coin that came to the accounts buyers pay to. */
const paidIn = async (grounds: Grounds, ids: readonly string[], found: Found): Promise<void> => {
  const transfer = coinInterface.getEvent("Transfer")?.topicHash;
  for (const id of ids) {
    const to = `0x${(await accountOf(grounds, id)).slice(2).toLowerCase().padStart(64, "0")}`;
    for (const log of await logsOf(grounds, [...grounds.coins.values()], [transfer, null, to])) {
      const args = coinInterface.parseLog(log)?.args;
      add(found, id, `Transfer ${args?.from} ${args?.value}`);
    }
  }
};

type TrailRow = { id: string; name: string; amount: string | null };

/** What the audit trail says people did; acts on a registration belong to its receivables. */
const inTrail = async ({ pool, sinceFact }: Grounds, found: Found): Promise<void> => {
  const { rows } = await pool.query<TrailRow>(
    `select r.id, f.name, f.data->>'amount' as amount from "AuditFact" f
       left join "Registration" g on g.id = f.subject
       join "Receivable" r on r.id = f.subject or r.id = any(g."receivableIds")
      where f.id > $1 and f.name in ('registration.proposed', 'registration.countersigned', 'offer.signed', 'funding.submitted',
        'delivery.confirmed', 'payment.submitted')`,
    [sinceFact],
  );
  for (const { id, name, amount } of rows)
    add(found, id, amount === null ? name : `${name} ${amount}`);
};

/** Every effect that chain and audit trail hold, by receivable. */
export const effectsFound = async (grounds: Grounds, ids: readonly string[]): Promise<Found> => {
  const found: Found = new Map();
  await toldByCore(grounds, found);
  await paidIn(grounds, ids, found);
  await inTrail(grounds, found);
  return found;
};

/** Transactions since the run began, and those of them that failed. */
export type Calls = {
  readonly transactions: number;
  readonly reverted: number;
  /** Calls that succeeded word for word more than once, and those to the core that changed nothing, as a second one would. */
  readonly doubled: readonly string[];
};

type Mined = RawTransaction & { readonly receipt: RawReceipt | undefined };

const minedIn = async (rpcUrl: string, number: string): Promise<Mined[]> => {
  type Block = { readonly transactions: readonly RawTransaction[] };
  const { transactions } = await callNode<Block>(rpcUrl, "eth_getBlockByNumber", [number, true]);
  if (transactions.length === 0) return [];
  const receipts = await callNode<RawReceipt[]>(rpcUrl, "eth_getBlockReceipts", [number]);
  return transactions.map((each) => ({
    ...each,
    receipt: receipts.find(({ transactionHash }) => transactionHash === each.hash),
  }));
};

export const callsSince = async ({ rpcUrl, since, core }: Grounds): Promise<Calls> => {
  const head = Number(await callNode<string>(rpcUrl, "eth_blockNumber"));
  const mined: Mined[] = [];
  for (let number = since + 1; number <= head; number += 1)
    mined.push(...(await minedIn(rpcUrl, hex(number))));
  const good = mined.filter(({ receipt }) => receipt?.status === "0x1");
  // A call of nothing only fills a nonce.
  const told = Map.groupBy(
    good.filter(({ input }) => input !== "0x"),
    ({ to, input }) => `${to} ${input}`,
  );
  const same = [...told.values()].filter(({ length }) => length > 1);
  const idle = good.filter(
    ({ to, receipt }) => to?.toLowerCase() === core.toLowerCase() && receipt?.logs.length === 0,
  );
  return {
    transactions: mined.length,
    reverted: mined.length - good.length,
    doubled: [
      ...same.map((calls) => `the same call in ${calls.map(({ hash }) => hash).join(" and ")}`),
      ...idle.map(({ hash }) => `the call in ${hash} changed nothing`),
    ],
  };
};

/** A title moves when its receivable is registered and closed, which other events tell: the database keeps notes only. */
const movesTitle = (log: RawLog): boolean => {
  const event = receivables.parseLog(log);
  return event?.name === "TransferSingle" && event.args.id % 2n === 0n;
};

/** Events of the core that the database does not hold once, and those it holds that the chain does not. */
export const eventsAmiss = async (
  grounds: Grounds,
): Promise<{ readonly lost: string[]; readonly doubled: string[] }> => {
  const told = (await logsOf(grounds, grounds.core))
    .filter((log) => !movesTitle(log))
    .map(({ blockHash, logIndex }) => `${blockHash}:${Number(logIndex)}`);
  const { rows } = await grounds.pool.query<{ place: string }>(
    `select distinct "blockHash" || ':' || "logIndex" as place from "ChainEvent"
      where contract = 'Receivables' and "blockNumber" > $1`,
    [grounds.since],
  );
  const kept = new Set(rows.map(({ place }) => place));
  const onChain = new Set(told);
  return {
    lost: told.filter((place) => !kept.has(place)).map((place) => `event ${place} is not told`),
    doubled: [...kept]
      .filter((place) => !onChain.has(place))
      .map((place) => `event ${place} is told and not on the chain`),
  };
};
