import { Wallet } from "ethers";
import { beforeEach, describe, expect, test } from "vitest";
import { ownWorld } from "@/commands/testing/own-world";
import { registerOne } from "@/commands/testing/settlement-world";
import type { SenderLabel } from "@/core/intent/intent";
import type { ChainSender } from "@/ports/chain-sender";
import { relayLane } from "@/workers/relayer/relay-lane";

const { world, parties } = await ownWorld(1);

beforeEach(() => world.calm());

const relayWith = (chain: Partial<ChainSender>, label: SenderLabel = "relayer") =>
  relayLane({ ...world.relayer, chain: { ...world.settlement.sender, ...chain } }, label);

/** Signs for too little gas, as an estimate of a chain that is gone does. */
const starving: Partial<ChainSender> = {
  rehearse: async () => ({ ok: true, gas: 30_000n }),
};
const swallowing: Partial<ChainSender> = {
  broadcast: async () => ({ kind: "refused", says: "txpool is full" }),
};

const wishRegistration = async (): Promise<string> => {
  const { registrationId } = await registerOne(world, parties, 1_000n);
  const { rows } = await world.pool.query<{ id: string }>(
    'select id from "Intent" where key = $1',
    [`register:${registrationId}`],
  );
  return rows[0]?.id ?? "";
};

const intent = async (id: string) => {
  const { rows } = await world.pool.query<{
    status: string;
    txHash: string | null;
    error: { code: string } | null;
  }>('select status, "txHash", error from "Intent" where id = $1', [id]);
  return rows[0];
};

const attempts = async (id: string) =>
  (
    await world.pool.query<{ nonce: number; raw: string; hash: string }>(
      'select nonce, raw, hash from "TxAttempt" where "intentId" = $1 order by nonce',
      [id],
    )
  ).rows;

describe("an act of others that its block refused", () => {
  test("for lack of gas is estimated anew by the next pass, with another nonce, and done", async () => {
    const id = await wishRegistration();
    await relayWith(starving);
    await relayWith({});
    const made = await attempts(id);
    expect(made.map(({ nonce }) => nonce - (made[0]?.nonce ?? 0))).toEqual([0, 1]);
    await world.calm();
    expect(await intent(id)).toMatchObject({ status: "mined", txHash: made[1]?.hash, error: null });
    expect(await attempts(id)).toHaveLength(2);
  });

  test("and that every block refuses uses up five nonces, then fails", async () => {
    const id = await wishRegistration();
    for (let pass = 0; pass < 8; pass += 1) await relayWith(starving);
    expect(await attempts(id)).toHaveLength(5);
    expect(await intent(id)).toMatchObject({ status: "failed" });
  });

  test("and that the rehearsal refuses too fails with its reason", async () => {
    const id = await wishRegistration();
    await relayWith(starving);
    const reason = { code: "NotEligible", says: "Not eligible.", args: {} };
    await world.follow();
    await relayWith({ rehearse: async () => ({ ok: false, reason, passes: "none" }) });
    expect(await intent(id)).toMatchObject({ status: "failed", error: { code: "NotEligible" } });
    expect(await attempts(id)).toHaveLength(1);
  });
});

describe("bytes whose nonce was given up and that come to a block all the same", () => {
  const givenUp = async (): Promise<{ id: string; first: { raw: string; hash: string } }> => {
    const id = await wishRegistration();
    await relayWith(swallowing);
    const [first] = await attempts(id);
    if (!first) throw new Error("Nothing was signed.");
    const { relay } = world.settlement;
    const open = (await relay.open("relayer")).find((each) => each.id === id);
    if (!open) throw new Error("Nothing is under way.");
    await relay.tryAgain(open, { nonce: first.nonce, noncesMax: 5 });
    return { id, first };
  };

  test("count as done when the rehearsal refuses to do it twice", async () => {
    const { id, first } = await givenUp();
    await world.rpc("eth_sendRawTransaction", [first.raw]);
    await world.follow();
    await relayWith({});
    expect(await intent(id)).toMatchObject({ status: "mined", txHash: first.hash });
  });

  test("count as done when other bytes are under way", async () => {
    const { id, first } = await givenUp();
    await relayWith(swallowing);
    expect(await attempts(id)).toHaveLength(2);
    await world.rpc("eth_sendRawTransaction", [first.raw]);
    await relayWith({});
    expect(await intent(id)).toMatchObject({ status: "mined", txHash: first.hash });
    await world.mine(3);
    await relayWith({});
    expect(await intent(id)).toMatchObject({ status: "final", txHash: first.hash });
  });
});

test("what the platform does by itself keeps its order: it fails when its block refuses it", async () => {
  const account = Wallet.createRandom().address;
  const id = await world.wish({
    key: `mint:${account}`,
    kind: "mint",
    payload: { currency: "HKD", to: account, amount: "5" },
    signer: "operator",
  });
  await relayWith({ rehearse: async () => ({ ok: true, gas: 0n }) }, "operator");
  await relayWith({}, "operator");
  expect(await intent(id)).toMatchObject({ status: "failed" });
  expect(await attempts(id)).toHaveLength(1);
});
