import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Transaction, Wallet } from "ethers";
import type { SenderLabel } from "@/core/intent/intent";
import { chanceOf } from "@/proving/harness/chance";
import { refusesToSend } from "@/proving/harness/node-fault";
import { eventually, type Ground, openGround, untilDone } from "@/proving/harness/relay-ground";
import { faultsIn, judge } from "@/proving/harness/relay-judge";
import { startWorkerChild } from "@/proving/harness/worker-child";
import type { FaultRow } from "./fault-row";
import { verdictOf } from "./verdict";

/** Somebody else sends with a key of ours. */
const spendByHand = async ({ world, node }: Ground, label: SenderLabel): Promise<void> => {
  const { keys, sender } = world.settlement;
  const signer = await keys.addressOf(label);
  const nonce = Number(await node<string>("eth_getTransactionCount", [signer, "latest"]));
  const { raw } = await keys.sign(label, {
    ...{ chainId: sender.chainId, nonce, to: signer, data: "0x", gasLimit: 21_000n },
    ...{ maxFeePerGas: 90_000_000_000n, maxPriorityFeePerGas: 9_000_000_000n },
  });
  await node("eth_sendRawTransaction", [raw]);
};

const EVERY_MS = 150;

/** So many acts of the compliance key, one every moment; answers how many were in blocks a moment after the last. */
const paceOtherLane = async ({ world }: Ground, count: number): Promise<number> => {
  const ids: string[] = [];
  for (let act = 0; act < count; act += 1) {
    ids.push(
      await world.wish({
        key: `set-frozen:${randomUUID()}`,
        kind: "set-frozen",
        payload: {
          account: Wallet.createRandom().address,
          frozen: true,
          listReference: `0x${"01".repeat(32)}`,
        },
        signer: "compliance",
      }),
    );
    await sleep(EVERY_MS);
  }
  let done = 0;
  await eventually(5_000, async () => {
    const { rows } = await world.pool.query<{ n: bigint }>(
      `select count(*) as n from "Intent" where id = any($1::text[]) and status in ('mined', 'final')`,
      [ids],
    );
    done = Number(rows[0]?.n ?? 0);
    return done === count;
  });
  return done;
};

const foreignNonce: FaultRow = {
  row: "F3",
  promise:
    "A nonce spent by somebody else stops that lane within a poll and calls somebody; other lanes go on",
  run: async (depth) => {
    const paced = depth === "nightly" ? 100 : 8;
    const ground = await openGround({ seed: 3 });
    const { world, proxy } = ground;
    const worker = await startWorkerChild(ground.variables);
    try {
      const signer = await world.settlement.keys.addressOf("operator");
      const accounts = await ground.wishMints(3);
      await eventually(30_000, async () => (await judge(ground, accounts)).once === 3, 100);
      const before = await paceOtherLane(ground, paced);
      await spendByHand(ground, "operator");
      const halted = await eventually(10_000, async () => {
        const lane = await world.settlement.relay.lane(31_337, signer);
        return Boolean(lane?.haltReason);
      });
      proxy.forget();
      await ground.wishMints(3);
      const after = await paceOtherLane(ground, paced);
      const sent = proxy.bytesSent().filter((raw) => Transaction.from(raw).from === signer).length;
      const called = worker.lines().some((line) => line.includes("lane halted"));
      const health = await world.views.operations.health();
      const figure = `halted after ${halted === null ? "never" : `${(halted / 1_000).toFixed(1)} s`}, ${sent} sends after it, other lane ${after} of ${paced} (before: ${before})`;
      return verdictOf(figure, [
        ...(halted !== null && halted <= 5_000 ? [] : ["not halted within 5 s"]),
        ...(sent === 0 ? [] : ["sent in a halted lane"]),
        ...(before === paced ? [] : ["the other lane did not keep pace before"]),
        ...(after >= before * 0.95 ? [] : ["the other lane slowed down"]),
        ...(called && health.complaints.includes("lane halted") ? [] : ["nobody was called"]),
      ]);
    } finally {
      await worker.stop();
      await ground.close();
    }
  },
};

/** The next nonce the lane would give, against what the chain and the signed bytes say. */
const drift = async ({ world, node }: Ground, signer: string): Promise<number> => {
  const { rows } = await world.pool.query<{ n: bigint }>(
    `select count(distinct nonce) as n from "TxAttempt" where signer = $1 and nonce >= $2`,
    [signer, Number(await node<string>("eth_getTransactionCount", [signer, "latest"]))],
  );
  const mined = Number(await node<string>("eth_getTransactionCount", [signer, "latest"]));
  const lane = await world.settlement.relay.lane(31_337, signer);
  return lane ? lane.nextNonce - mined - Number(rows[0]?.n ?? 0) : 0;
};

const noDrift: FaultRow = {
  row: "F4",
  promise:
    "The next nonce is the chain's and what is under way, whatever is lost, restarted or refused",
  run: async (depth) => {
    const [rounds, sends] = depth === "nightly" ? [50, 8] : [6, 4];
    const ground = await openGround({ seed: 4 });
    const { world, node, proxy } = ground;
    try {
      const chance = chanceOf(4);
      const signer = await world.settlement.keys.addressOf("operator");
      const accounts: string[] = [];
      const drifts: number[] = [];
      let failing = 0;
      for (let round = 0; round < rounds; round += 1) {
        await node("evm_setAutomine", [false]);
        accounts.push(...(await ground.wishMints(sends)));
        proxy.rules(
          ...(chance() < 0.5 ? [refusesToSend("txpool is full")] : []),
          ...(chance() < 0.5 ? [refusesToSend("upstream connect error")] : []),
        );
        await ground.relay().catch(() => undefined);
        failing += proxy.befallen();
        proxy.forget();
        // Half is under way; the other half is signed by a lane that knows nothing any more.
        await world.pool.query('delete from "SignerLane"');
        accounts.push(...(await ground.wishMints(sends)));
        await ground.relay().catch(() => undefined);
        failing += proxy.befallen();
        proxy.forget();
        proxy.rules();
        await ground.relay();
        drifts.push(await drift(ground, signer));
        await node("evm_setAutomine", [true]);
        await node("evm_mine");
        await untilDone(ground, 20_000);
        drifts.push(await drift(ground, signer));
      }
      const judgement = await judge(ground, accounts);
      const drifted = drifts.filter((each) => each !== 0).length;
      const figure = `${rounds} times the lane's row deleted, ${failing} failing sends, ${drifted} of ${drifts.length} looks found a drift, ${judgement.gaps} gaps, ${judgement.once} of ${accounts.length} effects`;
      return verdictOf(figure, [
        ...faultsIn(judgement, accounts.length),
        ...(drifted === 0 ? [] : ["the next nonce drifted"]),
        ...(failing > 0 ? [] : ["no send failed"]),
      ]);
    } finally {
      await node("evm_setAutomine", [true]);
      await ground.close();
    }
  },
};

/** What becomes of a key's nonces. */
export const nonceRows: readonly FaultRow[] = [foreignNonce, noDrift];
