import { coinOf } from "@/commands/testing/settlement-signing";
import { escrowOf } from "@/core/life/figures";
import type { Life, Party } from "@/core/life/life";
import { env } from "@/env";
import { coinHeld } from "@/proving/harness/coin-held";
import { BEGAN_WITH, type Predicted } from "./replay";
import type { Stage } from "./stage";

/** What enterParties gives to each holder of coins. */
const MINTED = 10_000_000_000_000n;

type Row = Record<"id" | "status", string> &
  Record<
    | ("funded" | "released" | "delivered" | "collected" | "diluted" | "escrow")
    | ("feePaid" | "latePaid" | "chargePaid" | "principalPaid"),
    bigint
  >;

const figuresOf = (life: Life): Omit<Row, "id"> => ({
  status: life.status,
  ...{ funded: life.funded, released: life.tiers.released, delivered: life.delivered },
  ...{ collected: life.collected, diluted: life.diluted, escrow: escrowOf(life) },
  ...{ feePaid: life.tiers.feePaid, latePaid: life.tiers.latePaid },
  ...{ chargePaid: life.tiers.chargePaid, principalPaid: life.tiers.principalRepaid },
});

const readModel = async ({ clean }: Stage, lives: Predicted["lives"]): Promise<string[]> => {
  const { rows } = await clean.pool.query<Row>(
    `select id, status, funded, released, delivered, collected, diluted, escrow, "feePaid", "latePaid", "chargePaid",
       "principalPaid" from "Receivable" where id = any($1)`,
    [[...lives.keys()]],
  );
  return rows.flatMap((row) => {
    const life = lives.get(row.id);
    if (!life || life.status === "none") return [];
    return Object.entries(figuresOf(life)).flatMap(([name, wanted]) => {
      const told = row[name as keyof Row];
      return String(told) === String(wanted)
        ? []
        : [`Receivable ${row.id} ${name}: read model ${told}, model ${wanted}`];
    });
  });
};

/** Notes by holder, as the read model has them. */
const positions = async (stage: Stage, lives: Predicted["lives"]): Promise<string[]> => {
  const holders: [string, Party][] = stage.parties.lenders.map(({ address }, index) => [
    address,
    index === 0 ? "lenderA" : "lenderB",
  ]);
  const { rows } = await stage.clean.pool.query<{
    receivableId: string;
    holder: string;
    units: bigint;
  }>('select "receivableId", holder, units from "Position"');
  return [...lives].flatMap(([id, life]) =>
    holders.flatMap(([address, party]) => {
      const row = rows.find(
        ({ receivableId, holder }) => receivableId === id && holder === address,
      );
      const wanted = life.holdings[party].units;
      const told = BigInt(row?.units ?? 0n);
      return told === wanted
        ? []
        : [`Position ${id} ${party}: read model ${told}, model ${wanted}`];
    }),
  );
};

const coins = async (stage: Stage, lives: Predicted["lives"]): Promise<string[]> => {
  const { clean, parties } = stage;
  const sum = (of: (life: Life) => bigint): bigint =>
    [...lives.values()].reduce((total, life) => total + of(life), 0n);
  const gained = (party: Party) => sum((life) => life.accounts[party].balance - BEGAN_WITH);
  const [a, b] = parties.lenders;
  const wanted: [string, string, bigint][] = [
    ["seller", parties.seller.address, gained("seller")],
    ["buyer", parties.buyer.address, MINTED + gained("buyer")],
    ["lender A", a?.address ?? "", MINTED + gained("lenderA")],
    ["lender B", b?.address ?? "", MINTED + gained("lenderB")],
    ["core", clean.settlement.contract, sum((life) => life.held)],
    ...[...lives].map(([id, { arrived }]): [string, string, bigint] => [
      `account of ${id}`,
      clean.settlement.chain.collectionAccount(id),
      arrived,
    ]),
  ];
  const found: string[] = [];
  for (const [name, account, amount] of wanted) {
    const has = await coinHeld(env().rpcUrl, coinOf(clean), account);
    if (has !== amount) found.push(`coins of the ${name}: chain ${has}, model ${amount}`);
  }
  return found;
};

/** Everything in which read model and chain are not what the model predicts. */
export const compare = async (stage: Stage, { lives, surprises }: Predicted): Promise<string[]> => [
  ...surprises,
  ...(await readModel(stage, lives)),
  ...(await positions(stage, lives)),
  ...(await coins(stage, lives)),
];
