import { randomUUID } from "node:crypto";
import { Contract, JsonRpcProvider, Transaction, Wallet } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { participantsAbi } from "@/adapters/chain/generated/abi";
import { openChain } from "@/adapters/chain/provider";
import { openWorld, type World } from "@/commands/testing/settlement-world";
import type { Organisation } from "@/core/organisation/organisation";
import { env } from "@/env";
import { WrongChain } from "@/ports/chain-reader";
import type { ChainSender } from "@/ports/chain-sender";
import { resumeLane } from "@/usecases/lane/resume-lane";
import { wishFrozen } from "@/usecases/organisation/wish-participant";
import { relayLane } from "@/workers/relayer/relay-lane";
import type { Relayer } from "@/workers/relayer/relayer";

let world: World;
let coin: string;

beforeAll(async () => {
  world = await openWorld();
  coin = world.settlement.coins.get("HKD") ?? "";
});
beforeEach(async () => {
  await world.calm();
});
afterAll(() => world.close());

const mint = (to: string, amount = "5"): Promise<string> =>
  world.wish({
    key: `mint:${to}`,
    kind: "mint",
    payload: { currency: "HKD", to, amount },
    signer: "operator",
  });

const held = async (account: string): Promise<bigint> => {
  const head = await world.settlement.chain.blockAt(await world.settlement.chain.headNumber());
  const [balance] = await world.settlement.chain.balancesAt(head?.hash ?? "", [{ coin, account }]);
  return balance ?? 0n;
};

const intent = async (id: string) =>
  (
    await world.pool.query<{ status: string; error: { code: string } | null; txHash: string }>(
      'select status, error, "txHash" from "Intent" where id = $1',
      [id],
    )
  ).rows[0];

const attempts = async (id: string) =>
  (
    await world.pool.query<{ nonce: number; attempt: number; hash: string }>(
      'select nonce, attempt, hash from "TxAttempt" where "intentId" = $1 order by attempt',
      [id],
    )
  ).rows;

/** The relayer with a chain that behaves otherwise. */
const relayWith = (chain: Partial<ChainSender>, patience: Partial<Relayer["patience"]> = {}) =>
  relayLane(
    {
      ...world.relayer,
      chain: { ...world.settlement.sender, ...chain },
      patience: { ...world.relayer.patience, ...patience },
    },
    "operator",
  );

describe("an answer that is lost", () => {
  test("counts as sent: the same bytes, one effect", async () => {
    const account = Wallet.createRandom().address;
    const id = await mint(account);
    const { broadcast } = world.settlement.sender;
    await relayWith({
      broadcast: async (raw) => {
        await broadcast(raw);
        return { kind: "unknown", says: "the line went dead" };
      },
    });
    expect((await intent(id))?.status).toBe("sent");
    await world.calm();
    expect((await intent(id))?.status).toMatch(/mined|final/);
    expect(await attempts(id)).toHaveLength(1);
    expect(await held(account)).toBe(5n);
  });

  test("before the bytes arrived is the same: they are sent again", async () => {
    const account = Wallet.createRandom().address;
    const id = await mint(account);
    await relayWith({ broadcast: () => Promise.resolve({ kind: "unknown", says: "silence" }) });
    await relayWith({}, { resendAfterMs: 0 });
    await world.calm();
    expect(await attempts(id)).toHaveLength(1);
    expect(await held(account)).toBe(5n);
  });
});

describe("a worker that ends between commit and broadcast", () => {
  test("is followed by one that sends the stored bytes", async () => {
    const account = Wallet.createRandom().address;
    const id = await mint(account);
    const killed = relayWith({ broadcast: () => Promise.reject(new Error("killed here")) });
    await expect(killed).rejects.toThrow("killed here");
    expect((await intent(id))?.status).toBe("signed");
    const [stored] = await attempts(id);
    await world.calm();
    expect((await intent(id))?.txHash).toBe(stored?.hash);
    expect(await held(account)).toBe(5n);
  });
});

