import type pg from "pg";
import { creditRows } from "@/adapters/db/credit-rows";
import { creditLines, type DilutedFact } from "@/core/credit/credit-list";
import { type CalendarDate, parseCalendarDate } from "@/core/dates/calendar-date";
import { calendarDateAt, HONG_KONG_OFFSET_SECONDS } from "@/core/dates/day-count";
import type { Currency } from "@/core/money";
import { isStrength, openAmount } from "@/core/payment/buyer-state";
import type { LinkScope } from "@/core/scope/scope";
import type { JsonStruct } from "@/core/typed-data/deal-json";
import type { Clock } from "@/ports/clock";
import type { DebtView, PaymentStore } from "@/ports/payment-store";
import { paymentsOf } from "./payment-lines";

type Queries = Pick<pg.Pool, "query">;

type DebtRow = {
  status: string;
  reference: string;
  currency: Currency;
  coin: string;
  amountDue: bigint;
  diluted: bigint;
  collected: bigint;
  surplus: bigint;
  funded: bigint;
  dueDate: string;
  dueDateSource: string;
  orderCount: number;
  documentHash: string;
  collectionAccount: string | null;
  deal: JsonStruct | null;
  terms: JsonStruct;
  sellerName: string;
  buyerName: string;
  expiresAt: Date;
  firstSeenAt: Date | null;
  strength: string | null;
  confirmedBy: string | null;
  confirmedAt: Date | null;
  promisedAmount: bigint | null;
  promisedDate: string | null;
  disputedAt: Date | null;
  disputeReason: string | null;
};

const DEBT = `
  select r.status, r.reference, r.currency, r.coin, r."amountDue", r.diluted, r.collected, r.surplus,
    r.funded, r."dueDate", r."dueDateSource", r."orderCount", r."documentHash", r."collectionAccount",
    r.deal, r.terms, s.name as "sellerName", b.name as "buyerName", l."expiresAt", l."firstSeenAt",
    l.strength, l."confirmedBy", l."confirmedAt", l."promisedAmount", l."promisedDate",
    l."disputedAt", l."disputeReason"
  from "BuyerLink" l
  join "Receivable" r on r.id = l."receivableId"
  join "Organisation" s on s.id = r."sellerId"
  join "Organisation" b on b.id = r."buyerId"
  where l.id = $1 and r.id = $2`;

const DOCUMENTS = `
  select number, "issueDate", "orderNumber", "amountDue" from "Order"
  where "receivableId" = $1 order by number limit 20`;

const DILUTED = `
  select args, "blockAt" as at, "txHash" from "ChainEvent"
  where "receivableId" = $1 and name = 'Diluted' order by "blockNumber", "logIndex"`;

const creditsOf = async (queries: Queries, receivableId: string): Promise<DebtView["credits"]> => {
  const facts = await queries.query<DilutedFact>(DILUTED, [receivableId]);
  const lines = creditLines(await creditRows(queries, receivableId), facts.rows);
  return lines.filter(({ status }) => status === "booked");
};

const dateOf = (text: string): CalendarDate => {
  const date = parseCalendarDate(text);
  if (!date) throw new TypeError(`${text} is no calendar date`);
  return date;
};

const LOCAL = HONG_KONG_OFFSET_SECONDS;

const viewOf = async (
  queries: Queries,
  { row, link, now }: { row: DebtRow; link: LinkScope; now: Date },
): Promise<DebtView> => {
  const { receivableId } = link;
  const documents = await queries.query<DebtView["documents"][number]>(DOCUMENTS, [receivableId]);
  const { lines, arriving, lastAt } = await paymentsOf(queries, {
    receivableId,
    collectionAccount: row.collectionAccount,
  });
  const { promisedAmount, promisedDate, firstSeenAt, disputedAt, strength, terms, ...shown } = row;
  return {
    ...shown,
    buyerAccount: String(terms.buyer ?? ""),
    dueDate: dateOf(row.dueDate),
    arriving,
    paidOn: openAmount(row) === 0n && lastAt ? calendarDateAt(lastAt, LOCAL) : null,
    strength: isStrength(strength) ? strength : null,
    seenBefore: firstSeenAt !== null,
    disputed: disputedAt !== null,
    assigned: row.funded > 0n,
    documents: documents.rows,
    credits: row.diluted > 0n ? await creditsOf(queries, receivableId) : [],
    promise:
      promisedAmount !== null && promisedDate !== null
        ? { amount: promisedAmount, date: dateOf(promisedDate) }
        : null,
    payments: lines,
    today: calendarDateAt(now, LOCAL),
  };
};

/** The debt behind a link, in a transaction or over the pool. */
export const paymentStore = (queries: Queries, clock: Clock): PaymentStore => ({
  debt: async (link, mode) => {
    if (mode === "lock")
      await queries.query('select 1 from "Receivable" where id = $1 for update', [
        link.receivableId,
      ]);
    const found = await queries.query<DebtRow>(DEBT, [link.linkId, link.receivableId]);
    const [row] = found.rows;
    return row ? viewOf(queries, { row, link, now: clock.now() }) : null;
  },
  wished: async (link, key) => {
    const found = await queries.query<{ intentId: string; amount: bigint }>(
      `select id as "intentId", (payload->'payment'->>'amount')::numeric as amount
       from "Intent" where key = $1 and "receivableId" = $2`,
      [key, link.receivableId],
    );
    return found.rows[0] ?? null;
  },
});
