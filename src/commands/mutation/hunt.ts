import { hire, type Worker } from "./crew";
import type { Unit } from "./orders";
import type { Mutant } from "./schemata";

export type Verdict = { mutant: Mutant; by: string | undefined; tests: number; ms: number };

const RECENT = 6;

/** Which tests to try on a mutant, likeliest first: those that killed its neighbours, then the quick ones. */
const plan = (units: readonly Unit[]) => {
  const passing = new Map<number, Unit[]>();
  for (const unit of units.toSorted((a, b) => a.ms - b.ms)) {
    for (const mutant of unit.reached) passing.set(mutant, [...(passing.get(mutant) ?? []), unit]);
  }
  const recent = new Map<string, string[]>();
  const place = ({ file, within }: Mutant): string => `${file} ${within}`;
  return {
    testsOf: (mutant: Mutant): string[] => {
      const ids = (passing.get(mutant.number) ?? []).map(({ id }) => id);
      const first = (recent.get(place(mutant)) ?? []).filter((id) => ids.includes(id));
      return [...new Set([...first, ...ids])];
    },
    noteKill: (mutant: Mutant, id: string): void => {
      const others = (recent.get(place(mutant)) ?? []).filter((each) => each !== id);
      recent.set(place(mutant), [id, ...others].slice(0, RECENT));
    },
  };
};

const trace = async (worker: Worker): Promise<readonly Unit[]> => {
  const answer = await worker.ask({ kind: "trace" });
  if (answer.kind === "traced") return answer.units;
  throw new Error(answer.kind === "broken" ? answer.says : "The tests could not be traced.");
};

/**
 * Puts each mutant in force and runs the tests that pass by it until one fails.
 * @throws Error where a test fails without a mutant
 */
export const hunt = async (
  mutants: readonly Mutant[],
  { workers, say }: { workers: number; say: (text: string) => void },
): Promise<{ verdicts: Verdict[]; units: readonly Unit[] }> => {
  const crew = Array.from({ length: workers }, hire);
  try {
    const [first] = crew;
    if (!first) throw new Error("There is no worker.");
    const units = await trace(first);
    say(`${units.length} tests traced`);
    const { testsOf, noteKill } = plan(units);
    const verdicts: Verdict[] = [];
    const queue = [...mutants];
    const work = async (worker: Worker): Promise<void> => {
      for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
        const ids = testsOf(mutant);
        const said = await worker.ask({ kind: "attempt", mutant: mutant.number, ids });
        const by = said.kind === "killed" ? said.by : said.kind === "broken" ? "broken" : undefined;
        if (by) noteKill(mutant, by);
        verdicts.push({ mutant, by, tests: ids.length, ms: "ms" in said ? said.ms : 0 });
        if (verdicts.length % 50 === 0) say(`${verdicts.length} of ${mutants.length}`);
      }
    };
    await Promise.all(crew.map(work));
    return { verdicts, units };
  } finally {
    for (const worker of crew) worker.dismiss();
  }
};
