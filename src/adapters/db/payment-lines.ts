import type pg from "pg";
import { type FactArgs, textOf, tiersOf, wholeOf } from "@/core/chain-fact/chain-fact";
import type { PaymentLine } from "@/ports/payment-store";

type Queries = Pick<pg.Pool, "query">;

const NOBODY = /^0x0{40}$/;

type EventRow = {
  name: string;
  args: FactArgs;
  txHash: string;
  logIndex: number;
  blockAt: Date;
  final: boolean;
};

type WishRow = {
  id: string;
  status: string;
  txHash: string | null;
  createdAt: Date;
  error: { message?: string } | null;
  payment: { payer: string; amount: string };
};

const EVENTS = `
  select name, args, "txHash", "logIndex", "blockAt",
    "blockNumber" <= coalesce((select number from "ChainCursor" where grade = 'final'), -1) as final
  from "ChainEvent"
  where "receivableId" = $1
    and (name = 'Collected' or (name = 'Transfer' and lower(args ->> 'to') = lower($2)))
  order by "blockNumber", "logIndex", part`;

const WISHES = `
  select id, status, "txHash", "createdAt", error, payload -> 'payment' as payment from "Intent"
  where "receivableId" = $1 and kind = 'settle' order by "createdAt"`;

/** A buyer's payments with what is still on its way; amounts in minor units. */
export type Payments = {
  readonly lines: readonly PaymentLine[];
  readonly arriving: bigint;
  /** Block time of the latest collection, null without one. */
  readonly lastAt: Date | null;
};

const walletLine = (wish: WishRow, event: EventRow | undefined): PaymentLine => ({
  id: wish.id,
  amount: BigInt(wish.payment.amount),
  at: event?.blockAt ?? wish.createdAt,
  way: "wallet",
  step: wish.status,
  payer: wish.payment.payer,
  txHash: wish.txHash,
  error: wish.error?.message ?? null,
  surplus: event ? tiersOf(event.args).surplus : 0n,
});

const collectedLine = (event: EventRow): PaymentLine => ({
  id: `${event.txHash}:${event.logIndex}`,
  amount: wholeOf(event.args, "amount"),
  at: event.blockAt,
  way: isSwept(event) ? "transfer" : "wallet",
  step: event.final ? "final" : "mined",
  payer: isSwept(event) ? null : textOf(event.args, "payer"),
  txHash: event.txHash,
  error: null,
  surplus: tiersOf(event.args).surplus,
});

const isSwept = (event: EventRow): boolean => NOBODY.test(textOf(event.args, "payer"));

const sumOf = (amounts: readonly bigint[]): bigint =>
  amounts.reduce((total, amount) => total + amount, 0n);

/**
 * Payments of one receivable: what the chain collected, what was signed here and is not collected yet, and plain
 * transfers that wait in the collection account to be swept.
 */
export const paymentsOf = async (
  queries: Queries,
  ids: { readonly receivableId: string; readonly collectionAccount: string | null },
): Promise<Payments> => {
  const events = await queries.query<EventRow>(EVENTS, [ids.receivableId, ids.collectionAccount]);
  const wishes = await queries.query<WishRow>(WISHES, [ids.receivableId]);
  const collected = events.rows.filter(({ name }) => name === "Collected");
  const byTx = new Map(collected.map((event) => [event.txHash, event]));
  const signed = wishes.rows.map((wish) =>
    walletLine(wish, wish.txHash ? byTx.get(wish.txHash) : undefined),
  );
  const ownTx = new Set(wishes.rows.map(({ txHash }) => txHash));
  const others = collected.filter(({ txHash }) => !ownTx.has(txHash)).map(collectedLine);
  const sent = events.rows.filter(({ name }) => name === "Transfer");
  const swept = sumOf(collected.filter(isSwept).map(({ args }) => wholeOf(args, "amount")));
  const waiting = sumOf(sent.map(({ args }) => wholeOf(args, "value"))) - swept;
  const onTheWay = wishes.rows.filter(
    ({ status, txHash }) => status !== "failed" && !(txHash && byTx.has(txHash)),
  );
  const waitingLine: PaymentLine[] =
    waiting > 0n ? [transferLine(sent[sent.length - 1], waiting)] : [];
  return {
    lines: [...waitingLine, ...signed, ...others].sort(
      (left, right) => right.at.getTime() - left.at.getTime(),
    ),
    arriving:
      (waiting > 0n ? waiting : 0n) + sumOf(onTheWay.map((wish) => BigInt(wish.payment.amount))),
    lastAt: collected.at(-1)?.blockAt ?? null,
  };
};

const transferLine = (event: EventRow | undefined, amount: bigint): PaymentLine => ({
  id: "waiting",
  amount,
  at: event?.blockAt ?? new Date(0),
  way: "transfer",
  step: "sent",
  payer: event ? textOf(event.args, "from") : null,
  txHash: event?.txHash ?? null,
  error: null,
  surplus: 0n,
});
