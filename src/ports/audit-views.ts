import type { OrgScope } from "@/core/scope/scope";

export type AuditRow = {
  readonly id: bigint;
  readonly name: string;
  /** A person's name, or the program that acted. */
  readonly actor: string;
  readonly organisation: { readonly id: string; readonly name: string } | null;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly at: Date;
  readonly hash: string;
};

export type AuditFilter = {
  /** First part of a fact's name, for example "offer". */
  readonly noun?: string;
  readonly organisationId?: string;
  /** Exact subject: an organisation, receivable or person id. */
  readonly subject?: string;
  readonly from?: Date;
  readonly until?: Date;
  /** Only facts before this one. */
  readonly before?: bigint;
};

/** The audit trail as the platform sees it, newest first. */
export type AuditViews = {
  readonly list: (
    scope: OrgScope,
    filter: AuditFilter,
  ) => Promise<{ rows: readonly AuditRow[]; next: bigint | null; nouns: readonly string[] }>;
  /** Recomputes every hash. `brokenAt` is the first fact that does not follow from the one before. */
  readonly verify: (
    scope: OrgScope,
  ) => Promise<{ checked: number; brokenAt: bigint | null; lastHash: string | null }>;
};
