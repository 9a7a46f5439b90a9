import { type CalendarDate, parseCalendarDate } from "@/core/dates/calendar-date";
import { type Included, orderKeysOf, outcomesOf } from "@/core/import/import-outcome";
import { checkExpected, requirePlanned } from "@/core/import/import-state";
import type { OrderDraft } from "@/core/order/order-draft";
import { orThrow, Refusal } from "@/core/refusal";
import type { OrgScope } from "@/core/scope/scope";
import type { Clock } from "@/ports/clock";
import type { ImportStore } from "@/ports/import-store";
import type { Transact } from "@/ports/transact";
import type { BuyerStores, EnsureBuyers } from "@/usecases/organisation/ensure-buyers";

type Stores = { readonly imports: ImportStore } & Omit<BuyerStores, "journal">;

type Needs = {
  readonly transact: Transact<Stores>;
  readonly ensureBuyers: EnsureBuyers;
  readonly clock: Clock;
};

/** What a person confirmed: the warehouse, held documents to include, and how many orders that makes. */
export type CommitInput = {
  readonly importId: string;
  readonly warehouseId: string;
  /** Held documents a person has looked at; a due date where the document has none. */
  readonly included: readonly { readonly document: number; readonly dueDate?: string }[];
  /** The number on the button. */
  readonly expected: number;
};

const includedOf = (input: CommitInput): Included =>
  new Map(
    input.included.map(({ document, dueDate }) => {
      const date: CalendarDate | undefined = dueDate ? parseCalendarDate(dueDate) : undefined;
      if (dueDate && !date) throw new Refusal("input.invalid", { dueDate });
      return [document, date ? { dueDate: date } : {}];
    }),
  );

/**
 * Saves the orders of a plan, exactly as many as were shown, at one warehouse. A second call answers what the first did.
 * @throws Refusal `object.not_found`, `import.not_planned`, `import.changed`, `import.nothing`.
 */
export const commitImport =
  ({ transact, ensureBuyers, clock }: Needs) =>
  (scope: OrgScope, input: CommitInput): Promise<{ orders: number }> =>
    transact(async ({ imports, buyers, organisations, journal }) => {
      const stored = await imports.lock(scope, input.importId);
      if (stored.status === "committed")
        return { orders: await imports.countOrders(scope, stored.id) };
      orThrow(requirePlanned(stored.status));
      await imports.requireWarehouse(input.warehouseId);
      const { warehouseId } = input;
      const known = await imports.knownOrders(scope, orderKeysOf(stored.plan, warehouseId));
      const outcomes = outcomesOf(stored.plan, { warehouseId, known, included: includedOf(input) });
      const drafts = outcomes.flatMap(({ draft }) => (draft ? [draft] : []));
      orThrow(checkExpected(drafts.length, input.expected));

      const at = clock.now();
      const ids = await ensureBuyers(
        { buyers, organisations, journal },
        scope,
        drafts.map(({ buyer }) => buyer),
      );
      const orders = drafts.map((draft) => ({ draft, buyerId: buyerIdOf(ids, draft) }));
      await imports.addOrders(scope, { importId: stored.id, warehouseId, at, orders });
      const included = Object.fromEntries(
        input.included.map(({ document, dueDate }) => [document, dueDate ?? ""]),
      );
      await imports.markCommitted(scope, stored.id, { at, included });
      await journal.record({
        name: "import.committed",
        actor: scope.userId,
        organisationId: scope.organisationId,
        subject: stored.id,
        data: { orders: orders.length, warehouseId, included: input.included.length },
      });
      await journal.announce("order");
      return { orders: orders.length };
    });

const buyerIdOf = (ids: ReadonlyMap<string, string>, { buyer }: OrderDraft): string => {
  const id = ids.get(buyer.key);
  if (!id) throw new Error(`no organisation was made for buyer ${buyer.key}`);
  return id;
};

/**
 * Puts a plan aside; nothing of it was saved.
 * @throws Refusal `object.not_found`, `import.not_planned`.
 */
export const discardImport =
  ({ transact }: { transact: Transact<{ imports: ImportStore }> }) =>
  (scope: OrgScope, input: { importId: string }): Promise<void> =>
    transact(async ({ imports, journal }) => {
      const stored = await imports.lock(scope, input.importId);
      orThrow(requirePlanned(stored.status));
      await imports.discard(scope, stored.id);
      await journal.record({
        name: "import.discarded",
        actor: scope.userId,
        organisationId: scope.organisationId,
        subject: stored.id,
      });
    });
