import type { ShownState } from "@/core/receivable/receivable-filter";

/** By when whoever acts next should have acted; null where nothing runs out. */
export const nextDeadline = (facts: {
  readonly state: ShownState;
  readonly dueAt: Date;
  readonly offer: { readonly fundBy: Date; readonly deliverBy: Date } | null;
  /** Unix seconds at which the seller's registration signature ends. */
  readonly registrationExpiry: number | null;
}): Date | null => {
  switch (facts.state) {
    case "proposed":
      return facts.registrationExpiry === null ? null : new Date(facts.registrationExpiry * 1000);
    case "offered":
    case "funding":
      return facts.offer?.fundBy ?? null;
    case "funded":
    case "partlyReleased":
      return facts.offer?.deliverBy ?? null;
    case "released":
    case "overdue":
      return facts.dueAt;
    default:
      return null;
  }
};
