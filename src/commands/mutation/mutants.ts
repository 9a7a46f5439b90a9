import { analyse, type Complaint, declarationsOf, type Sources } from "./analysis";
import { changed, type Mutant, type Target } from "./schemata";

/** A program that holds every mutant of its targets, none of them in force. */
export type Program = { sources: Sources; mutants: Mutant[]; refused: string[] };

const ROUNDS = 25;

/** Marks of changed places in a text, in order. */
const marksIn = (text: string): { site: number; isOpen: boolean; at: number }[] =>
  [...text.matchAll(/\/\*(?:<(\d+)|(\d+)>)\*\//g)].map((found) => ({
    site: Number(found[1] ?? found[2]),
    isOpen: found[1] !== undefined,
    at: found.index,
  }));

/**
 * The changed place that a complaint is about: a literal in what it names, because a choice between two literals has a
 * type of its own, else the innermost place around it, else the first within.
 */
const siteAt = (
  text: Buffer,
  { start, end }: Complaint,
  isLiteral: (site: number) => boolean,
): number | undefined => {
  const within = marksIn(text.subarray(start, end).toString()).filter(({ isOpen }) => isOpen);
  const literal = within.findLast(({ site }) => isLiteral(site));
  if (literal) return literal.site;
  const around: number[] = [];
  for (const { site, isOpen } of marksIn(text.subarray(0, start).toString())) {
    if (isOpen) around.push(site);
    else around.splice(around.lastIndexOf(site), 1);
  }
  return around.at(-1) ?? within[0]?.site;
};

/**
 * Makes every change to the targets that compiles. What the compiler refuses is dropped, place by place.
 * @throws Error where it refuses something that no change explains
 */
export const mutantsOf = (sources: Sources, targets: readonly Target[]): Program => {
  const plain = analyse(sources);
  const [wrong] = plain.complaints;
  if (wrong) throw new Error(wrong.says);
  const declarations = declarationsOf(plain);
  const dropped = new Set<string>();
  const refused: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const now = { ...sources };
    const mutants: Mutant[] = [];
    const nameOfSite = new Map<number, string>();
    for (const target of targets) {
      const parsed = plain.parsed.get(target.file);
      if (!parsed) throw new Error(`There is no ${target.file}.`);
      const from = { mutant: mutants.length + 1, site: nameOfSite.size };
      const made = changed({ target, parsed, declarations, from, dropped });
      now[target.file] = made.text;
      mutants.push(...made.mutants);
      for (const [site, name] of made.siteNames) nameOfSite.set(site, name);
    }
    const { complaints } = analyse(now);
    if (complaints.length === 0) return { sources: now, mutants, refused };
    for (const complaint of complaints) {
      const text = Buffer.from(now[complaint.file] ?? "");
      const isLiteral = (site: number) => nameOfSite.get(site)?.includes(":Literal:") ?? false;
      const name = nameOfSite.get(siteAt(text, complaint, isLiteral) ?? -1);
      if (name === undefined) throw new Error(complaint.says);
      if (!dropped.has(name)) refused.push(`${name} ${complaint.says.split("\n")[0]}`);
      dropped.add(name);
    }
  }
  throw new Error(`Some changes do not compile after ${ROUNDS} rounds.`);
};
