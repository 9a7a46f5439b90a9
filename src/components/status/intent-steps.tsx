import type { StepState } from "@/components/ui/progress";
import { Steps } from "@/components/ui/progress";
import type { StatusOf } from "@/core/status/status";
import { intentStatus } from "@/core/status/step-status";

const ORDER = ["signed", "sent", "mined", "final"] as const;

export type IntentStepsProps = {
  /** Names what is under way: "Funding of HKD 80,000.00". */
  label: string;
  state: StatusOf<"intent">;
  /** The reason when the chain refused it. */
  reason?: string;
};

/** How far each step is, given the state reached; `failed` marks the step it ended at. */
export const intentStepStates = (state: StatusOf<"intent">): StepState[] => {
  if (state === "failed") return ["done", "failed", "next", "next"];
  const reached = state === "waiting" ? -1 : ORDER.indexOf(state);
  return ORDER.map((_, index) => {
    if (index <= reached) return "done";
    return index === reached + 1 ? "current" : "next";
  });
};

/** Signed, sent, in a block, final. */
export function IntentSteps({ label, state, reason }: IntentStepsProps) {
  const states = intentStepStates(state);
  return (
    <Steps
      label={label}
      steps={ORDER.map((key, index) => ({
        key,
        word: intentStatus[key].word,
        state: states[index] ?? "next",
        detail: states[index] === "failed" ? reason : undefined,
      }))}
    />
  );
}
