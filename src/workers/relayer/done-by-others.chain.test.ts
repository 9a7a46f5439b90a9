import { Contract, JsonRpcProvider } from "ethers";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { settlementCoinAbi } from "@/adapters/chain/generated/abi";
import { audit } from "@/auditor/audit";
import { carryIn, openActs, overtake } from "@/commands/testing/open-acts";
import { makeFinal } from "@/commands/testing/recorded-life";
import { coinOf, sign } from "@/commands/testing/settlement-signing";
import {
  enterParties,
  openWorld,
  type Parties,
  type World,
} from "@/commands/testing/settlement-world";
import type { Json } from "@/core/intent/intent";
import { paymentNonce } from "@/core/receivable/terms";
import {
  cancelAuthorizationTypedData,
  coinDomain,
  transferWithAuthorizationTypedData,
} from "@/core/typed-data/coin";
import type { Hex } from "@/core/typed-data/typed-data";
import { env } from "@/env";
import type { ChainSender } from "@/ports/chain-sender";
import { relayLane } from "@/workers/relayer/relay-lane";

let world: World;
let parties: Parties;
let provider: JsonRpcProvider;

beforeAll(async () => {
  world = await openWorld();
  parties = await enterParties(world, 1);
  provider = new JsonRpcProvider(env().rpcUrl, 31_337, { pollingInterval: 50, cacheTimeout: -1 });
});
beforeEach(async () => {
  await world.calm();
});
afterAll(async () => {
  provider.destroy();
  await world.close();
});

type Payment = { payer: Hex; amount: string; salt: Hex; validBefore: string };
type Stored = {
  status: string;
  txHash: string | null;
  blockNumber: number | null;
  error: { code: string; says: string } | null;
  payload: { deal: Json; payment: Payment };
  receivableId: Hex;
};

const intent = async (id: string): Promise<Stored> => {
  const { rows } = await world.pool.query<Stored>(
    'select status, "txHash", "blockNumber", error, payload, "receivableId" from "Intent" where id = $1',
    [id],
  );
  if (!rows[0]) throw new Error("There is no such intent.");
  return rows[0];
};

const attempts = async (id: string): Promise<string[]> =>
  (
    await world.pool.query<{ hash: string }>(
      'select hash from "TxAttempt" where "intentId" = $1 order by nonce, attempt',
      [id],
    )
  ).rows.map(({ hash }) => hash);

const wish = async (kind: string): Promise<string> => {
  const act = openActs[kind];
  if (!act) throw new Error(`Nobody knows how to ${kind}.`);
  return act(world, parties);
};

const relayWith = (
  chain: Partial<ChainSender>,
  patience: Partial<typeof world.relayer.patience> = {},
) =>
  relayLane(
    {
      ...world.relayer,
      chain: { ...world.settlement.sender, ...chain },
      patience: { ...world.relayer.patience, ...patience },
    },
    "relayer",
  );

const doneBy = async (id: string, hash: string): Promise<void> => {
  const receipt = await provider.getTransactionReceipt(hash);
  expect(receipt?.status).toBe(1);
  const place = { txHash: hash, blockNumber: receipt?.blockNumber, error: null };
  expect(await intent(id)).toMatchObject({
    status: expect.stringMatching(/mined|final/),
    ...place,
  });
  await makeFinal(world);
  expect(await intent(id)).toMatchObject({ status: "final", ...place });
};

const rowOf = async (table: string, where: string, value: string) =>
  (await world.pool.query(`select * from "${table}" where ${where} = $1`, [value])).rows[0];

describe.each(Object.keys(openActs))("%s by somebody else", (kind) => {
  test("before ours was sent ends as done, and nothing of ours is sent", async () => {
    const id = await wish(kind);
    const hash = await carryIn(world, id);
    await world.calm();
    expect(await attempts(id)).toEqual([]);
    await doneBy(id, hash);
  });

  test("before ours was mined ends as done, by the one that came first", async () => {
    const id = await wish(kind);
    const hash = await overtake(world, id);
    await world.calm();
    const [ours, ...more] = await attempts(id);
    expect(more).toEqual([]);
    expect((await provider.getTransactionReceipt(ours ?? ""))?.status).toBe(0);
    await doneBy(id, hash);
  });
});

const refuse = async () =>
  ({
    ok: false,
    reason: { code: "Paused", says: "Paused.", args: {} },
    passes: "none",
  }) as const;

describe("what waits for the intent", () => {
  test.each([
    ["fund", "Funding", '"intentId"', "funded"],
    ["dilute", "CreditNote", '"receivableId"', "booked"],
    ["release", "Attestation", '"receivableId"', "released"],
  ])("learns of %s too, also where it had failed before", async (kind, table, where, done) => {
    const id = await wish(kind);
    const key = kind === "fund" ? id : (await intent(id)).receivableId;
    await relayWith({ rehearse: refuse });
    expect((await intent(id)).status).toBe("failed");
    expect((await rowOf(table, where, key)).status).toBe("failed");
    const hash = await carryIn(world, id);
    await world.follow();
    expect((await rowOf(table, where, key)).status).toBe(done);
    await doneBy(id, hash);
  });

  test("learns of a funding that was told before anybody wished it", async () => {
    const id = await wish("fund");
    const hash = await carryIn(world, id);
    await world.follow();
    await world.calm();
    expect(await rowOf("Funding", '"intentId"', id)).toMatchObject({
      status: "funded",
      error: null,
    });
    await doneBy(id, hash);
  });
});

