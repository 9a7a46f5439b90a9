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

const DAY_SECONDS = 86_400;
const HOUR_SECONDS = 3_600;
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

/**
 * What the keeper does for a receivable at a moment of the chain's time, or null. Deadlines are passed at `t > deadline`.
 * Keys carry the hour, so that an act refused for a passing reason is tried again and never more than hourly.
 */
export const actDue = (kept: Kept, chainTime: Date): IntentWish | null => {
  if (kept.deal === null) return null;
  const act = actOf(kept, secondsOf(chainTime));
  return (
    act && {
      ...act,
      payload: { deal: kept.deal },
      signer: "relayer",
      receivableId: kept.id,
    }
  );
};
