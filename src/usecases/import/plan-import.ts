import { calendarDateAt, HONG_KONG_OFFSET_SECONDS } from "@/core/dates/day-count";
import { FILE_BYTES_MAX, requirePlanned } from "@/core/import/import-state";
import type { Plan, PlanChoices } from "@/core/intake/plan";
import { orThrow, Refusal } from "@/core/refusal";
import type { OrgScope } from "@/core/scope/scope";
import type { Clock } from "@/ports/clock";
import type { ImportStore } from "@/ports/import-store";
import type { PlanFile } from "@/ports/plan-file";
import type { Transact } from "@/ports/transact";

type Needs = {
  readonly transact: Transact<{ imports: ImportStore }>;
  readonly planFile: PlanFile;
  readonly clock: Clock;
};

/** How a person wants a table read: which column is what, and the locale of ambiguous figures and dates. */
export type TableChoices = Pick<PlanChoices, "columns" | "decimalMark" | "dateOrder">;

/**
 * Plans an uploaded file and keeps file and plan. The same bytes again answer the import that is there already.
 * @throws Refusal `import.too_large`.
 */
export const planImport =
  ({ transact, planFile, clock }: Needs) =>
  async (
    scope: OrgScope,
    file: { fileName: string; content: Uint8Array },
  ): Promise<{ importId: string; known: boolean }> => {
    if (file.content.byteLength > FILE_BYTES_MAX) throw new Refusal("import.too_large");
    const uploader = await transact(({ imports }) => imports.uploader(scope));
    const at = clock.now();
    const plan = await planFile(
      { name: file.fileName, bytes: file.content },
      { asOf: calendarDateAt(at, HONG_KONG_OFFSET_SECONDS), uploader },
    );
    return transact(async ({ imports, journal }) => {
      const known = await imports.findByHash(scope, plan.fileHash);
      if (known) return { importId: known.id, known: true };
      const importId = await imports.add(scope, { ...file, plan, at });
      await journal.record(fact("import.planned", scope, importId, plan));
      await journal.announce("import");
      return { importId, known: false };
    });
  };

/**
 * Plans the same file again with other choices: a new plan takes the place of the old one, which is discarded.
 * @throws Refusal `object.not_found`, `import.not_planned`.
 */
export const replanImport =
  ({ transact, planFile, clock }: Needs) =>
  async (
    scope: OrgScope,
    input: { importId: string; choices: TableChoices },
  ): Promise<{ importId: string }> => {
    const stored = await transact(({ imports }) => imports.lock(scope, input.importId));
    orThrow(requirePlanned(stored.status));
    const at = clock.now();
    const plan = await planFile(
      { name: stored.fileName, bytes: stored.content },
      { ...stored.plan.choices, ...input.choices },
    );
    return transact(async ({ imports, journal }) => {
      const now = await imports.lock(scope, input.importId);
      orThrow(requirePlanned(now.status));
      await imports.discard(scope, input.importId);
      const { fileName, content } = stored;
      const importId = await imports.add(scope, { fileName, content, plan, at });
      await journal.record(fact("import.planned", scope, importId, plan));
      return { importId };
    });
  };

const fact = (name: string, scope: OrgScope, subject: string, plan: Plan) => ({
  name,
  actor: scope.userId,
  organisationId: scope.organisationId,
  subject,
  data: { fileHash: plan.fileHash, documents: plan.documents.length },
});
