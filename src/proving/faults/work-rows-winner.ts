import { makeFinal } from "@/commands/testing/recorded-life";
import { randomHash } from "@/commands/testing/settlement-signing";
import type { World } from "@/commands/testing/settlement-world";
import type { Json } from "@/core/intent/intent";
import type { Deal } from "@/core/typed-data/deal";
import { structToJson } from "@/core/typed-data/deal-json";
import { heldBy } from "@/proving/harness/coin-held";
import { fundingOf, type LendingGround, openLendingGround } from "@/proving/harness/lending-ground";
import { type Ground, inWorld, judged } from "./books-ground";
import type { FaultRow } from "./fault-row";
import { verdictOf } from "./verdict";

const FUNDERS = 50;
const CLEAN = /"refusal":"funding\.(nothing_left|over_left|offer_closed)"/;

const allOf = ({ terms, offer }: Deal): bigint =>
  (terms.amountDue * BigInt(offer.advanceBps)) / 10_000n;

type Round = {
  readonly id: string;
  /** Places of those whose funding was taken. */
  readonly won: readonly number[];
  readonly refused: number;
};

/** Everybody wants all of one offer at the same moment. */
const round = async ({ world, lenders, offer, post }: LendingGround): Promise<Round> => {
  const { deal } = await offer();
  const posts = await Promise.all(
    lenders.map(async (lender) => ({
      headers: lender.headers,
      body: await fundingOf(world, lender, { deal, amount: allOf(deal), salt: randomHash() }),
    })),
  );
  const answers = await Promise.all(
    posts.map(({ headers, body }) => post("funding.submit", body, headers)),
  );
  return {
    id: deal.terms.receivable,
    won: answers.flatMap(({ status }, place) => (status === 200 ? [place] : [])),
    refused: answers.filter(({ status, text }) => status === 409 && CLEAN.test(text)).length,
  };
};

/** Two fundings of all there is, sent by strangers past every check of ours, in one block. Answers who won. */
const inOneBlock = async ({ world, lenders, offer }: LendingGround) => {
  const { deal, sellerSignature } = await offer();
  const { rpc, settlement } = world;
  const amount = allOf(deal);
  const senders = await rpc<string[]>("eth_accounts", []);
  const hashes: string[] = [];
  await rpc("evm_setAutomine", [false]);
  try {
    for (const [place, lender] of lenders.slice(0, 2).entries()) {
      const salt = randomHash();
      const { signature } = await fundingOf(world, lender, { deal, amount, salt });
      const payment = {
        ...{ payer: lender.wallet.address, amount, salt, signature },
        ...{ validAfter: 0n, validBefore: BigInt(deal.offer.fundBy) + 1n },
      };
      const payload = {
        deal: structToJson(deal) as Json,
        sellerSignature,
        payment: structToJson(payment) as Json,
      };
      const call = settlement.sender.callOf("fund", payload, []);
      const sent = { ...call, from: senders[place + 1], gas: "0x1e8480" };
      hashes.push(await rpc<string>("eth_sendTransaction", [sent]));
    }
    await rpc("evm_mine", []);
  } finally {
    await rpc("evm_setAutomine", [true]);
  }
  const receipts = await Promise.all(
    hashes.map((hash) =>
      rpc<{ status: string; blockNumber: string }>("eth_getTransactionReceipt", [hash]),
    ),
  );
  return {
    id: deal.terms.receivable,
    blocks: new Set(receipts.map(({ blockNumber }) => blockNumber)).size,
    won: receipts.flatMap(({ status }, place) => (Number(status) === 1 ? [place] : [])),
  };
};

const fundedWrong = async (world: World, rounds: readonly { readonly id: string }[]) => {
  const { rows } = await world.pool.query<{ id: string; funded: bigint; cap: bigint }>(
    `select id, funded, div("amountDue" * 8, 10) as cap from "Receivable" where id = any($1::text[])`,
    [rounds.map(({ id }) => id)],
  );
  return rows.flatMap(({ id, funded, cap }) =>
    funded === cap ? [] : [`${id}: ${funded} funded of ${cap}`],
  );
};

const oneWinner = async (world: World, ground: Ground, roundCount: number) => {
  const lending = await openLendingGround(world, FUNDERS);
  try {
    const accounts = lending.lenders.map(({ wallet }) => wallet.address);
    const before = await heldBy(world, accounts);
    const rounds: Round[] = [];
    for (let each = 0; each < roundCount; each += 1) rounds.push(await round(lending));
    const block = await inOneBlock(lending);
    await world.calm();
    await makeFinal(world);
    const after = await heldBy(world, accounts);
    const winners = new Set([...rounds.flatMap(({ won }) => won), ...block.won]);
    const touched = accounts.filter(
      (_, place) => after[place] !== before[place] && !winners.has(place),
    );
    const refused = rounds.reduce((sum, each) => sum + each.refused, 0);
    const won = rounds.reduce((sum, each) => sum + each.won.length, 0);
    const differences = await judged(world, ground, ["I1", "I2", "I3", "I4"]);
    const losers = roundCount * (FUNDERS - 1);
    return verdictOf(
      `${won}/${roundCount} winners, ${refused}/${losers} clean refusals; ${block.won.length}/1 winner of two in ${block.blocks} block; ${touched.length} losers' accounts touched, ${differences.length} differences`,
      [
        ...(rounds.every(({ won: each }) => each.length === 1) ? [] : ["not one winner a round"]),
        ...(refused === losers ? [] : ["a loser was not refused cleanly"]),
        ...(block.blocks === 1 && block.won.length === 1 ? [] : ["not one winner in one block"]),
        ...touched.map((account) => `${account} lost and paid`),
        ...(await fundedWrong(world, [...rounds, block])),
        ...differences.map((each) => JSON.stringify(each)),
      ],
    );
  } finally {
    await lending.close();
  }
};

/** Many who want the same thing. */
export const winnerRows: readonly FaultRow[] = [
  {
    row: "F32",
    promise: "50 funders want all of one receivable: one wins, losers' money is not touched",
    run: (depth) =>
      inWorld((world, ground) => oneWinner(world, ground, depth === "nightly" ? 20 : 2)),
  },
];
