import { Contract, JsonRpcProvider, Wallet } from "ethers";
import type pg from "pg";
import { settlementCoinAbi } from "@/adapters/chain/generated/abi";
import {
  LIFE_DUE,
  makeFinal,
  recordedAdvance,
  recordedReceivable,
} from "@/commands/testing/recorded-life";
import {
  enterParties,
  type Parties,
  payBy,
  storedDeal,
  type World,
} from "@/commands/testing/settlement-world";
import type { Json } from "@/core/intent/intent";
import type { Currency } from "@/core/money";
import type { Deal } from "@/core/typed-data/deal";
import { structToJson } from "@/core/typed-data/deal-json";
import { env, LOCAL_CHAIN_ID } from "@/env";
import { heldBy } from "@/proving/harness/coin-held";
import { type Ground, inWorld, judged, onServer, verdict } from "./books-ground";
import type { FaultRow, Verdict } from "./fault-row";

const USD = 1_000_000n;
const GAS_MONEY = "0xde0b6b3a7640000";

type Payment = { readonly to: string; readonly amount: bigint; readonly currency?: Currency };

/** A plain transfer of coins, as any wallet makes it. */
const transfer = async (
  world: World,
  payer: Pick<Parties["buyer"], "address" | "connect">,
  { to, amount, currency = "HKD" }: Payment,
): Promise<void> => {
  await world.rpc("anvil_setBalance", [payer.address, GAS_MONEY]);
  const provider = new JsonRpcProvider(env().rpcUrl, LOCAL_CHAIN_ID, { staticNetwork: true });
  try {
    const coin = new Contract(
      world.settlement.coins.get(currency) ?? "",
      settlementCoinAbi,
      payer.connect(provider),
    );
    await (await coin.getFunction("transfer")(to, amount)).wait();
  } finally {
    provider.destroy();
  }
};

type Case = {
  readonly says: string;
  readonly pay: () => Promise<unknown>;
  /** What must be so after it, in one SQL condition over the receivable. */
  readonly after: readonly [id: string, condition: string];
};

const stateOf = async (pool: pg.Pool, [id, condition]: Case["after"]): Promise<boolean> =>
  (
    await pool.query<{ holds: boolean }>(
      `select (${condition}) as holds from "Receivable" where id = $1`,
      [id],
    )
  ).rows[0]?.holds ?? false;

type Table = {
  readonly world: World;
  readonly parties: Parties;
  /** Funded and released. */
  readonly advance: { readonly id: string; readonly deal: Deal };
  /** Registered, not funded. */
  readonly early: { readonly id: string; readonly deal: Deal };
};

const HALF = LIFE_DUE / 2n;

/** Six ways to pay otherwise than asked while the advance is out and after it was repaid. */
const lateCases = ({ world, parties, advance: { id, deal } }: Table): readonly Case[] => {
  const { buyer } = parties;
  const to = world.settlement.chain.collectionAccount(id);
  const plain = (amount: bigint) => transfer(world, buyer, { to, amount });
  const more = (amount: bigint) => payBy(world, parties, deal, amount);
  const out = (collected: bigint) => `status = 'released' and collected = ${collected}`;
  const over = (surplus: bigint) =>
    `status = 'settled' and collected = ${LIFE_DUE} and surplus = ${surplus}`;
  return [
    { says: "a part, by authorisation", pay: () => more(HALF), after: [id, out(HALF)] },
    { says: "one minor unit, by transfer", pay: () => plain(1n), after: [id, out(HALF + 1n)] },
    { says: "too much", pay: () => plain(LIFE_DUE - HALF + 8n), after: [id, over(9n)] },
    { says: "after close, by transfer", pay: () => plain(7n), after: [id, over(16n)] },
    { says: "after close, by authorisation", pay: () => more(5n), after: [id, over(21n)] },
    {
      says: "all of it a second time",
      pay: () => more(LIFE_DUE),
      after: [id, over(LIFE_DUE + 21n)],
    },
  ];
};

/** Six more, on a receivable that nobody funded. */
const earlyCases = ({ world, parties, early: { id, deal } }: Table): readonly Case[] => {
  const { buyer } = parties;
  const stranger = Wallet.createRandom();
  const to = world.settlement.chain.collectionAccount(id);
  const got = (collected: bigint): Case["after"] => [
    id,
    `status = 'registered' and collected = ${collected}`,
  ];
  const sweepOther = {
    key: "sweep-other:usd",
    kind: "sweep-other" as const,
    payload: {
      deal: structToJson(deal) as Json,
      coin: world.settlement.coins.get("USD") ?? "",
    },
    signer: "relayer" as const,
    receivableId: id,
  };
  const byStranger = async (): Promise<void> => {
    await transfer(world, buyer, { to: stranger.address, amount: 13n });
    await transfer(world, stranger, { to, amount: 13n });
  };
  const { contract } = world.settlement;
  const usd = { to, amount: USD, currency: "USD" } as const;
  return [
    {
      says: "early, by authorisation",
      pay: () => payBy(world, parties, deal, 11n),
      after: got(11n),
    },
    {
      says: "early, by transfer",
      pay: () => transfer(world, buyer, { to, amount: 2n }),
      after: got(13n),
    },
    { says: "by a stranger", pay: byStranger, after: got(26n) },
    { says: "in another currency", pay: () => transfer(world, buyer, usd), after: got(26n) },
    { says: "that coin, set aside", pay: () => world.wish(sweepOther), after: got(26n) },
    {
      says: "to the contract by mistake",
      pay: () => transfer(world, buyer, { to: contract, amount: 3n }),
      after: got(26n),
    },
  ];
};

