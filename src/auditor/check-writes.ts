import { Transaction } from "ethers";
import type { Receipt } from "./chain";
import { doneByOthers } from "./done-by-others";
import type { Findings } from "./report";
import type { Ask, AttemptRow, IntentRow } from "./rows";
import type { Scene } from "./scene";

const DONE = new Set(["mined", "final"]);
const OPEN = new Set(["waiting", "signed", "sent"]);

const signedIn = (raw: string): Transaction | null => {
  try {
    return Transaction.from(raw);
  } catch {
    return null;
  }
};

/** A call of nothing, which only fills a nonce, has no effect. */
const isNoOp = (raw: string): boolean => signedIn(raw)?.data === "0x";

const successesOf = (scene: Scene, intent: IntentRow): Receipt[] =>
  (scene.attemptsOf.get(intent.id) ?? []).flatMap(({ hash, raw }) => {
    const receipt = scene.receipts.get(hash);
    return receipt?.succeeded && !isNoOp(raw) && receipt.blockNumber <= scene.block.number
      ? [receipt]
      : [];
  });

const about = ({ id, kind, receivableId }: IntentRow, says: string) => ({
  table: "Intent",
  row: id,
  says: `${kind}: ${says}`,
  receivableId,
});

/** I2. */
export const checkEffects = (scene: Scene, { same, looked, differs }: Findings): void => {
  for (const intent of scene.rows.intents) {
    const successes = successesOf(scene, intent);
    looked();
    if (successes.length > 1)
      differs({
        ...about(intent, "has more than one effect"),
        expected: "1",
        found: successes.map(({ hash }) => hash).join(", "),
      });
    const settled = DONE.has(intent.status) && (intent.blockNumber ?? 0) <= scene.block.number;
    const effect = successes[0] ?? doneByOthers(scene, intent);
    if (settled) {
      same(about(intent, "column txHash"), effect?.hash ?? "none", intent.txHash);
      same(about(intent, "column blockNumber"), effect?.blockNumber ?? "none", intent.blockNumber);
    }
    if (intent.status === "failed")
      same(about(intent, "failed, and yet it has an effect"), 0, successes.length);
  }
  const known = new Set(scene.rows.intents.map(({ id }) => id));
  for (const { id, intentId } of scene.rows.attempts)
    if (!known.has(intentId))
      differs({
        ...{ table: "TxAttempt", row: id, says: "belongs to no intent" },
        ...{ expected: "an intent", found: intentId, receivableId: null },
      });
};

const sameBytes = (row: AttemptRow, receivableId: string | null, { same }: Findings): void => {
  const signed = signedIn(row.raw);
  const says = (what: string) => ({
    table: "TxAttempt",
    row: row.id,
    says: `column ${what} is not what its bytes say`,
    receivableId,
  });
  same(says("nonce"), signed?.nonce ?? "no transaction", row.nonce);
  same(says("hash"), signed?.hash ?? "no transaction", row.hash);
  same(says("signer"), signed?.from ?? "no transaction", row.signer);
  same(says("chainId"), signed?.chainId ?? "no transaction", row.chainId);
};

const sameLane = async (
  scene: Scene,
  signer: string,
  rows: readonly AttemptRow[],
  findings: Findings,
): Promise<void> => {
  const { same } = findings;
  const says = (what: string) => ({
    table: "SignerLane",
    row: signer,
    says: what,
    receivableId: null,
  });
  const byNonce = Map.groupBy(rows, ({ nonce }) => nonce);
  const nonces = [...byNonce.keys()].sort((left, right) => left - right);
  nonces.forEach((nonce, index) => {
    same(says("nonces are not contiguous"), (nonces[index - 1] ?? nonce - 1) + 1, nonce);
    const owners = new Set(byNonce.get(nonce)?.map(({ intentId }) => intentId));
    same(says(`nonce ${nonce} has more than one owner`), 1, owners.size);
  });
  const lane = scene.rows.lanes.find((each) => each.signer === signer);
  same(says("next nonce"), (nonces.at(-1) ?? -1) + 1, lane?.nextNonce ?? "no lane");
  const used = await scene.chain.nonceAt(signer, scene.block.number);
  same(
    says("the chain has seen a nonce that was never given out"),
    true,
    used <= (lane?.nextNonce ?? 0),
  );
  for (const nonce of nonces.filter((each) => each < used)) {
    const ours = byNonce.get(nonce)?.some(({ hash }) => scene.receipts.get(hash));
    same(says(`nonce ${nonce} was spent by an unknown transaction`), true, ours ?? false);
  }
};

