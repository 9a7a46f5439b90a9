import { type AbstractProvider, Contract } from "ethers";
import type { Difference } from "./permissions";
import { type At, allCoins, type ContractName, faceOf, openCoins, type Piece } from "./pieces";

/** One answer a contract of the set has to give, and the setting that makes it give it. */
type Fact = {
  readonly piece: Piece;
  readonly view: string;
  readonly args: readonly string[];
  readonly wanted: string | boolean;
  readonly setting?: { readonly name: string; readonly args: readonly (string | boolean)[] };
};

export type Wiring = {
  readonly pieces: readonly Piece[];
  readonly at: At;
  readonly treasury: string;
  readonly baseUri: string;
};

const has = (contract: ContractName, name: string): boolean =>
  faceOf(contract).hasFunction(name) && contract !== "AccessManager";

/** What a constructor kept out of its code, in storage: one view for each such argument. */
const coinFacts = (piece: Piece, at: At): Fact[] => {
  const [, name = "", symbol = "", currency = ""] = piece.args(at);
  return [
    { piece, view: "name", args: [], wanted: name },
    { piece, view: "symbol", args: [], wanted: symbol },
    { piece, view: "currency", args: [], wanted: currency },
  ];
};

const factsOf = ({ pieces, at, treasury, baseUri }: Wiring): readonly Fact[] =>
  pieces.flatMap((piece): Fact[] => {
    const facts: Fact[] = [];
    if (has(piece.contract, "authority")) {
      facts.push({ piece, view: "authority", args: [], wanted: at("AccessManager") });
    }
    if (piece.contract === "SettlementCoin") facts.push(...coinFacts(piece, at));
    if (piece.contract !== "Receivables") return facts;
    facts.push({ piece, view: "treasury", args: [], wanted: treasury });
    facts.push({ piece, view: "contractURI", args: [], wanted: `${baseUri}contract.json` });
    for (const coin of allCoins) {
      const wanted = openCoins.includes(coin);
      const setting = { name: "setCoin", args: [at(coin), wanted] };
      facts.push({ piece, view: "coinAllowed", args: [at(coin)], wanted, setting });
    }
    return facts;
  });

/**
 * Every answer that is not the wanted one. `call` is what root sends to mend it; empty where nothing can, because it
 * was fixed at creation. For a set that was `isNew`ly made only the settings count, all of them unset.
 */
export const wiringDifferences = async (
  provider: AbstractProvider,
  wiring: Wiring,
  { isNew = false } = {},
): Promise<readonly Difference[]> => {
  const { at } = wiring;
  const facts = factsOf(wiring).filter(({ setting }) => !isNew || setting);
  const found = await Promise.all(
    facts.map(({ piece, view, args }) =>
      isNew
        ? false
        : new Contract(at(piece.name), faceOf(piece.contract), provider)
            .getFunction(view)
            .staticCall(...args)
            .catch(() => "no answer"),
    ),
  );
  return facts.flatMap(({ piece, view, args, wanted, setting }, index): Difference[] => {
    if (found[index] === wanted) return [];
    const says = `${piece.name}.${view}(${args.join(", ")}) is ${found[index]}, not ${wanted}`;
    if (!setting) return [{ says, call: "" }];
    const data = faceOf(piece.contract).encodeFunctionData(setting.name, setting.args);
    const call = faceOf("AccessManager").encodeFunctionData("execute", [at(piece.name), data]);
    return [{ says, call }];
  });
};
