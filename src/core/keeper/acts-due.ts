import { secondsOf } from "@/core/dates/day-count";
import type { IntentWish, Json } from "@/core/intent/intent";
import { floorDiv } from "@/core/money";
import { dealFromJson, type JsonStruct } from "@/core/typed-data/deal-json";

/** A receivable that may need somebody to act, as the read model and the books have it. Minor units. */
export type Kept = {
  readonly id: string;
  readonly status: string;
  readonly deal: Json;
  readonly escrow: bigint;
  readonly funded: bigint;
  /** Everything lenders got in all: principal, charges and escrow given back. */
  readonly lenderTotal: bigint;
  /** Coin in its collection account. */
  readonly unswept: bigint;
  readonly holders: readonly { readonly units: bigint; readonly paid: bigint }[];
};

/** How often an act of one kind was refused for a receivable; the key of the last wish, and how long ago that was. */
export type Refused = {
  readonly kind: string;
  readonly times: number;
  readonly lastKey: string;
  readonly secondsAgo: number;
};

const DAY_SECONDS = 86_400;
const HOUR_SECONDS = 3_600;
const FIRST_WAIT_SECONDS = 60;
const CLOSED = ["settled", "refunded", "boughtBack"];

/** Whether a payout would pay or burn anything. */
export const holdersWait = ({ status, funded, lenderTotal, holders }: Kept): boolean => {
  if (funded === 0n || holders.length === 0) return false;
  if (CLOSED.includes(status)) return holders.some(({ units }) => units > 0n);
  return holders.some(({ units, paid }) => floorDiv(units * lenderTotal, funded) > paid);
};

type Act = { readonly kind: IntentWish["kind"]; readonly key: string };

/** The one act that is due, the earliest in a receivable's life first: the next comes after it was mined. */
const actOf = (kept: Kept, seconds: number): Act | null => {
  const { offer, terms } = dealFromJson(kept.deal as JsonStruct);
  const hour = Math.floor(seconds / HOUR_SECONDS);
  const open = kept.status === "funded" || kept.status === "released";
  const defaultAfter = terms.dueAt + (offer.graceDays + offer.noticeDays) * DAY_SECONDS;
  if (kept.unswept > 0n) return { kind: "sweep", key: `sweep:${kept.id}:left:${hour}` };
  if (kept.status === "funding" && seconds > offer.fundBy)
    return { kind: "close-funding", key: `close-funding:${kept.id}:${hour}` };
  if (open && kept.escrow > 0n && seconds > offer.deliverBy)
    return { kind: "close-release", key: `close-release:${kept.id}:${hour}` };
  if (kept.status === "released" && seconds > defaultAfter)
    return { kind: "declare-default", key: `declare-default:${kept.id}:${hour}` };
  if (!holdersWait(kept)) return null;
  const paid = kept.holders.reduce((sum, holder) => sum + holder.paid, 0n);
  return { kind: "pay-out", key: `pay-out:${kept.id}:${kept.lenderTotal}:${paid}:${hour}` };
};

/** A minute after the first refusal, then twice as long after each, at most an hour. */
const waitAfter = (times: number): number =>
  Math.min(HOUR_SECONDS, FIRST_WAIT_SECONDS * 2 ** (times - 1));

const AGAIN = ":again:";

/** The key of a wish that was refused stays until the wait is over: as long nothing new is wished. */
const keyOf = ({ kind, key }: Act, refused: readonly Refused[]): string => {
  const last = refused.find((each) => each.kind === kind);
  const isRefused = last?.lastKey.split(AGAIN)[0] === key;
  return isRefused && last.secondsAgo >= waitAfter(last.times)
    ? `${key}${AGAIN}${last.times}`
    : key;
};

/**
 * What the keeper does for a receivable at a moment of the chain's time, or null. Deadlines are passed at `t > deadline`.
 * Keys carry the hour: the same act is one wish in it. One that was `refused`, it may be for a passing reason, is wished
 * again with a key of its own after a minute, two, four and so on, and at the latest in the next hour.
 */
export const actDue = (
  kept: Kept,
  refused: readonly Refused[],
  chainTime: Date,
): IntentWish | null => {
  if (kept.deal === null) return null;
  const act = actOf(kept, secondsOf(chainTime));
  return (
    act && {
      kind: act.kind,
      key: keyOf(act, refused),
      payload: { deal: kept.deal },
      signer: "relayer",
      receivableId: kept.id,
    }
  );
};
