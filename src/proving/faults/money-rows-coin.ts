import { setTimeout as sleep } from "node:timers/promises";
import { Wallet } from "ethers";
import { firstLender, fundBy, payBy } from "@/commands/testing/settlement-world";
import type { Depth, FaultRow, Verdict } from "./fault-row";
import {
  complaints,
  DUE,
  type Expect,
  expectTrueBooks,
  type Money,
  offered,
  released,
  withMoney,
} from "./money-ground";

/** Longest wait after the coin can move again. */
export const RESUME_SECONDS = 60;
/** For how long the relayer leaves a write alone that was put off. */
const PUT_OFF_SECONDS = 15;
const DAY = 86_400;
const REASON = `0x${"f4".repeat(32)}`;

/**
 * Passes of the worker until none of these waits or the time is over; how long that took, in seconds. With every change the
 * time for which a write is left alone is not waited for but counted.
 */
export const untilSent = async (
  money: Money,
  ids: readonly string[],
  depth: Depth,
): Promise<number> => {
  const skipped = depth === "change" ? PUT_OFF_SECONDS : 0;
  const from = performance.now();
  const since = (): number => skipped + (performance.now() - from) / 1_000;
  if (skipped > 0)
    await money.world.pool.query(
      `update "Intent" set "updatedAt" = "updatedAt" - make_interval(secs => $2) where id = any($1::text[])`,
      [ids, skipped],
    );
  for (;;) {
    await money.pass();
    const waiting = await money.intents(`id = any($1::text[]) and status = 'waiting'`, [ids]);
    if (waiting.length === 0 || since() > RESUME_SECONDS) return since();
    await sleep(200);
  }
};

/** Money cannot move; then it can. */
const coinPaused = (depth: Depth): Promise<Verdict> =>
  withMoney(2, async (money) => {
    const { world, parties, coin, order } = money;
    const { expect, verdict } = complaints();
    const toPay = await released(world, parties);
    const toFund = await offered(world, parties);
    const lender = firstLender(parties);
    await order("guardian", coin, ["pause"]);
    await payBy(world, parties, toPay, DUE);
    await fundBy(world, toFund, { lender, amount: DUE / 5n });
    await money.pass(3);
    const paused = await money.intents(`kind = 'settle' or kind = 'fund' and "receivableId" = $1`, [
      toFund.deal.terms.receivable,
    ]);
    expect(paused.length === 2, `${paused.length} of 2 writes stand`);
    for (const { kind, status, code } of paused)
      expect(status === "waiting", `${kind} is ${status} while paused: ${code}`);
    await order("admin", coin, ["unpause"]);
    const ids = paused.map(({ id }) => id);
    const seconds = await untilSent(money, ids, depth);
    expect(seconds <= RESUME_SECONDS, `${seconds} s after the end of the pause`);
    await world.calm();
    const sent = await money.intents("id = any($1::text[])", [ids]);
    for (const { kind, status, code } of sent)
      expect(/mined|final/.test(status), `${kind} ended ${status}: ${code}`);
    await expectTrueBooks(money, expect);
    const waited = paused.filter(({ status }) => status === "waiting").length;
    return verdict(`${waited}/2 waited, on their way ${seconds.toFixed(1)} s after the pause`);
  });

/** The first lender's claim goes to a new address of its own: two people, three days. */
const newAddress = async (money: Money, expect: Expect): Promise<void> => {
  const { world, parties, participants, receivables, coin, order, ask, claim } = money;
  const lost = firstLender(parties);
  const heir = Wallet.createRandom().address;
  const entry = await ask(participants, "participant", lost.address);
  await world.wish({
    key: `set-participant:${heir}`,
    kind: "set-participant",
    payload: {
      ...{ account: heir, organisation: Number(entry.organisation), roles: 2, licence: 1 },
      licenceExpiry: Number(entry.licenceExpiry),
    },
    signer: "operator",
  });
  await world.calm();
  const recovery = { account: lost.address, to: heir, receivables: [], coins: [coin.target] };
  const refuses = async (when: string) => {
    const done = await ask(receivables, "recover", recovery).then(
      () => true,
      () => false,
    );
    expect(!done, `a claim was re-addressed ${when}`);
  };
  const owed = await claim(lost.address);
  await refuses("without anybody's word");
  await order("compliance", receivables, ["proposeRecovery", recovery, REASON]);
  await refuses("by one person");
  await order("checker", receivables, ["approveRecovery", recovery]);
  await refuses("without a delay");
  await world.wait(3 * DAY + 1);
  await order("checker", receivables, ["recover", recovery]);
  expect((await claim(heir)) === owed && owed > 0n, "the claim did not reach the new address");
  await world.calm();
};

/** A buyer pays while so many of the lenders are listed: what each got and may claim afterwards, more than before. */
const paidWhileListed = async (money: Money, listed: number, expect: Expect): Promise<void> => {
  const { world, parties, coin, order, balance, claim } = money;
  const lenders = parties.lenders.map(({ address }) => address);
  const read = (of: (account: string) => Promise<bigint>) => Promise.all(lenders.map(of));
  const deal = await released(world, parties);
  const barred = lenders.slice(0, listed);
  for (const account of barred) await order("compliance", coin, ["blacklist", account]);
  const [held, owed] = [await read(balance), await read(claim)];
  await world.wait(10 * DAY);
  await payBy(world, parties, deal, DUE);
  await world.calm();
  const gains = (await read(balance)).map((now, at) => now - (held[at] ?? 0n));
  const claims = (await read(claim)).map((now, at) => now - (owed[at] ?? 0n));
  const share = gains.at(-1) ?? 0n;
  for (const [at, gain] of gains.entries()) {
    const [got = 0n, other] = at < listed ? [claims[at], gain] : [gain, claims[at]];
    const isDust = at === 0 && got - share < BigInt(lenders.length) * 2n;
    expect(got === share || isDust, `lender ${at}, ${listed} listed, has ${got}, not ${share}`);
    expect(other === 0n, `lender ${at}, ${listed} listed, has ${other} besides`);
  }
  expect(share > 0n, "nobody was paid");
  for (const account of barred) await order("compliance", coin, ["unBlacklist", account]);
};

/** Of n lenders 1 to n - 1 are on the coin's list when the buyer pays. */
const payeesListed = (payees: number): Promise<Verdict> =>
  withMoney(payees, async (money) => {
    const { expect, verdict } = complaints();
    for (let listed = 1; listed < payees; listed += 1) await paidWhileListed(money, listed, expect);
    await newAddress(money, expect);
    await expectTrueBooks(money, expect);
    const claims = (payees * (payees - 1)) / 2;
    return verdict(
      `${payees - 1} payments to ${payees} payees: ${claims} paid at once, ${claims} claims; one claim to a new address by two people after 3 days`,
    );
  });

/** What a coin's issuer can do to its holders. */
export const coinRows: readonly FaultRow[] = [
  {
    row: "F40",
    promise: "A paused coin makes writes wait, never fail; they go on within a minute of its end",
    run: coinPaused,
  },
  {
    row: "F41",
    promise:
      "Payees on the coin's list keep a claim and delay nobody; a new address takes two people and three days",
    run: (depth) => payeesListed(depth === "change" ? 3 : 20),
  },
];
