import type { Complaint } from "@/core/health/verdict";
import type { IntentKind, IntentStatus } from "@/core/intent/intent";
import type { Currency } from "@/core/money";
import type { OrgScope } from "@/core/scope/scope";
import type { Halt } from "@/ports/chain-index";

/** How far the index has come, and the chain itself as the workers last saw it. */
export type ChainProgress = {
  readonly head: number | null;
  readonly seen: {
    readonly number: number;
    readonly blockAt: Date;
    readonly updatedAt: Date;
  } | null;
  readonly final: { readonly number: number; readonly blockAt: Date } | null;
};

/** A worker and when it was last heard of. */
export type WorkerLife = {
  readonly id: string;
  readonly startedAt: Date;
  readonly beatAt: Date;
  readonly alive: boolean;
  readonly halted: string | null;
  /** Nodes it finds silent or behind, and what keeps blocks from becoming final. */
  readonly concerns: readonly string[];
};

/** Ledger and chain of one currency at one block; minor units. */
export type LedgerStand = {
  readonly currency: Currency;
  readonly blockNumber: number;
  readonly comparedAt: Date;
  readonly ledger: bigint;
  readonly chain: bigint;
  readonly difference: bigint;
  readonly parts: readonly {
    readonly name: string;
    readonly ledger: bigint;
    readonly other: bigint;
  }[];
  /** Receivables whose read model differed from the contract. */
  readonly strays: readonly string[];
};

/** The independent auditor's latest run. */
export type AuditorStand = {
  readonly blockNumber: number;
  readonly auditedAt: Date;
  /** Rows and accounts that are not what they must be, over all promises. */
  readonly differences: number;
  readonly verdicts: readonly {
    readonly invariant: string;
    readonly says: string;
    /** Rows looked at. */
    readonly checked: number;
    readonly total: number;
    /** The first of them. */
    readonly differences: readonly {
      readonly table: string;
      readonly row: string;
      readonly says: string;
      readonly expected: string;
      readonly found: string;
    }[];
  }[];
};

/** A stop in force. */
export type StopRow = {
  readonly receivableId: string;
  readonly reference: string | null;
  readonly source: string;
  readonly reason: string;
  readonly stoppedAt: Date;
};

/** The figures that decide whether the installation is well, and what is not; no tenant's facts. */
export type Health = {
  readonly complaints: readonly Complaint[];
  /** Why money stands still until a person resumes, or null. */
  readonly halt: Halt | null;
  readonly chain: ChainProgress;
  readonly workers: readonly WorkerLife[];
  readonly intents: Readonly<Record<IntentStatus, number>>;
  /** Moment of the oldest intent that waits, or null. */
  readonly waitingSince: Date | null;
  readonly haltedLanes: number;
  /** Differences of the auditor's latest run; null before the first. */
  readonly auditorDifferences: number | null;
  readonly stoppedReceivables: number;
  readonly ledger: readonly LedgerStand[];
  readonly queues: readonly {
    readonly name: string;
    readonly state: string;
    readonly jobs: number;
  }[];
};

/** One wanted chain write, as operations sees it. */
export type IntentRow = {
  readonly id: string;
  readonly key: string;
  readonly kind: IntentKind;
  readonly status: IntentStatus;
  readonly signer: string;
  readonly receivableId: string | null;
  readonly reference: string | null;
  readonly txHash: string | null;
  readonly attempts: number;
  readonly error: { readonly code: string; readonly says: string } | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** One sending key. */
export type LaneRow = {
  readonly signer: string;
  readonly label: string;
  readonly nextNonce: number;
  readonly underWay: number;
  readonly haltedAt: Date | null;
  readonly haltReason: string | null;
};

/** One of the newest blocks. */
export type BlockRow = {
  readonly number: number;
  readonly hash: string;
  readonly blockAt: Date;
  readonly facts: number;
};

/** What operations looks at. Only the platform's scope is answered; `health` knows nothing of anybody. */
export type OperationsViews = {
  readonly health: () => Promise<Health>;
  readonly intents: (
    scope: OrgScope,
    ask: { readonly status: IntentStatus | "open"; readonly page: number },
  ) => Promise<{
    readonly rows: readonly IntentRow[];
    readonly total: number;
    readonly pageSize: number;
  }>;
  readonly lanes: (scope: OrgScope) => Promise<readonly LaneRow[]>;
  readonly blocks: (scope: OrgScope) => Promise<readonly BlockRow[]>;
  readonly auditor: (scope: OrgScope) => Promise<AuditorStand | null>;
  readonly stops: (scope: OrgScope) => Promise<readonly StopRow[]>;
};
