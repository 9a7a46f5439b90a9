import type { Plan, PlanChoices } from "@/core/intake/plan";

/** Reads a file of any supported format and judges it. Never throws for what is in the file: an unreadable one is a plan that says so. */
export type PlanFile = (
  file: { readonly name: string; readonly bytes: Uint8Array },
  choices: PlanChoices,
) => Plan | Promise<Plan>;
