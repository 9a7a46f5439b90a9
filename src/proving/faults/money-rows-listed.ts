import { firstLender, fundBy, payBy, releaseFor } from "@/commands/testing/settlement-world";
import type { Deal } from "@/core/typed-data/deal";
import type { Depth, FaultRow, Verdict } from "./fault-row";
import {
  ADVANCE,
  complaints,
  DUE,
  type Expect,
  expectTrueBooks,
  funded,
  type Money,
  offered,
  released,
  withMoney,
} from "./money-ground";
import { RESUME_SECONDS, untilSent } from "./money-rows-coin";

const LENDERS = 2n;
const HOUR = 3_600;
const OPEN = `status in ('waiting', 'signed', 'sent')`;

/** A funding and a buyer's payment that reach the chain after the listing; answers after how many blocks they were refused. */
const newMoneyRefused = async (
  money: Money,
  { toFund, toPay }: { toFund: Awaited<ReturnType<typeof offered>>; toPay: Deal },
  expect: Expect,
): Promise<number> => {
  const { world, parties, balance } = money;
  const lender = firstLender(parties);
  const owners = [lender.address, parties.buyer.address];
  const held = await Promise.all(owners.map(balance));
  const head = await world.settlement.chain.headNumber();
  await fundBy(world, toFund, { lender, amount: DUE / 5n });
  await payBy(world, parties, toPay, DUE);
  await money.pass(2);
  const blocks = (await world.settlement.chain.headNumber()) - head;
  const refused = await money.intents(
    `kind = 'fund' and "receivableId" = $1 or kind = 'settle' and "receivableId" = $2`,
    [toFund.deal.terms.receivable, toPay.terms.receivable],
  );
  expect(refused.length === 2, `${refused.length} of 2 writes were recorded`);
  for (const { kind, status, code } of refused)
    expect(
      status === "failed" && code === "AccountBlacklisted",
      `${kind} is ${status} (${code}) while listed`,
    );
  expect(blocks <= 1, `new money was refused after ${blocks} blocks`);
  const kept = await Promise.all(owners.map(balance));
  expect(kept.join() === held.join(), "a refusal took somebody's money");
  return blocks;
};

/** Hours in which money keeps arriving that cannot be swept; answers every write that was wanted for it. */
const arriving = async (money: Money, deal: Deal, hours: number, expect: Expect) => {
  const { world, parties, coin, receivables, ask, act, balance } = money;
  const id = deal.terms.receivable;
  const account = await ask(receivables, "collectionAccount", id);
  const since = (await money.intents(`"receivableId" = $1`, [id])).length;
  for (let hour = 0; hour < hours; hour += 1) {
    const part = hour === 0 ? DUE - BigInt(hours) + 1n : 1n;
    await act(parties.buyer, coin, ["transfer", account, part]);
    await money.pass(2);
    await world.wait(HOUR + 1);
    await money.pass(2);
  }
  expect((await balance(account)) === DUE, "deposits were not kept in their collection account");
  const wanted = (await money.intents(`"receivableId" = $1`, [id])).slice(since);
  const [sweep] = wanted;
  expect(wanted.length === 1, `${wanted.length} writes for ${hours} deposits in ${hours} hours`);
  expect(
    sweep?.kind === "sweep" && sweep.status === "waiting" && sweep.code === "AccountBlacklisted",
    `the sweep is ${sweep?.status} (${sweep?.code}), not waiting for the listing's end`,
  );
  return wanted;
};

/** What is owed is written down while it cannot be paid. */
const claimRecorded = async (money: Money, deal: Deal, expect: Expect): Promise<void> => {
  const { world, parties, coin, claim } = money;
  const seller = parties.seller.address;
  await releaseFor(world, parties, { deal, delivered: DUE, seq: 1 });
  await money.pass(3);
  expect((await claim(seller)) === ADVANCE, `the seller's claim is ${await claim(seller)}`);
  await world.wish({
    key: `claim:listed:${seller}`,
    kind: "claim",
    payload: { coin: String(coin.target), account: seller },
    signer: "relayer",
  });
  await money.pass(2);
};

/** The coin lists our own contract: nothing comes in or goes out, and nothing is forgotten. */
const contractListed = (depth: Depth): Promise<Verdict> =>
  withMoney(Number(LENDERS), async (money) => {
    const { world, parties, coin, receivables, order, balance } = money;
    const { expect, verdict } = complaints();
    const core = String(receivables.target);
    const seller = parties.seller.address;
    const inEscrow = await funded(world, parties);
    const toPay = await released(world, parties);
    const toFund = await offered(world, parties);
    const [there, before] = [await balance(core), await balance(seller)];
    await order("compliance", coin, ["blacklist", core]);

    const blocks = await newMoneyRefused(money, { toFund, toPay }, expect);
    await claimRecorded(money, inEscrow, expect);
    const hours = depth === "change" ? 3 : 24;
    const wanted = await arriving(money, toPay, hours, expect);
    expect((await balance(core)) === there, "money moved out of a listed contract");
    const waiting = await money.intents(`${OPEN} and kind in ('sweep', 'claim')`);
    expect(waiting.length === 2, `${waiting.length} of 2 writes wait for the listing's end`);

    await order("compliance", coin, ["unBlacklist", core]);
    const ids = waiting.map(({ id }) => id);
    const seconds = await untilSent(money, ids, depth);
    await world.calm();
    expect(seconds <= RESUME_SECONDS, `${seconds} s after the end of the listing`);
    const { rows } = await world.pool.query<{ status: string; remainder: bigint; dust: bigint }>(
      `select status, "sellerPaid" as remainder,
         ("principalPaid" + "chargePaid" + "latePaid"
           - (select sum(p.paid) from "Position" p where p."receivableId" = r.id))::bigint as dust
       from "Receivable" r where id = $1`,
      [toPay.terms.receivable],
    );
    const [{ status, remainder, dust } = { status: "gone", remainder: 0n, dust: 0n }] = rows;
    expect(status === "settled", `the deposits ended ${status}`);
    expect(dust >= 0n && dust < LENDERS, `rounding left ${dust} of ${LENDERS} lenders' money`);
    const paid = (await balance(seller)) - before - remainder - dust;
    expect(paid === ADVANCE, `the seller got ${paid} of its claim`);
    await expectTrueBooks(money, expect);
    return verdict(
      `new money refused after ${blocks} blocks, ${wanted.length} sweep for ${hours} deposits in ${hours} hours, claim and sweep on their way ${seconds.toFixed(1)} s after the listing, deposits ${status}`,
    );
  });

/** What a coin's issuer can do to us. */
export const listedRow: FaultRow = {
  row: "F42",
  promise:
    "Where the coin lists our contract, new money is refused within a block, claims are recorded, and what waits goes on once it ends",
  run: contractListed,
};