const tableOf = async (world: World): Promise<Table> => {
  const parties = await enterParties(world);
  const advance = await recordedAdvance(world, parties);
  const id = await recordedReceivable(world, parties);
  const payload = { currency: "USD", to: parties.buyer.address, amount: USD.toString() };
  await world.wish({ key: "mint:usd", kind: "mint", payload, signer: "operator" });
  await world.calm();
  return { world, parties, advance, early: { id, deal: await storedDeal(world, id) } };
};

const oddPayments = async (world: World, ground: Ground): Promise<Verdict> => {
  const table = await tableOf(world);
  const { parties } = table;
  const cases = [...lateCases(table), ...earlyCases(table)];
  const wrong: string[] = [];
  for (const { says, pay, after } of cases) {
    await pay();
    await world.follow();
    await world.calm();
    const finding = await world.reconcile();
    const differs = finding?.comparisons.some(({ difference }) => difference !== 0n) ?? false;
    if (differs || (finding?.strays.length ?? 0) > 0) wrong.push(`${says}: books and chain differ`);
    if (!(await stateOf(ground.direct, after))) wrong.push(`${says}: not ${after[1]}`);
  }
  await makeFinal(world);
  const differences = await judged(world, ground, ["I1", "I3", "I4"]);
  const claimed = await ground.direct.query<{ usd: bigint; hkd: bigint }>(
    `select sum(-balance) filter (where currency = 'USD') as usd,
       sum(-balance) filter (where currency = 'HKD' and party = $1) as hkd from "LedgerAccount" where code = 'claim'`,
    [parties.buyer.address],
  );
  const { usd = 0n, hkd = 0n } = claimed.rows[0] ?? {};
  if (usd !== USD) wrong.push(`the other currency's claim is ${usd}`);
  if (hkd !== LIFE_DUE + 21n) wrong.push(`the buyer's claim is ${hkd}`);
  return verdict(
    wrong.length === 0 && differences.length === 0,
    `${cases.length - wrong.length}/${cases.length} cases, ${differences.length} differences; ${hkd} minor units kept for the buyer`,
    [...wrong, JSON.stringify(differences.slice(0, 3))].join("; "),
  );
};

/** Whether the lenders were paid once, all told: what they hold less what they held before the backup. */
const paidTo = async (world: World, parties: Parties): Promise<bigint> => {
  const paid = [parties.seller, ...parties.lenders].map(({ address }) => address);
  const held = await heldBy(world, paid);
  return held.reduce((sum, amount) => sum + amount, 0n);
};

const columns = `id, status, funded, released, collected, "chargePaid", "feePaid", "principalPaid", "sellerPaid", surplus`;
const readModel = async ({ direct }: Ground): Promise<string> =>
  JSON.stringify(
    (await direct.query(`select ${columns}::text from "Receivable" order by id`)).rows,
    (_key, value) => (typeof value === "bigint" ? value.toString() : value),
  );

const oldBackup = async (world: World, ground: Ground): Promise<Verdict> => {
  const parties = await enterParties(world);
  const { id, deal } = await recordedAdvance(world, parties);
  const { name } = ground;
  await onServer(ground, [name], [`create database "${name}_backup" template "${name}"`]);
  await world.wait(3_600);
  await payBy(world, parties, deal, LIFE_DUE);
  await world.calm();
  await makeFinal(world);
  const [paid, before] = [await paidTo(world, parties), await readModel(ground)];
  await onServer(
    ground,
    [name, `${name}_backup`],
    [
      `alter database "${name}" rename to "${name}_lost"`,
      `alter database "${name}_backup" rename to "${name}"`,
    ],
  );
  await world.follow();
  await world.follow();
  await payBy(world, parties, deal, LIFE_DUE);
  const deed = { deal: structToJson(deal) as Json };
  await world.wish({
    key: `sweep:again:${id}`,
    kind: "sweep",
    payload: deed,
    signer: "relayer",
    receivableId: id,
  });
  for (let pass = 0; pass < 4; pass += 1) {
    await world.relay();
    await world.follow();
    await world.keep();
  }
  await world.mine(3);
  await world.follow();
  const [after, again] = [await paidTo(world, parties), await readModel(ground)];
  const halted = await ground.direct.query(
    'select 1 from "SignerLane" where "haltedAt" is not null',
  );
  const differences = await judged(world, ground, ["I1", "I3", "I4"]);
  return verdict(
    after === paid && again === before && differences.length === 0,
    `${after - paid} minor units paid twice, read model ${again === before ? "rebuilt" : "differs"}, ${differences.length} differences, ${halted.rowCount} sending keys wait for a person`,
    JSON.stringify(differences.slice(0, 3)),
  );
};

/** Money that comes otherwise than asked, and books that are old. */
export const moneyRows: readonly FaultRow[] = [
  {
    row: "F30",
    promise:
      "Partial, over-, double, late and wrong-currency payments are booked, kept for the payer and never lost",
    run: () => inWorld(oddPayments),
  },
  {
    row: "F47",
    promise:
      "A backup of an hour ago: nothing is paid twice, the read model is rebuilt, spent nonces stop their key",
    run: () => inWorld(oldBackup),
  },
];
