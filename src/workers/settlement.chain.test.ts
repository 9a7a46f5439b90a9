import { Contract, JsonRpcProvider } from "ethers";
import { describe, expect, test } from "vitest";
import { settlementCoinAbi } from "@/adapters/chain/generated/abi";
import { ownWorld } from "@/commands/testing/own-world";
import {
  fundBy,
  offerOver,
  type Parties,
  payBy,
  registerOne,
  releaseFor,
  storedDeal,
} from "@/commands/testing/settlement-world";
import { env } from "@/env";

const DUE = 100_000_000_000n;
const ADVANCE = 80_000_000_000n;

const { world, parties } = await ownWorld();

const balance = async (account: string): Promise<bigint> => {
  const [found] = await world.settlement.chain.balancesAt(
    (await world.settlement.index.cursor("seen"))?.hash ?? "",
    [{ coin: world.settlement.coins.get("HKD") ?? "", account }],
  );
  return found ?? 0n;
};

const receivable = async (id: string) =>
  (await world.pool.query('select * from "Receivable" where id = $1', [id])).rows[0];

const books = async (): Promise<Record<string, bigint>> => {
  const { rows } = await world.pool.query<{ code: string; sum: bigint }>(
    `select a.code, sum(p.amount) as sum from "Posting" p join "LedgerAccount" a on a.id = p."accountId"
     where p.currency = 'HKD' group by a.code`,
  );
  return Object.fromEntries(rows.map(({ code, sum }) => [code, sum]));
};

/** Books, read model and chain agree, part by part, and running balances are the sums of their postings. */
const expectAgreement = async () => {
  const finding = await world.reconcile();
  expect(finding?.strays).toEqual([]);
  for (const comparison of finding?.comparisons ?? []) {
    expect(comparison.difference).toBe(0n);
    for (const part of comparison.parts) expect(part).toMatchObject({ other: part.ledger });
  }
  const drift = await world.pool.query(
    `select a.id from "LedgerAccount" a join "Posting" p on p."accountId" = a.id
     group by a.id having sum(p.amount) <> a.balance`,
  );
  expect(drift.rows).toEqual([]);
};

const fundedDeal = async () => {
  const { id } = await registerOne(world, parties, DUE);
  await world.calm();
  const offer = await offerOver(world, parties, id);
  const [first, second] = parties.lenders as [Parties["buyer"], Parties["buyer"]];
  await fundBy(world, offer, { lender: first, amount: ADVANCE / 4n });
  await fundBy(world, offer, { lender: second, amount: (ADVANCE * 3n) / 4n });
  await world.calm();
  return { id, offer };
};

describe("a whole life through intents", () => {
  test("registration, co-funding, release and payment end repaid, with a difference of 0", async () => {
    const { id, registrationId } = await registerOne(world, parties, DUE);
    await world.calm();
    expect(await receivable(id)).toMatchObject({ status: "registered", grade: "seen" });
    const registration = await world.pool.query('select status from "Registration" where id = $1', [
      registrationId,
    ]);
    expect(registration.rows[0].status).toBe("registered");

    const offer = await offerOver(world, parties, id);
    const [first, second] = parties.lenders as [Parties["buyer"], Parties["buyer"]];
    const before = [await balance(first.address), await balance(second.address)];
    await fundBy(world, offer, { lender: first, amount: ADVANCE / 4n });
    await fundBy(world, offer, { lender: second, amount: (ADVANCE * 3n) / 4n });
    await world.calm();
    expect(await receivable(id)).toMatchObject({
      status: "funded",
      funded: ADVANCE,
      escrow: ADVANCE,
    });
    expect(await storedDeal(world, id)).toEqual(offer.deal);
    await expectAgreement();

    await releaseFor(world, parties, { deal: offer.deal, delivered: DUE, seq: 1 });
    await world.calm();
    expect(await receivable(id)).toMatchObject({
      status: "released",
      released: ADVANCE,
      escrow: 0n,
    });
    expect(await balance(parties.seller.address)).toBe(ADVANCE);
    await expectAgreement();

    await world.wait(30 * 86_400);
    await payBy(world, parties, offer.deal, DUE);
    await world.calm();
    const settled = await receivable(id);
    expect(settled).toMatchObject({ status: "settled", collected: DUE, principalPaid: ADVANCE });
    expect(settled.chargePaid).toBeGreaterThan(0n);
    const after = [await balance(first.address), await balance(second.address)];
    const gains = [after[0]! - before[0]!, after[1]! - before[1]!];
    expect(gains[0]! + gains[1]!).toBeLessThanOrEqual(settled.chargePaid);
    expect(settled.chargePaid - gains[0]! - gains[1]!).toBeLessThan(2n);
    await expectAgreement();
    const sums = await books();
    expect(sums.escrow).toBe(0n);
    expect(sums["lenders-due"]).toBe(0n);
    expect(sums.advance).toBe(0n);
    expect(sums["in-transit"]).toBe(0n);
    const positions = await world.pool.query(
      'select units from "Position" where "receivableId" = $1',
      [id],
    );
    expect(positions.rows).toEqual([{ units: 0n }, { units: 0n }]);
  });

  test("every fact becomes final, and so does its receivable", async () => {
    await world.mine(3);
    await world.follow();
    await world.relay();
    const open = await world.pool.query(
      `select count(*) as n from "Receivable" where grade <> 'final'`,
    );
    expect(open.rows[0].n).toBe(0n);
    const left = await world.pool.query(
      `select kind, status from "Intent" where status <> 'final'`,
    );
    expect(left.rows).toEqual([]);
  });
});

