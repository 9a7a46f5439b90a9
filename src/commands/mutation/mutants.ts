import { analyse } from "./analysis";
import { changed, type Mutant, type Target } from "./schemata";

/** Files written anew so that they hold every mutant of the targets, none of them in force. */
export type Mutated = { texts: ReadonlyMap<string, string>; mutants: readonly Mutant[] };

/** Makes every change to the targets. @throws Error where the sources do not compile */
export const mutantsOf = (sources: Record<string, string>, targets: readonly Target[]): Mutated => {
  const { files, declarations } = analyse(sources);
  const texts = new Map<string, string>();
  const mutants: Mutant[] = [];
  for (const target of targets) {
    const parsed = files.get(target.file);
    if (!parsed) throw new Error(`There is no ${target.file}.`);
    const made = changed({ target, parsed, declarations, from: mutants.length + 1 });
    texts.set(target.file, made.text);
    mutants.push(...made.mutants);
  }
  return { texts, mutants };
};
