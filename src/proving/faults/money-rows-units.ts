import { ContractFactory, ZeroHash } from "ethers";
import { printDecimal, readDecimal, unitsAtScale } from "@/core/decimal";
import { AMOUNT_MAX, isNoAmount } from "@/core/life/funding-acts";
import { share } from "@/core/waterfall/waterfall";
import {
  type CaseDraws,
  expectedFigures,
  figuresOf,
  type WaterfallCase,
  waterfallCase,
} from "@/core/waterfall/waterfall-case";
import { chanceOf } from "../harness/chance";
import type { Depth, FaultRow, Verdict } from "./fault-row";
import { complaints, type Expect, type Money, OFFICES, offered, withMoney } from "./money-ground";
import { compiledMock } from "./money-mocks";

const CASES = { change: 250, nightly: 10_000 } as const;
const BATCH = 250;
/** Where overflow and rounding would show; the contracts' arithmetic is made for amounts below 2^64. */
const WITHIN = [0n, 1n, 2n, 7n, 999_999n, 2n ** 53n - 1n, 2n ** 63n - 1n, 2n ** 63n + 1n];
const BEYOND = [2n ** 96n, 2n ** 128n - 1n, 2n ** 256n - 1n];
const NO_AMOUNTS = [0n, 2n ** 53n, 2n ** 63n - 1n, 2n ** 63n + 1n, ...BEYOND];

const drawsOf = (seed: number): CaseDraws => {
  const chance = chanceOf(seed);
  const word = (): bigint => BigInt(Math.floor(chance() * 2 ** 32));
  const below = (limit: bigint): bigint =>
    limit <= 0n ? 0n : ((word() << 64n) | (word() << 32n) | word()) % limit;
  const amount = (limit: bigint): bigint => {
    const drawn = below(limit);
    const kind = below(4n);
    if (kind === 0n) return drawn % 10n;
    return kind === 1n ? (drawn / 1_000_000n) * 1_000_000n : drawn;
  };
  return { below, amount };
};

const casesOf = (seed: number, count: number): WaterfallCase[] => {
  const draws = drawsOf(seed);
  return Array.from({ length: count }, (_, index) =>
    index % 4 === 0
      ? waterfallCase(draws, WITHIN[(index / 4) % WITHIN.length])
      : waterfallCase(draws),
  );
};

const deployed = async ({ provider }: Money, name: "ArithmeticHarness" | "OddCoin") => {
  const { abi, bytecode } = await compiledMock(name);
  const owner = await provider.getSigner(OFFICES.checker);
  const made = await new ContractFactory(abi, bytecode, owner).deploy();
  await made.waitForDeployment();
  return made;
};

/** The shares PostgreSQL gives, as the pages ask it for them. */
const sharesInSql = async (
  { world }: Money,
  shares: readonly { units: bigint; total: bigint; funded: bigint }[],
): Promise<bigint[]> => {
  const column = (name: "units" | "total" | "funded") => shares.map((one) => one[name].toString());
  const { rows } = await world.pool.query<{ got: bigint }>(
    `select coalesce(div(u * t, nullif(f, 0)), 0) as got
     from unnest($1::numeric[], $2::numeric[], $3::numeric[]) with ordinality as c(u, t, f, n) order by n`,
    [column("units"), column("total"), column("funded")],
  );
  return rows.map(({ got }) => got);
};

/** In how many of the cases of a seed the core, PostgreSQL and the contracts' code on the node say the same. */
const agreeing = async (money: Money, seed: number, count: number): Promise<number> => {
  const harness = await deployed(money, "ArithmeticHarness");
  const cases = casesOf(seed, count);
  const inSql = await sharesInSql(
    money,
    cases.map(({ amount, book }) => ({
      ...{ units: amount, total: book.principalRepaid, funded: book.released },
    })),
  );
  let agreed = 0;
  for (let start = 0; start < cases.length; start += BATCH) {
    const batch = cases.slice(start, start + BATCH);
    const answers = (await harness.getFunction("outcomes").staticCall(batch)).map(figuresOf);
    for (const [at, one] of batch.entries()) {
      const expected = expectedFigures(one);
      const onChain: bigint[] = answers[at] ?? [];
      const isSame = expected.every((figure, index) => figure === onChain[index]);
      if (isSame && expected.at(-1) === inSql[start + at]) agreed += 1;
    }
  }
  return agreed;
};

/** Every edge by every edge of every edge, up to 2^256 - 1: the core and PostgreSQL round nothing else. */
const expectSharesOfEdges = async (money: Money, expect: Expect): Promise<number> => {
  const edges = [...WITHIN, ...BEYOND];
  const shares = edges.flatMap((units) =>
    edges.flatMap((total) => edges.map((funded) => ({ units, total, funded }))),
  );
  const got = await sharesInSql(money, shares);
  const differing = shares.filter(
    ({ units, total, funded }, index) => share(units, total, funded) !== got[index],
  );
  expect(differing.length === 0, `${differing.length} of ${shares.length} edges differ`);
  return shares.length;
};

/** By which error the chain refuses a call, or null. */
const refusal = async (attempt: Promise<unknown>): Promise<string | null> => {
  try {
    await attempt;
    return null;
  } catch (error) {
    const { revert, shortMessage } = error as {
      revert?: { name: string } | null;
      shortMessage?: string;
    };
    return revert?.name ?? shortMessage ?? String(error);
  }
};

