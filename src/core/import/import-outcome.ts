import type { CalendarDate } from "@/core/dates/calendar-date";
import type { Plan, PlannedDocument } from "@/core/intake/plan";
import { REASONS, type Verdict } from "@/core/intake/reason";
import { draftOrder, missingOf, type OrderDraft, type Resolution } from "@/core/order/order-draft";

/** What a commit does with a document: its verdict, or `duplicate` when the same order is here already. */
export type OutcomeVerdict = Verdict | "duplicate";

/** Why, and where in the file. `path` reads like the plan's own. */
export type OutcomeReason = {
  readonly code: string;
  readonly severity: "info" | "warn" | "stop";
  readonly path: string;
  readonly message: string;
};

/** One document of a plan with what a commit would do with it now. */
export type Outcome = {
  /** Index into the plan's documents. */
  readonly index: number;
  readonly document: PlannedDocument;
  readonly verdict: OutcomeVerdict;
  readonly reasons: readonly OutcomeReason[];
  /** Set when the document would become an order. */
  readonly draft: OrderDraft | null;
  /** True for a held document that a person may include after looking at it. */
  readonly includable: boolean;
  /** True when including it needs a due date from a person. */
  readonly needsDueDate: boolean;
};

/** Orders the seller already has, by order key: the hash of their content. */
export type KnownOrders = ReadonlyMap<string, string>;

/** Held documents a person has looked at and wants to include, by index. */
export type Included = ReadonlyMap<number, Resolution>;

/** Counts by outcome; `read` is always their sum. */
export type OutcomeCounts = {
  readonly read: number;
  readonly financeable: number;
  readonly hold: number;
  readonly reject: number;
  readonly duplicate: number;
};

const differs: OutcomeReason = {
  code: "order.differs",
  severity: "warn",
  path: "/",
  message:
    "An order with this number for this buyer is here already with other content. Correct the number, or leave it out.",
};

const same: OutcomeReason = {
  code: "order.duplicate",
  severity: "info",
  path: "/",
  message: "This order is here already with the same content. Nothing changes.",
};

const outcomeOf = (
  document: PlannedDocument,
  index: number,
  context: { warehouseId: string; known: KnownOrders; included: Included },
): Outcome => {
  const resolution = context.included.get(index);
  const draft = draftOrder(document, { warehouseId: context.warehouseId, resolution }) ?? null;
  const base = { index, document, reasons: document.reasons, draft: null, needsDueDate: false };
  const knownHash = draft ? context.known.get(draft.orderKey) : undefined;
  if (document.verdict === "reject") return { ...base, verdict: "reject", includable: false };
  if (draft && knownHash === draft.contentHash)
    return { ...base, verdict: "duplicate", reasons: [same], includable: false };
  if (knownHash !== undefined)
    return {
      ...base,
      verdict: "hold",
      reasons: [differs, ...document.reasons],
      includable: false,
    };
  if (draft && (document.verdict === "financeable" || resolution))
    return { ...base, verdict: "financeable", draft, includable: document.verdict === "hold" };
  const missing = missingOf(document);
  return {
    ...base,
    verdict: "hold",
    includable: missing.every((field) => field === "dueDate") && !blocked(document),
    needsDueDate: missing.includes("dueDate"),
  };
};

/** Held for a reason that looking at it cannot mend: the file or the column choices must change. */
const blocked = (document: PlannedDocument): boolean =>
  document.reasons.some(
    ({ code }) =>
      REASONS[code] === "warn" &&
      (code.startsWith("cell.") || code === "seller.not_you" || code === "due_date.past"),
  );

/** What a commit of this plan would do, document by document. Pure: the same inputs give the same answer. */
export const outcomesOf = (
  plan: Plan,
  context: { warehouseId: string; known: KnownOrders; included: Included },
): Outcome[] => plan.documents.map((document, index) => outcomeOf(document, index, context));

/** Counts outcomes; the four verdicts sum to `read`. */
export const countOutcomes = (outcomes: readonly Outcome[]): OutcomeCounts => {
  const counts = { read: outcomes.length, financeable: 0, hold: 0, reject: 0, duplicate: 0 };
  for (const { verdict } of outcomes) counts[verdict] += 1;
  return counts;
};

/** Order keys that the documents of a plan would have at a warehouse; what to look up before judging. */
export const orderKeysOf = (plan: Plan, warehouseId: string): string[] => [
  ...new Set(
    plan.documents.flatMap((document) => {
      const draft = draftOrder(document, {
        warehouseId,
        resolution: { dueDate: "2000-01-01" as CalendarDate },
      });
      return draft ? [draft.orderKey] : [];
    }),
  ),
];
