import type { Outcome, OutcomeCounts, OutcomeVerdict } from "@/core/import/import-outcome";
import type { ShownImportState } from "@/core/import/import-state";
import type { PlanChoices, PlanFormat } from "@/core/intake/plan";
import type { OrgScope } from "@/core/scope/scope";

/** One import in the list. `status` is what its plan says about each document by itself. */
export type ImportRow = {
  readonly id: string;
  readonly fileName: string;
  readonly format: PlanFormat;
  readonly status: ShownImportState;
  readonly documents: number;
  /** Orders it saved; 0 until committed. */
  readonly orders: number;
  readonly createdAt: Date;
  readonly committedAt: Date | null;
};

export type WarehouseChoice = { readonly id: string; readonly name: string };

/** How a table was read, for the mapping step. */
export type TableView = {
  readonly header: readonly string[];
  readonly mapping: readonly (string | null)[];
  readonly charset: string;
  readonly delimiter: string;
  /** First rows as they stand in the file. */
  readonly sample: readonly { readonly row: number; readonly cells: readonly string[] }[];
};

/** An import judged at a warehouse, beside the orders that are here already: what a commit would do now. */
export type ImportDetail = ImportRow & {
  readonly fileHash: string;
  readonly byteLength: number;
  readonly choices: PlanChoices;
  readonly warehouse: WarehouseChoice | null;
  readonly counts: OutcomeCounts;
  /** Documents on hold that a person may include after looking at them. */
  readonly includable: number;
  /** The page's documents, of the chosen verdict only. */
  readonly outcomes: readonly Outcome[];
  readonly total: number;
  /** Reasons that concern the whole file. */
  readonly fileReasons: Outcome["reasons"];
  /** True where a figure or date could be read in two ways. */
  readonly ambiguous: { readonly numbers: boolean; readonly dates: boolean };
  readonly table: TableView | null;
};

/** A row that cannot be imported as it stands, for the file of failed rows. */
export type FailedRows = {
  readonly fileName: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

export type ImportViews = {
  readonly list: (
    scope: OrgScope,
    page: { page: number; pageSize: number },
  ) => Promise<{ rows: ImportRow[]; total: number }>;
  /** @throws Refusal `object.not_found`. */
  readonly detail: (
    scope: OrgScope,
    input: {
      id: string;
      warehouseId?: string;
      verdict?: OutcomeVerdict;
      page: number;
      pageSize: number;
    },
  ) => Promise<ImportDetail>;
  /** @throws Refusal `object.not_found`. */
  readonly failedRows: (
    scope: OrgScope,
    input: { id: string; warehouseId?: string },
  ) => Promise<FailedRows>;
  /** Warehouses that can confirm orders; the one used last stands first. */
  readonly warehouses: (scope: OrgScope) => Promise<WarehouseChoice[]>;
};