/** Amounts that are none, at every door through which an amount comes in; answers how many were tried. */
const expectRefusedAmounts = async (money: Money, expect: Expect): Promise<number> => {
  const { world, parties, receivables, coin } = money;
  const { deal, sellerSignature } = await offered(world, parties);
  const { seller, warehouse, buyer, lenders } = parties;
  const [lender = buyer] = lenders;
  const now = await world.chainSeconds();
  const ask = (who: { address: string }, name: string, ...args: readonly unknown[]) =>
    refusal(receivables.getFunction(name).staticCall(...args, { from: who.address }));
  const paid = (who: { address: string }, amount: bigint) => ({
    ...{ payer: who.address, amount, salt: ZeroHash, validAfter: 0, validBefore: 0 },
    signature: "0x",
  });
  const doors = (amount: bigint) => {
    const { receivable, ...terms } = deal.terms;
    const lot = { ...terms, receivable: `0x${"22".repeat(32)}`, amountDue: amount };
    const batch = {
      ...{ seller: seller.address, warehouse: warehouse.address, coin: coin.target },
      ...{ issuedAt: now - 1, expiry: now + 3_600, lots: [lot] },
    };
    return [
      ["InvalidLot", ask(seller, "register", batch, "0x", "0x")],
      ["InvalidAmount", ask(lender, "fund", deal, sellerSignature, paid(lender, amount))],
      ["InvalidAmount", ask(buyer, "settle", deal, paid(buyer, amount), [])],
    ] as const;
  };
  let tried = 0;
  for (const amount of NO_AMOUNTS) {
    tried += 1;
    expect(isNoAmount(amount), `the core takes ${amount}`);
    for (const [expected, asked] of doors(amount)) {
      const got = await asked;
      expect(got === expected, `the contract answers ${amount} with ${got}, not ${expected}`);
    }
  }
  expect(!isNoAmount(AMOUNT_MAX) && !isNoAmount(1n), "the core refuses a good amount");
  for (const [unwanted, asked] of doors(AMOUNT_MAX)) {
    const got = await asked;
    expect(got !== null && got !== unwanted, `the contract answers the largest with ${got}`);
  }
  const kept = await world.pool.query<{ got: bigint }>(
    "select x::numeric(78, 0) as got from unnest($1::text[]) with ordinality as u(x, n) order by n",
    [NO_AMOUNTS.map(String)],
  );
  expect(
    kept.rows.every(({ got }, at) => got === NO_AMOUNTS[at]),
    "a column lost a digit",
  );
  return tried;
};

const DECIMALS = [0, 6, 18] as const;

/** The same amounts with another number of decimals: shown alike, read back exactly or not at all, and 6 alone is listed. */
const expectDecimals = async (money: Money, expect: Expect): Promise<number> => {
  const { world, provider, receivables } = money;
  const odd = await deployed(money, "OddCoin");
  const admin = await provider.getSigner(OFFICES.admin);
  const amounts = [...WITHIN, ...BEYOND];
  for (const decimals of DECIMALS) {
    const { rows } = await world.pool.query<{ shown: string }>(
      "select (x::numeric * ('1e-' || $2)::numeric)::text as shown from unnest($1::text[]) with ordinality as u(x, n) order by n",
      [amounts.map(String), decimals],
    );
    for (const [at, units] of amounts.entries()) {
      const shown = printDecimal({ units, scale: decimals });
      expect(shown === rows[at]?.shown, `${units} is ${shown} here and ${rows[at]?.shown} in SQL`);
      const value = readDecimal(shown);
      const again = value && unitsAtScale(value, decimals);
      expect(again === undefined || again === units, `${shown} is read as ${again}`);
      expect(again === units || units > 2n ** 64n, `${shown} is not read`);
    }
    await (await odd.getFunction("setDecimals").send(decimals)).wait();
    const listing = receivables.getFunction("setCoin");
    const got = await refusal(listing.staticCall(odd.target, true, { from: admin.address }));
    const wanted = decimals === 6 ? null : "CoinNotAllowed";
    expect(got === wanted, `a coin of ${decimals} decimals: ${got}`);
  }
  return amounts.length * DECIMALS.length;
};

const wholeUnits = (depth: Depth): Promise<Verdict> =>
  withMoney(1, async (money) => {
    const { expect, verdict } = complaints();
    const count = CASES[depth];
    const seeds = Array.from({ length: depth === "change" ? 1 : 20 }, (_, at) => 44 + at);
    let agreed = 0;
    for (const seed of seeds) {
      const found = await agreeing(money, seed, count);
      expect(found === count, `seed ${seed}: ${count - found} of ${count} differ`);
      agreed += found;
    }
    const edges = await expectSharesOfEdges(money, expect);
    const refused = await expectRefusedAmounts(money, expect);
    const shown = await expectDecimals(money, expect);
    return verdict(
      `${agreed}/${count * seeds.length} cases alike in TypeScript, SQL and Solidity, ${edges} edges in TypeScript and SQL, ${refused} amounts refused by the core and at 3 doors of the contract, ${shown} amounts with ${DECIMALS.join(", ")} decimals`,
    );
  });

/** What arithmetic can do to money. */
export const unitsRow: FaultRow = {
  row: "F44",
  promise:
    "TypeScript, SQL and Solidity agree to the unit; an amount that does not fit is refused everywhere",
  run: wholeUnits,
};
