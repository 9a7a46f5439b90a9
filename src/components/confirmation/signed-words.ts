import { knownState } from "@/components/status/known-state";
import { statusEntry } from "@/core/status/status";
import type { StatusEntry } from "@/core/status/status-entry";
import { historyWords as words } from "./words";

type Signed = { kind: "registration" | "delivery"; status: string };

/** What was done, in words. */
export const signedWhat = ({ kind, status }: Signed): string =>
  status === "declined" ? words.declined : words.kinds[kind];

/** Its entry in the table of states. */
export const signedEntry = ({ kind, status }: Signed): StatusEntry =>
  kind === "delivery"
    ? statusEntry("attestation", knownState("attestation", status))
    : statusEntry("registration", knownState("registration", status));