describe("a transaction that is stuck", () => {
  test("is replaced with the same nonce and at least 12.5 % more, and whichever is mined counts", async () => {
    const account = Wallet.createRandom().address;
    const id = await mint(account);
    await world.rpc("evm_setAutomine", [false]);
    await relayWith({});
    await relayWith({}, { bumpAfterMs: 0 });
    await world.rpc("evm_setAutomine", [true]);
    await world.rpc("evm_mine", []);
    await world.calm();
    const made = await attempts(id);
    expect(made).toHaveLength(2);
    expect(made[0]?.nonce).toBe(made[1]?.nonce);
    const { rows } = await world.pool.query<{ raw: string }>(
      'select raw from "TxAttempt" where "intentId" = $1 order by attempt',
      [id],
    );
    const [first, second] = rows.map(({ raw }) => Transaction.from(raw).maxFeePerGas ?? 0n);
    expect(second! * 1_000n).toBeGreaterThanOrEqual(first! * 1_125n);
    expect(await held(account)).toBe(5n);
  });
});

const PAUSE = "0x8456cb59";
const UNPAUSE = "0x3f4ba83a";
/** Numbers of the node's own accounts. */
const ADMIN = 0;
const GUARDIAN = 3;

const callCoin = async (account: number, data: string): Promise<void> => {
  const accounts = await world.rpc<string[]>("eth_accounts", []);
  await world.rpc("eth_sendTransaction", [{ from: accounts[account], to: coin, data }]);
};

describe("a coin that is paused", () => {
  test("makes its writes wait, not fail, and they go on by themselves", async () => {
    await callCoin(GUARDIAN, PAUSE);
    const account = Wallet.createRandom().address;
    const id = await mint(account);
    await relayWith({});
    expect(await intent(id)).toMatchObject({ status: "waiting", error: { code: "CoinPaused" } });
    expect(await attempts(id)).toEqual([]);
    await relayWith({});
    expect((await intent(id))?.status).toBe("waiting");
    await callCoin(ADMIN, UNPAUSE);
    await world.pool.query(`update "Intent" set "updatedAt" = now() - interval '1 minute'`);
    await world.calm();
    expect(await intent(id)).toMatchObject({ error: null });
    expect(await held(account)).toBe(5n);
  });
});

describe("a nonce whose intent failed", () => {
  test("is filled with a call of nothing when a reorganisation frees it, and the failed act stays undone", async () => {
    const account = Wallet.createRandom().address;
    const id = await mint(account);
    await world.rpc("evm_setAutomine", [false]);
    await relayWith({});
    const [first] = await attempts(id);
    await world.rpc("anvil_dropTransaction", [first?.hash]);
    const stand = { id, status: "sent", blockNumber: null } as const;
    await world.settlement.relay.failed(stand, {
      ...{ code: "Reverted", says: "It reverted.", args: {} },
    });
    const behind = await mint(Wallet.createRandom().address);
    await relayWith({}, { resendAfterMs: 0 });
    await world.rpc("evm_setAutomine", [true]);
    await world.rpc("evm_mine", []);
    await world.calm();
    const made = await attempts(id);
    expect(made.map(({ nonce, attempt }) => [nonce, attempt])).toEqual([
      [first?.nonce, 0],
      [first?.nonce, 1],
    ]);
    expect((await intent(id))?.status).toBe("failed");
    expect((await intent(behind))?.status).toMatch(/mined|final/);
    expect(await held(account)).toBe(0n);
  });
});

describe("bytes that no node will ever take", () => {
  test("are signed anew with the same nonce; where that does not help either, the nonce is filled", async () => {
    const account = Wallet.createRandom().address;
    const id = await mint(account);
    const refuse = { kind: "unusable", says: "exceeds block gas limit" } as const;
    await relayWith({ broadcast: () => Promise.resolve(refuse) });
    await relayWith({ broadcast: () => Promise.resolve(refuse) });
    expect(await attempts(id)).toHaveLength(2);
    expect((await intent(id))?.status).toBe("signed");
    await relayWith({ broadcast: () => Promise.resolve(refuse) }, { attemptsMax: 2 });
    expect(await intent(id)).toMatchObject({ status: "failed", error: { code: "NodesRefuse" } });
    await relayWith({}, { resendAfterMs: 0 });
    const made = await attempts(id);
    expect(new Set(made.map(({ nonce }) => nonce)).size).toBe(1);
    expect(made).toHaveLength(3);
    await mint(Wallet.createRandom().address);
    await world.calm();
    expect(await held(account)).toBe(0n);
  });
});

describe("a chain that costs more than the cap", () => {
  test("is waited out: nothing is signed", async () => {
    const id = await mint(Wallet.createRandom().address);
    const fees = { maxFeePerGas: 1n, maxPriorityFeePerGas: 1n, baseFeePerGas: 10n ** 12n };
    await relayWith({ fees: () => Promise.resolve(fees) });
    expect(await intent(id)).toMatchObject({ status: "waiting" });
    expect(await attempts(id)).toEqual([]);
    await world.calm();
  });
});

