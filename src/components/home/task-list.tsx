import { KeyFigure, KeyFigures } from "@/components/money/key-figure";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/section";
import type { Outputs } from "@/trpc/client";
import { homeWords as words } from "./words";

type Tasks = Outputs["receivable"]["home"]["tasks"];

const WRONG = new Set([
  "overdue",
  "defaulted",
  "disputed",
  "setAsideLender",
  "setAsideSeller",
  "registrationsFailed",
  "writesFailed",
]);

/** Counts that lead to the lists behind them; what is empty is left out. */
export function TaskList({ tasks }: { tasks: Tasks }) {
  const waiting = tasks.filter(({ count }) => count > 0);
  return (
    <Section title={words.needsMe} frame={waiting.length === 0 ? "card" : "none"}>
      {waiting.length === 0 ? (
        <EmptyState icon="circle-check" title={words.nothing}>
          {words.nothingHint}
        </EmptyState>
      ) : (
        <KeyFigures>
          {waiting.map(({ key, count }) => (
            <KeyFigure
              key={key}
              label={words.tasks[key].label}
              href={words.tasks[key].href}
              value={count.toLocaleString("en")}
              mark={
                WRONG.has(key) ? { tone: "attention", word: words.tasks[key].label } : undefined
              }
            />
          ))}
        </KeyFigures>
      )}
    </Section>
  );
}