describe("a block that is lost with somebody else's transaction", () => {
  /** Ends the intent by the stranger's transaction, then takes that block away. */
  const lose = async (id: string, hash: string) => {
    await world.follow();
    await world.relay();
    const { status, txHash, blockNumber } = await intent(id);
    expect([status, txHash]).toEqual(["mined", hash]);
    const head = await provider.getBlockNumber();
    await world.rpc("anvil_reorg", [head - Number(blockNumber) + 1, []]);
    await world.follow();
  };

  test("brings the intent back, and ours goes out", async () => {
    const id = await wish("settle");
    const hash = await carryIn(world, id);
    await lose(id, hash);
    expect(await intent(id)).toMatchObject({ status: "waiting", txHash: null, blockNumber: null });
    await world.calm();
    const [ours] = await attempts(id);
    await doneBy(id, ours ?? "");
  });

  test("brings it back too where ours was refused in that block", async () => {
    const id = await wish("fund");
    const hash = await overtake(world, id);
    await lose(id, hash);
    expect((await rowOf("Funding", '"intentId"', id)).status).toBe("submitted");
    expect((await intent(id)).status).toBe("waiting");
    for (let pass = 0; pass < 4; pass += 1) {
      await relayWith({}, { resendAfterMs: 0 });
      await world.follow();
    }
    await world.calm();
    expect(await attempts(id)).toContain((await intent(id)).txHash);
    expect((await rowOf("Funding", '"intentId"', id)).status).toBe("funded");
    await makeFinal(world);
    expect((await intent(id)).status).toBe("final");
  });

  test("and comes back in another block ends as done there", async () => {
    const id = await wish("settle");
    const hash = await carryIn(world, id);
    const raw = await world.rpc<string>("eth_getRawTransactionByHash", [hash]);
    await lose(id, hash);
    await world.mine(1);
    await world.rpc("eth_sendRawTransaction", [raw]);
    await world.calm();
    expect(await attempts(id)).toEqual([]);
    await doneBy(id, hash);
  });
});

describe("an authorisation", () => {
  const spend = async (id: string, how: "taken back" | "used otherwise") => {
    const { payload, receivableId } = await intent(id);
    const { payer, amount, salt } = payload.payment;
    const nonce = paymentNonce(receivableId, { payer, amount: BigInt(amount), salt });
    const domain = coinDomain("Quaynote HKD", 31_337, coinOf(world));
    await world.rpc("anvil_setBalance", [payer, "0xde0b6b3a7640000"]);
    const coin = new Contract(coinOf(world), settlementCoinAbi, parties.buyer.connect(provider));
    if (how === "taken back") {
      const data = cancelAuthorizationTypedData(domain, { authorizer: payer, nonce });
      const name = "cancelAuthorization(address,bytes32,bytes)";
      const sent = await coin.getFunction(name)(payer, nonce, await sign(parties.buyer, data));
      return sent.wait();
    }
    const validBefore = BigInt(payload.payment.validBefore);
    const move = { from: payer, to: parties.seller.address as Hex, value: BigInt(amount) };
    const message = { ...move, validAfter: 0n, validBefore, nonce };
    const data = transferWithAuthorizationTypedData(domain, message);
    const types = "(address,address,uint256,uint256,uint256,bytes32,bytes)";
    const sent = await coin.getFunction(`transferWithAuthorization${types}`)(
      ...[payer, move.to, move.value, 0n, validBefore, nonce],
      await sign(parties.buyer, data),
    );
    return sent.wait();
  };

  test.each(["taken back", "used otherwise"] as const)(
    "that was %s by its signer leaves the intent failed, with the reason",
    async (how) => {
      const id = await wish("settle");
      await spend(id, how);
      await world.calm();
      expect(await intent(id)).toMatchObject({
        status: "failed",
        error: { code: "AuthorizationSpent", says: expect.stringMatching(/taken back/) },
      });
      await makeFinal(world);
      expect((await intent(id)).status).toBe("failed");
    },
  );
});

test("the auditor agrees", async () => {
  await makeFinal(world);
  const client = new pg.Client({ connectionString: env().databaseUrl });
  await client.connect();
  try {
    const judge = () =>
      audit(
        async <R>(sql: string, values?: readonly unknown[]) =>
          (await client.query(sql, values && [...values])).rows as R[],
        {
          rpcUrl: env().rpcUrl,
          deployment: { ...world.deployed, fromBlock: world.deployed.block },
          finalityDepth: 2,
          limitSeconds: 600,
          now: new Date(),
        },
      );
    const named = async (...invariants: string[]) =>
      (await judge()).verdicts
        .filter(({ invariant }) => invariants.includes(invariant))
        .flatMap(({ differences }) => differences);
    expect(await named("I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8")).toEqual([]);
    const { rows } = await client.query<{ id: string; other: string }>(
      `select i.id, (select o."txHash" from "Intent" o where o.kind = 'settle' and o.status = 'final'
         and o."receivableId" <> i."receivableId" limit 1) as other
       from "Intent" i where kind = 'settle' and status = 'final' and not exists (
         select 1 from "TxAttempt" a where a."intentId" = i.id) limit 1`,
    );
    const [done] = rows;
    await client.query('update "Intent" set "txHash" = $2 where id = $1', [done?.id, done?.other]);
    expect(await named("I2")).toMatchObject([{ row: done?.id, expected: "none" }, {}]);
  } finally {
    await client.end();
  }
});