describe("a plain transfer", () => {
  test("is swept by itself and repays the lenders within two blocks; the surplus is kept for the buyer", async () => {
    const { id, offer } = await fundedDeal();
    await releaseFor(world, parties, { deal: offer.deal, delivered: DUE, seq: 1 });
    await world.calm();
    const provider = new JsonRpcProvider(env().rpcUrl, 31_337, { staticNetwork: true });
    const coin = new Contract(
      world.settlement.coins.get("HKD") ?? "",
      settlementCoinAbi,
      parties.buyer.connect(provider),
    );
    await world.rpc("anvil_setBalance", [parties.buyer.address, "0xde0b6b3a7640000"]);
    const { collectionAccount } = await receivable(id);
    const sent = await coin.getFunction("transfer")(collectionAccount, DUE + 5n);
    const { blockNumber } = await sent.wait();
    provider.destroy();
    await world.follow();
    expect(await balance(collectionAccount)).toBe(DUE + 5n);
    await expectAgreement();
    await world.calm();
    expect(await receivable(id)).toMatchObject({ status: "settled", surplus: 5n });
    const sweep = await world.pool.query<{ blockNumber: number }>(
      `select "blockNumber" from "Intent" where kind = 'sweep' and "receivableId" = $1`,
      [id],
    );
    expect((sweep.rows[0]?.blockNumber ?? 0) - blockNumber).toBeLessThanOrEqual(2);
    await expectAgreement();
  });
});

describe("a wish recorded before the deal was frozen", () => {
  test("is sent with the deal as it is committed now", async () => {
    const { id } = await registerOne(world, parties, DUE);
    await world.calm();
    const registered = await storedDeal(world, id);
    const offer = await offerOver(world, parties, id);
    const [lender] = parties.lenders as [Parties["buyer"]];
    await fundBy(world, offer, { lender, amount: ADVANCE / 4n });
    await payBy(world, parties, registered, 1_000_000n);
    await world.calm();
    expect(await receivable(id)).toMatchObject({ status: "funding", collected: 1_000_000n });
    await expectAgreement();
  });
});

describe("the keeper", () => {
  test("closes funding that missed its minimum, and lenders have their money back", async () => {
    const { id } = await registerOne(world, parties, DUE);
    await world.calm();
    const offer = await offerOver(world, parties, id);
    const [lender] = parties.lenders as [Parties["buyer"]];
    const before = await balance(lender.address);
    await fundBy(world, offer, { lender, amount: 1_000_000n });
    await world.calm();
    expect(await receivable(id)).toMatchObject({ status: "funding" });
    await world.wait(8 * 86_400);
    await world.follow();
    await world.keep();
    await world.calm();
    expect(await receivable(id)).toMatchObject({ status: "refunded", escrow: 0n });
    expect(await balance(lender.address)).toBe(before);
    await expectAgreement();
  });
});

describe("a write that the contract refuses", () => {
  test("fails with its reason, and so does what waited for it; the nonce is not used", async () => {
    const { offer } = await fundedDeal();
    const [lender] = parties.lenders as [Parties["buyer"]];
    const [lane] = await world.settlement.relay.lanes(31_337);
    const fundingId = await fundBy(world, offer, { lender, amount: 1n });
    await world.calm();
    const funding = await world.pool.query('select status, error from "Funding" where id = $1', [
      fundingId,
    ]);
    expect(funding.rows[0].status).toBe("failed");
    expect(funding.rows[0].error).toMatch(/\w/);
    const lanes = await world.settlement.relay.lanes(31_337);
    expect(
      lanes.some(
        ({ signer, nextNonce }) => signer === lane?.signer && nextNonce === lane.nextNonce,
      ),
    ).toBe(true);
  });
});

describe("a reorganisation", () => {
  test("is undone in read model and books, and told again as the chain has it now", async () => {
    const { id, offer } = await fundedDeal();
    await releaseFor(world, parties, { deal: offer.deal, delivered: DUE, seq: 1 });
    await world.calm();
    expect(await receivable(id)).toMatchObject({ status: "released" });
    const journals = await world.pool.query('select count(*) as n from "Journal"');
    await world.rpc("anvil_reorg", [1, []]);
    await world.follow();
    expect(await receivable(id)).toMatchObject({ status: "funded", released: 0n, escrow: ADVANCE });
    const attestation = await world.pool.query(
      'select status from "Attestation" where "receivableId" = $1',
      [id],
    );
    expect(attestation.rows[0].status).toBe("signed");
    const reversed = await world.pool.query(
      'select count(*) as n from "Journal" where reverses is not null',
    );
    expect(reversed.rows[0].n).toBeGreaterThan(0n);
    expect(
      (await world.pool.query('select count(*) as n from "Journal"')).rows[0].n,
    ).toBeGreaterThan(journals.rows[0].n);
    await expectAgreement();
    await world.calm();
    await world.relay();
    await world.follow();
    expect(await receivable(id)).toMatchObject({ status: "released", released: ADVANCE });
    await expectAgreement();
  });
});
