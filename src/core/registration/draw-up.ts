import { utf8ToBytes } from "@noble/hashes/utils.js";
import { type CalendarDate, epochDayOf } from "@/core/dates/calendar-date";
import { HONG_KONG_OFFSET_SECONDS, startOfDaySeconds } from "@/core/dates/day-count";
import { ordersRoot } from "@/core/order-root/order-root";
import { lotKey, receivableId } from "@/core/receivable/lot-key";
import type { Batch, OrderGroup } from "@/core/registration/group-orders";
import type { Lot, Registration, Terms } from "@/core/typed-data/deal";
import { keccakHex } from "@/core/typed-data/hash-struct";
import type { Hex } from "@/core/typed-data/typed-data";

/** Both sides have this long to sign and the relayer to carry it in, seconds: 14 days. */
const REGISTRATION_TTL_SECONDS = 14 * 86_400;

/** Drawn up this much before now, so that a chain clock that lags does not refuse it, seconds. */
export const REGISTRATION_LAG_SECONDS = 120;

/** The last second of the due date at Hong Kong time: paying on that day is paying on time. */
const dueAtOf = (dueDate: string): number =>
  startOfDaySeconds(epochDayOf(dueDate as CalendarDate) + 1, HONG_KONG_OFFSET_SECONDS) - 1;

/** The document behind a lot: the file's own hash, or one hash over several files' hashes in ascending order. */
export const documentHashOf = (fileHashes: readonly string[]): Hex => {
  const distinct = [...new Set(fileHashes)].sort();
  const [only] = distinct;
  return distinct.length === 1 && only
    ? (only as Hex)
    : keccakHex(utf8ToBytes(distinct.join("\n")));
};

/** A group with what only the outside world knows: the buyer's account and the lot's salted text. */
export type SaltedGroup = {
  readonly group: OrderGroup;
  readonly buyerAccount: Hex;
  readonly canonical: string;
  readonly salt: Hex;
};

const lotOf = ({ group, buyerAccount, canonical, salt }: SaltedGroup): Lot => ({
  receivable: receivableId(lotKey(canonical, salt)),
  buyer: buyerAccount,
  amountDue: group.amountDue,
  dueAt: dueAtOf(group.dueDate),
  ordersRoot: ordersRoot(group.orders),
  documentHash: documentHashOf(group.orders.map(({ fileHash }) => fileHash)),
});

/** A lot of a drawn-up registration with the orders it stands for. */
export type DrawnLot = { readonly lot: Lot; readonly group: OrderGroup };

/** The message both sides sign, and its lots with their orders. Lots keep the order of the groups. */
export const drawUp = (
  batch: Batch,
  parties: {
    readonly seller: Hex;
    readonly warehouse: Hex;
    readonly coin: Hex;
    readonly issuedAt: number;
    readonly salted: readonly SaltedGroup[];
  },
): { readonly registration: Registration; readonly lots: readonly DrawnLot[] } => {
  const lots = parties.salted.map((salted) => ({ lot: lotOf(salted), group: salted.group }));
  if (lots.length !== batch.groups.length) throw new Error("every group of a batch needs its salt");
  return {
    registration: {
      seller: parties.seller,
      warehouse: parties.warehouse,
      coin: parties.coin,
      issuedAt: parties.issuedAt,
      expiry: parties.issuedAt + REGISTRATION_TTL_SECONDS,
      lots: lots.map(({ lot }) => lot),
    },
    lots,
  };
};

/** The terms of one lot, as every later call passes them back in. */
export const termsOf = (registration: Registration, lot: Lot): Terms => ({
  receivable: lot.receivable,
  seller: registration.seller,
  warehouse: registration.warehouse,
  buyer: lot.buyer,
  coin: registration.coin,
  amountDue: lot.amountDue,
  dueAt: lot.dueAt,
  ordersRoot: lot.ordersRoot,
  documentHash: lot.documentHash,
});
