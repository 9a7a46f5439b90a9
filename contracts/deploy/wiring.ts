import { type AbstractProvider, Contract } from "ethers";
import { type Attesters, BUFFER_BPS, cloneHash, MAX_AGE_SECONDS } from "./coins";
import { dayNumber, HONG_KONG_HOLIDAYS } from "./hong-kong-holidays";
import type { Difference } from "./permissions";
import {
  type At,
  allCoins,
  COINS,
  type ContractName,
  coinName,
  faceOf,
  openCoins,
  type Piece,
} from "./pieces";

type Value = string | boolean | number;

/** One answer a contract of the set has to give, and the setting that makes it give it. */
type Fact = {
  readonly piece: Piece;
  readonly view: string;
  readonly args: readonly (Value | readonly Value[])[];
  /** Compared as text; a struct is its fields with commas between. */
  readonly wanted: Value;
  readonly setting?: {
    readonly name: string;
    readonly args: readonly (Value | readonly Value[])[];
  };
};

export type Wiring = {
  readonly pieces: readonly Piece[];
  readonly at: At;
  readonly treasury: string;
  readonly baseUri: string;
  readonly attesters: Attesters;
};

const has = (contract: ContractName, name: string): boolean =>
  faceOf(contract).hasFunction(name) && contract !== "AccessManager";

/** What a constructor kept out of its code, in storage: one view for each such argument. */
const coinFacts = (piece: Piece, at: At): Fact[] => {
  const [, , name = "", symbol = "", currency = "", licence = ""] = piece.args(at);
  return [
    { piece, view: "name", args: [], wanted: name },
    { piece, view: "symbol", args: [], wanted: symbol },
    { piece, view: "currency", args: [], wanted: currency },
    { piece, view: "issuerLicence", args: [], wanted: licence },
  ];
};

/** Who may hold a coin in allow-list mode beside those that Participants knows. */
const coinSettings = (piece: Piece, at: At): Fact[] => {
  const code = cloneHash(at("CollectionAccount"));
  return [
    ...["Receivables", "Market"].map((holder): Fact => {
      const setting = { name: "setAllowed", args: [at(holder), true] };
      return { piece, view: "isAllowed", args: [at(holder)], wanted: true, setting };
    }),
    {
      ...{ piece, view: "isAllowedCode", args: [code], wanted: true },
      setting: { name: "setAllowedCode", args: [code, true] },
    },
  ];
};

const reserveSettings = (piece: Piece, at: At, { accounts, quorum }: Attesters): Fact[] => [
  ...COINS.map((currency): Fact => {
    const policy = [at(coinName(currency)), BUFFER_BPS, MAX_AGE_SECONDS];
    return {
      ...{ piece, view: "policyOf", args: [currency], wanted: policy.join(",") },
      setting: { name: "setPolicy", args: [currency, ...policy] },
    };
  }),
  ...accounts.map((account): Fact => {
    const setting = { name: "addAttester", args: [account] };
    return { piece, view: "isAttester", args: [account], wanted: true, setting };
  }),
  ...(quorum === 0
    ? []
    : [
        {
          ...{ piece, view: "quorum", args: [], wanted: quorum },
          setting: { name: "setQuorum", args: [quorum] },
        },
      ]),
];

const calendarSettings = (piece: Piece): Fact[] => {
  const days = HONG_KONG_HOLIDAYS.map(dayNumber);
  const setting = { name: "setHolidays", args: [days, true] };
  return [{ piece, view: "areHolidays", args: [days], wanted: true, setting }];
};

const factsOf = ({ pieces, at, treasury, baseUri, attesters }: Wiring): readonly Fact[] =>
  pieces.flatMap((piece): Fact[] => {
    const facts: Fact[] = [];
    if (has(piece.contract, "authority")) {
      facts.push({ piece, view: "authority", args: [], wanted: at("AccessManager") });
    }
    if (piece.contract === "SettlementCoin") {
      facts.push(...coinFacts(piece, at), ...coinSettings(piece, at));
    }
    if (piece.contract === "ReserveAttestations") {
      facts.push(...reserveSettings(piece, at, attesters));
    }
    if (piece.contract === "BusinessCalendar") facts.push(...calendarSettings(piece));
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
 * was fixed at creation. Of pieces that were just made only the settings count, all of them unset.
 */
export const wiringDifferences = async (
  provider: AbstractProvider,
  wiring: Wiring,
  made: ReadonlySet<string> = new Set(),
): Promise<readonly Difference[]> => {
  const { at } = wiring;
  const facts = factsOf(wiring).filter(({ piece, setting }) => !made.has(piece.name) || setting);
  const found = await Promise.all(
    facts.map(({ piece, view, args }) =>
      made.has(piece.name)
        ? false
        : new Contract(at(piece.name), faceOf(piece.contract), provider)
            .getFunction(view)
            .staticCall(...args)
            .catch(() => "no answer"),
    ),
  );
  return facts.flatMap(({ piece, view, args, wanted, setting }, index): Difference[] => {
    if (String(found[index]) === String(wanted)) return [];
    const says = `${piece.name}.${view}(${args.join(", ")}) is ${found[index]}, not ${wanted}`;
    if (!setting) return [{ says, call: "" }];
    const data = faceOf(piece.contract).encodeFunctionData(setting.name, setting.args);
    const call = faceOf("AccessManager").encodeFunctionData("execute", [at(piece.name), data]);
    return [{ says, call }];
  });
};
