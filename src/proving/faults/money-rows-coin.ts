import { Wallet } from "ethers";
import { fundBy, payBy, releaseFor } from "@/commands/testing/settlement-world";
import type { FaultRow } from "./fault-row";
import {
  complaints,
  DUE,
  difference,
  funded,
  type Money,
  offered,
  released,
  withMoney,
} from "./money-rows-world";

const RESUME_SECONDS = 60;
const DAY = 86_400;
const REASON = `0x${"f4".repeat(32)}`;

const since = (start: number): number => (Date.now() - start) / 1000;

const openIds = async ({ world }: Money): Promise<string[]> => {
  const found = await world.pool.query<{ id: string }>(
    `select id from "Intent" where status in ('waiting', 'failed') order by "createdAt"`,
  );
  return found.rows.map(({ id }) => id);
};

/** Passes of the worker until none of these waits or the time is over; how long that took, in seconds. */
const untilSent = async (money: Money, ids: readonly string[]): Promise<number> => {
  const start = Date.now();
  for (;;) {
    await money.pass();
    const waiting = (await money.intents(ids)).some(({ status }) => status === "waiting");
    if (!waiting || since(start) > RESUME_SECONDS) return since(start);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
};

/** Money cannot move; then it can. */
const coinPaused = (): ReturnType<FaultRow["run"]> =>
  withMoney(2, async (money) => {
    const { world, parties, coin, order } = money;
    const { expect, verdict } = complaints();
    const toPay = await released(world, parties);
    const toFund = await offered(world, parties);
    const [lender] = parties.lenders;
    if (!lender) throw new Error("There is no lender.");
    const before = new Set(await openIds(money));
    await order("guardian", coin, ["pause"]);
    await payBy(world, parties, toPay, DUE);
    await fundBy(world, toFund, { lender, amount: DUE / 5n });
    const ids = (await openIds(money)).filter((id) => !before.has(id));
    for (let count = 0; count < 3; count += 1) await money.pass();
    const paused = await money.intents(ids);
    expect(paused.length === 2, `${paused.length} of 2 writes are recorded`);
    for (const { kind, status, error } of paused)
      expect(status === "waiting", `${kind} is ${status} while paused: ${error?.code ?? ""}`);
    await order("admin", coin, ["unpause"]);
    const seconds = await untilSent(money, ids);
    expect(seconds <= RESUME_SECONDS, `${seconds} s after the end of the pause`);
    const sent = await money.intents(ids);
    for (const { kind, status, error } of sent)
      expect(/mined|final|sent/.test(status), `${kind} is ${status}: ${error?.code ?? ""}`);
    await world.calm();
    const apart = await difference(world);
    expect(apart === 0n, `books and chain differ by ${apart}`);
    const waited = paused.filter(({ status }) => status === "waiting").length;
    return verdict(
      `${waited}/2 waited, resumed after ${seconds.toFixed(1)} s, books differ by ${apart}`,
    );
  });

/** The first lender's claim goes to a new address of its own: two people, three days. */
const newAddress = async (money: Money, expect: (holds: boolean, why: string) => void) => {
  const { world, parties, participants, receivables, coin, order, ask, claim } = money;
  const [lost] = parties.lenders;
  if (!lost) throw new Error("There is no lender.");
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
  await world.follow();
};

/** Of n lenders 1 to n - 1 are on the coin's list when the buyer pays. */
const payeesListed = (payees: number): ReturnType<FaultRow["run"]> =>
  withMoney(payees, async (money) => {
    const { world, parties, coin, order, balance, claim } = money;
    const { expect, verdict } = complaints();
    const lenders = parties.lenders.map(({ address }) => address);
    let paidAtOnce = 0;
    let parked = 0;
    for (let listed = 1; listed < lenders.length; listed += 1) {
      const deal = await released(world, parties);
      const barred = lenders.slice(0, listed);
      for (const account of barred) await order("compliance", coin, ["blacklist", account]);
      const read = async (of: (account: string) => Promise<bigint>) => Promise.all(lenders.map(of));
      const [held, owed] = [await read(balance), await read(claim)];
      await world.wait(10 * DAY);
      await payBy(world, parties, deal, DUE);
      await world.calm();
      const gains = (await read(balance)).map((now, at) => now - (held[at] ?? 0n));
      const claims = (await read(claim)).map((now, at) => now - (owed[at] ?? 0n));
      const share = gains.at(-1) ?? 0n;
      for (const [at, gain] of gains.entries()) {
        const [got, other] = at < listed ? [claims[at], gain] : [gain, claims[at]];
        const isDust = at === 0 && (got ?? 0n) - share < BigInt(lenders.length) * 2n;
        expect(
          got === share || isDust,
          `lender ${at} of ${listed} listed has ${got}, not ${share}`,
        );
        expect(other === 0n, `lender ${at} of ${listed} listed has ${other} besides`);
      }
      expect(share > 0n, "nobody was paid");
      paidAtOnce += lenders.length - listed;
      parked += listed;
      for (const account of barred) await order("compliance", coin, ["unBlacklist", account]);
      await world.calm();
    }
    await newAddress(money, expect);
    await world.calm();
    const apart = await difference(world);
    expect(apart === 0n, `books and chain differ by ${apart}`);
    return verdict(
      `${lenders.length - 1} payments to ${lenders.length} lenders: ${paidAtOnce} paid at once, ${parked} kept as claims, one re-addressed, books differ by ${apart}`,
    );
  });

/** Nothing comes in, what goes out becomes a claim, and all of it moves once the listing ends. */
const contractListed = (): ReturnType<FaultRow["run"]> =>
  withMoney(2, async (money) => {
    const { world, parties, coin, receivables, order, ask, balance, claim } = money;
    const { expect, verdict } = complaints();
    const inEscrow = await funded(world, parties);
    const toFund = await offered(world, parties);
    const toPay = await released(world, parties);
    const [lender] = parties.lenders;
    if (!lender) throw new Error("There is no lender.");
    const [seller, core] = [parties.seller.address, String(receivables.target)];
    const start = { core: await balance(core), seller: await balance(seller) };
    await order("compliance", coin, ["blacklist", core]);

    await fundBy(world, toFund, { lender, amount: DUE / 5n });
    const head = await world.settlement.chain.headNumber();
    for (let count = 0; count < 2; count += 1) await money.pass();
    const refused = await world.pool.query<{ status: string; error: { code: string } | null }>(
      `select status, error from "Intent" where kind = 'fund' and "receivableId" = $1`,
      [toFund.deal.terms.receivable],
    );
    const [funding] = refused.rows;
    expect(funding?.status === "failed", `a funding is ${funding?.status} while listed`);
    expect(funding?.error?.code === "AccountBlacklisted", `refused for ${funding?.error?.code}`);
    const blocks = (await world.settlement.chain.headNumber()) - head;
    expect(blocks <= 1, `refused after ${blocks} blocks`);

    await releaseFor(world, parties, { deal: inEscrow, delivered: DUE, seq: 1 });
    await world.calm();
    const advance = (DUE * 8n) / 10n;
    expect((await claim(seller)) === advance, `the seller's claim is ${await claim(seller)}`);
    const account = await ask(receivables, "collectionAccount", toPay.terms.receivable);
    const data = coin.interface.encodeFunctionData("transfer", [account, DUE]);
    await world.rpc("anvil_setBalance", [parties.buyer.address, "0xde0b6b3a7640000"]);
    await world.rpc("anvil_impersonateAccount", [parties.buyer.address]);
    await world.rpc("eth_sendTransaction", [
      { from: parties.buyer.address, to: coin.target, data },
    ]);
    await world.calm();
    expect((await balance(account)) === DUE, "a deposit was not kept in its collection account");
    expect((await balance(core)) === start.core, "money moved out of a listed contract");

    await order("compliance", coin, ["unBlacklist", core]);
    await order("checker", receivables, ["claim", coin.target, seller]);
    const paid = (await balance(seller)) - start.seller;
    expect(paid === advance, `the seller got ${paid} of its claim`);
    await world.wait(3_601);
    await money.pass();
    for (let count = 0; count < 4; count += 1) await money.pass();
    const status = await world.pool.query<{ status: string }>(
      'select status from "Receivable" where id = $1',
      [toPay.terms.receivable],
    );
    expect(status.rows[0]?.status === "settled", `the deposit ended ${status.rows[0]?.status}`);
    const apart = await difference(world);
    expect(apart === 0n, `books and chain differ by ${apart}`);
    return verdict(
      `funding refused after ${blocks} blocks, claim ${advance} recorded and paid later, deposit ${status.rows[0]?.status}, books differ by ${apart}`,
    );
  });

/** What a coin's issuer can do to it. */
export const coinRows: readonly FaultRow[] = [
  {
    row: "F40",
    promise: "A paused coin makes writes wait, never fail; they go on within a minute of its end.",
    run: coinPaused,
  },
  {
    row: "F41",
    promise:
      "Payees on the coin's list keep a claim and delay nobody; a new address takes two people and three days.",
    run: (depth) => payeesListed(depth === "change" ? 4 : 20),
  },
  {
    row: "F42",
    promise:
      "Where the coin lists our contract, nothing is funded, claims are recorded, and all is paid once it ends.",
    run: contractListed,
  },
];
