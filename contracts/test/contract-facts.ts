import { faceOf } from "../deploy/pieces";
import { chainOf, isPart, pieces } from "./role-steps";
import { type Entrance, entrancesOf } from "./syntax";
import type { Facts } from "./trees";

/** What every administered contract inherits, and every test of roles looks at. */
const INHERITED = new Set(["setAuthority"]);

/**
 * Refusals of libraries that have no case of their own: of creating a clone, of texts too long, of an authority that is
 * none, and of a coin whose own refusal says nothing.
 */
const FOREIGN = new Set([
  ...["FailedDeployment", "InsufficientBalance", "InvalidShortString"],
  ...["AccessManagedInvalidAuthority", "SafeERC20FailedOperation"],
]);

/** What the code names on the way and cannot come to: a note bought is the note of the deal. */
const NEVER: Readonly<Record<string, string>> = { "Receivables.buyNotes": "TitleNotTransferable" };

/** Functions that say what they do in the words of ERC-20. */
const IN_OTHER_WORDS = new Set(["transfer", "transferFrom", "approve"]);

/** Contracts that answer at one address, by the name of the first. */
export const sets = new Map(
  pieces
    .filter((piece) => !isPart(piece) && piece.contract !== "AccessManager")
    .map((piece) => [piece.contract, chainOf(piece).map(({ contract }) => contract)]),
);

/** Every error that a contract of the set can refuse with. */
export const knownErrors: ReadonlySet<string> = new Set(
  pieces.flatMap(({ contract }) => {
    const names: string[] = [];
    faceOf(contract).forEachError(({ name }) => names.push(name));
    return names;
  }),
);

/** Errors that a NatSpec names after "Reverts", "Restricted" where it says so, and the function it refers to. */
export const readNatSpec = (doc: string): { errors: string[]; like: string | undefined } => {
  const [text = ""] = doc.replace(/\s+/g, " ").split(/@param|@return/);
  const [, refusals = ""] = /\b[Rr]everts (.*)/.exec(text) ?? [];
  const words = [...refusals.matchAll(/\w+/g)].map(([word]) => word);
  const restricted = /\bRestricted\b/.test(text) ? ["Restricted"] : [];
  const errors = [...restricted, ...words.filter((word) => knownErrors.has(word))];
  return { errors, like: /^as \{(\w+)\}/.exec(refusals)?.[1] };
};

type Overloads = { readonly all: readonly Entrance[]; readonly raised: ReadonlySet<string> };

const saidBy = (name: string, among: ReadonlyMap<string, Overloads>): string[] => {
  const { all = [], raised = [] } = among.get(name) ?? {};
  if (IN_OTHER_WORDS.has(name)) return [...raised];
  return all.flatMap(({ doc }) => {
    const { errors, like } = readNatSpec(doc);
    return like === undefined ? errors : [...errors, ...saidBy(like, among)];
  });
};

/** Everything there is to know of the functions of all contracts, by CONTRACT.name. */
export const contractFacts = async (): Promise<ReadonlyMap<string, Facts>> => {
  const facts = new Map<string, Facts>();
  for (const [name, contracts] of sets) {
    const among = new Map<string, { all: Entrance[]; raised: Set<string>; changes: boolean }>();
    for (const contract of contracts) {
      for (const each of await entrancesOf(contract)) {
        const known = among.get(each.name) ?? { all: [], raised: new Set(), changes: false };
        known.all.push(each);
        for (const error of each.refusals) {
          const never = NEVER[`${name}.${each.name}`] === error;
          if (!FOREIGN.has(error) && !never) known.raised.add(error);
        }
        known.changes ||= faceOf(contract).getFunction(each.selector)?.constant === false;
        among.set(each.name, known);
      }
    }
    for (const [method, { raised, changes }] of among) {
      if (INHERITED.has(method)) continue;
      const needsTree = changes || raised.size > 0;
      const said = new Set(saidBy(method, among));
      facts.set(`${name}.${method}`, { needsTree, raised, said });
    }
  }
  return facts;
};
