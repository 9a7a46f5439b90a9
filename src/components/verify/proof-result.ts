import type { Outputs } from "@/trpc/client";

/** What a check answered. */
export type ProofResult = Outputs["verify"]["check"];

export type CheckedReceivable = ProofResult["receivables"][number];
