import type { Unit, Worker } from "./orders";
import type { Mutant } from "./schemata";
import { speaksFor } from "./targets";

/** What became of a mutant: the test that failed, if any, and how many were tried. */
export type Verdict = { mutant: Mutant; by: string | undefined; tests: number };

/** Which tests to try on a mutant, likeliest first: those that killed its neighbours, then any, then the quick ones. */
const plan = (units: readonly Unit[]) => {
  const byTime = units.toSorted((a, b) => a.ms - b.ms);
  const kills = new Map<string, number>();
  const killsOf = (place: string, { id }: Unit): number => kills.get(`${place} ${id}`) ?? 0;
  const places = ({ file, within, line }: Mutant): string[] => [
    ...[`${file}:${line}`, `${file} ${within}`, file, "anywhere"],
  ];
  return {
    testsOf: (mutant: Mutant): string[] => {
      return byTime
        .filter(({ id, reached }) => reached.includes(mutant.number) && speaksFor(id, mutant.file))
        .toSorted((a, b) =>
          places(mutant).reduce((order, at) => order || killsOf(at, b) - killsOf(at, a), 0),
        )
        .map(({ id }) => id);
    },
    noteKill: (mutant: Mutant, id: string): void => {
      for (const place of places(mutant)) {
        const key = `${place} ${id}`;
        kills.set(key, (kills.get(key) ?? 0) + 1);
      }
    },
  };
};

const trace = async (worker: Worker, share: number, of: number): Promise<readonly Unit[]> => {
  const answer = await worker.ask({ kind: "trace", share, of });
  if (answer.kind === "traced") return answer.units;
  throw new Error(answer.kind === "broken" ? answer.says : "The tests could not be traced.");
};

/**
 * Puts each mutant in force and runs the tests that pass by it until one fails. A mutant whose worker broke down
 * counts as not killed.
 * @throws Error where a test fails without a mutant
 */
export const hunt = async (
  mutants: readonly Mutant[],
  { crew, say }: { crew: readonly Worker[]; say: (text: string) => void },
): Promise<Verdict[]> => {
  try {
    const traced = crew.map((worker, share) => trace(worker, share, crew.length));
    const units = (await Promise.all(traced)).flat();
    say(`${units.length} tests traced`);
    const { testsOf, noteKill } = plan(units);
    const verdicts: Verdict[] = [];
    const queue = [...mutants];
    const work = async (worker: Worker): Promise<void> => {
      for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
        const ids = testsOf(mutant);
        const said = await worker.ask({ kind: "attempt", mutant: mutant.number, ids });
        if (said.kind === "killed") noteKill(mutant, said.by);
        if (said.kind === "broken") say(`mutant ${mutant.number}: ${said.says}`);
        const by = said.kind === "killed" ? said.by : undefined;
        verdicts.push({ mutant, by, tests: ids.length });
        if (verdicts.length % 50 === 0) say(`${verdicts.length} of ${mutants.length}`);
      }
    };
    await Promise.all(crew.map(work));
    return verdicts;
  } finally {
    for (const worker of crew) worker.dismiss();
  }
};