/** I5. */
export const checkNonces = async (scene: Scene, findings: Findings): Promise<void> => {
  const receivableOf = new Map(
    scene.rows.intents.map(({ id, receivableId }) => [id, receivableId]),
  );
  for (const row of scene.rows.attempts)
    sameBytes(row, receivableOf.get(row.intentId) ?? null, findings);
  for (const [signer, rows] of Map.groupBy(scene.rows.attempts, (row) => row.signer))
    await sameLane(scene, signer, rows, findings);
};

/** I6. */
export const checkFinality = (scene: Scene, { same, looked, differs }: Findings): void => {
  const { rows, block, head, finalityDepth } = scene;
  const cursor = { table: "ChainCursor", row: "final", receivableId: null };
  same(
    { ...cursor, says: "stands on a block the chain does not have" },
    block.hash,
    rows.final?.hash ?? "none",
  );
  same(
    { ...cursor, says: `is less than ${finalityDepth} blocks deep` },
    true,
    block.number <= head - finalityDepth,
  );
  for (const intent of rows.intents) {
    if (intent.status !== "final") continue;
    looked();
    if ((intent.blockNumber ?? head) > head - finalityDepth)
      differs({
        ...about(intent, "counts as final too early"),
        expected: `block ${head - finalityDepth} or before`,
        found: String(intent.blockNumber),
      });
  }
  const newest = new Map<string, number>();
  for (const { receivableId, blockNumber } of rows.facts)
    if (receivableId)
      newest.set(receivableId, Math.max(blockNumber, newest.get(receivableId) ?? 0));
  for (const { id, grade } of rows.receivables)
    if (grade === "final")
      same(
        {
          table: "Receivable",
          row: id,
          says: "column grade: has events that are not final",
          receivableId: id,
        },
        true,
        (newest.get(id) ?? 0) <= block.number,
      );
};

/** I7. A stopped receivable waits for people, and what may not be sent yet waits for its time. */
export const checkAges = (scene: Scene, { looked, differs }: Findings): void => {
  const { rows, now, limitSeconds, block } = scene;
  looked(rows.intents.length);
  for (const intent of rows.intents) {
    const unnoticed = intent.status === "mined" && (intent.blockNumber ?? 0) <= block.number;
    if (!OPEN.has(intent.status) && !unnoticed) continue;
    const early = Number(intent.notBefore ?? 0) * 1000 > now.getTime();
    if (early || (intent.receivableId && rows.stopped.has(intent.receivableId))) continue;
    const seconds = Math.floor((now.getTime() - Date.parse(intent.changedAt)) / 1000);
    if (seconds > limitSeconds)
      differs({
        ...about(intent, "is under way for too long"),
        expected: `at most ${limitSeconds} s`,
        found: `${intent.status} for ${seconds} s`,
      });
  }
};

const LEFT_BEHIND = `select f.id, f."receivableId", f.status as found, i.status as intent
  from "Funding" f join "Intent" i on i.id = f."intentId"
  where (i.status = 'failed') <> (f.status = 'failed') or (i.status = 'final' and f.status <> 'funded')`;

/** I8. */
export const checkRefused = async (
  scene: Scene,
  ask: Ask,
  { same, differs, looked }: Findings,
): Promise<void> => {
  for (const intent of scene.rows.intents)
    for (const { hash } of scene.attemptsOf.get(intent.id) ?? []) {
      const receipt = scene.receipts.get(hash);
      if (receipt && !receipt.succeeded)
        same(about(intent, `refused transaction ${hash} left logs`), 0, receipt.logs);
    }
  looked(scene.rows.intents.length);
  type Left = { id: string; receivableId: string; found: string; intent: string };
  for (const { id, receivableId, found, intent } of await ask<Left>(LEFT_BEHIND))
    differs({
      ...{ table: "Funding", row: id, says: `its intent is ${intent}`, receivableId },
      ...{ expected: intent === "failed" ? "failed" : "funded", found },
    });
};