describe("an organisation that is suspended", () => {
  test("is frozen on chain by the compliance key, and freed when it is reinstated", async () => {
    const organisation: Organisation = {
      ...{ id: randomUUID(), kind: "seller", name: "Seller", custody: "wallet", number: 9 },
      ...{ status: "suspended", account: Wallet.createRandom().address },
    };
    const journal = { record: async () => {}, wish: world.wish, announce: async () => {} };
    const provider = new JsonRpcProvider(env().rpcUrl);
    const { Participants = "" } = world.deployed.addresses;
    const isFrozen = () =>
      new Contract(Participants, participantsAbi, provider)
        .getFunction("isFrozen")
        .staticCall(organisation.account);
    await wishFrozen(journal, organisation, randomUUID());
    await world.calm();
    expect(await isFrozen()).toBe(true);
    await wishFrozen(journal, { ...organisation, status: "active" }, randomUUID());
    await world.calm();
    expect(await isFrozen()).toBe(false);
    provider.destroy();
  });
});

describe("the wrong chain", () => {
  test("is noticed by asking the node, before anything else is asked", async () => {
    const stranger = openChain({ rpcUrl: env().rpcUrl, chainId: 1 });
    await expect(stranger.rpc("eth_blockNumber", [])).rejects.toThrow(WrongChain);
  });
});

describe("a nonce spent by a stranger", () => {
  test("halts the lane and only that lane; nothing is sent there any more", async () => {
    const signer = await world.settlement.keys.addressOf("operator");
    const minedNonce = await world.settlement.sender.minedNonce(signer);
    const stolen = await world.settlement.keys.sign("operator", {
      chainId: 31_337,
      nonce: minedNonce,
      to: signer,
      data: "0x",
      gasLimit: 21_000n,
      ...(await world.settlement.sender.fees()),
    });
    await world.rpc("eth_sendRawTransaction", [stolen.raw]);
    await world.rpc("evm_mine", []);
    const id = await mint(Wallet.createRandom().address);
    await relayWith({});
    expect((await intent(id))?.status).toBe("waiting");
    const lanes = await world.settlement.relay.lanes(31_337);
    expect(lanes.find((lane) => lane.signer === signer)?.haltReason).toMatch(/somebody else/);
    await relayWith({});
    expect((await intent(id))?.status).toBe("waiting");
    const health = await world.views.operations.health();
    expect(health.complaints).toContain("lane halted");
    const { relay: store, sender: chain, keys } = world.settlement;
    expect(await resumeLane({ store, chain, keys })("relayer")).toBeNull();
    const resumed = await resumeLane({ store, chain, keys })("operator");
    expect(resumed).toEqual({ signer, nextNonce: minedNonce + 1, requeued: [] });
    await world.calm();
    expect(await attempts(id)).toMatchObject([{ nonce: minedNonce + 1 }]);
    expect((await intent(id))?.status).toMatch(/mined|final/);
  });

  test("that one of our acts had: after a person's word it goes on with another nonce", async () => {
    const account = Wallet.createRandom().address;
    const id = await mint(account);
    const refused = { kind: "refused", says: "txpool is full" } as const;
    await relayWith({ broadcast: () => Promise.resolve(refused) });
    const [first] = await attempts(id);
    const signer = await world.settlement.keys.addressOf("operator");
    const stolen = await world.settlement.keys.sign("operator", {
      ...{ chainId: 31_337, nonce: first?.nonce ?? 0, to: signer, data: "0x", gasLimit: 21_000n },
      ...(await world.settlement.sender.fees()),
    });
    await world.rpc("eth_sendRawTransaction", [stolen.raw]);
    await world.rpc("evm_mine", []);
    await relayWith({ broadcast: () => Promise.resolve(refused) });
    const halted = await world.settlement.relay.lane(31_337, signer);
    expect(halted?.haltReason).toMatch(/somebody else/);
    const { relay: store, sender: chain, keys } = world.settlement;
    const resumed = await resumeLane({ store, chain, keys })("operator");
    expect(resumed?.requeued).toEqual([id]);
    await world.calm();
    expect((await attempts(id)).map(({ nonce }) => nonce - (first?.nonce ?? 0)).sort()).toEqual([
      0, 1,
    ]);
    expect(await held(account)).toBe(5n);
  });
});
