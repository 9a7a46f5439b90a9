import { createHash } from "node:crypto";
import { Interface } from "ethers";
import { orderLogAbi } from "@/adapters/chain/generated/abi";
import { type AuditLeaf, auditRoot, eventKeyOf } from "@/core/audit/audit-day";
import type { Chain } from "./chain";
import type { Ask } from "./rows";

const orderLog = new Interface(orderLogAbi);
const FIRST_PREVIOUS = "0".repeat(64);
const BATCH = 2_000;

/** One row of the trail, as an export holds it. */
export type TrailRow = {
  readonly id: string;
  readonly name: string;
  readonly actor: string;
  readonly organisationId: string | null;
  readonly subject: string;
  readonly data: { readonly [key: string]: unknown };
  readonly at: string;
  readonly previousHash: string;
  readonly hash: string;
};

/** A day that was closed. */
export type DayRow = {
  readonly sequence: number;
  readonly date: string;
  readonly firstId: string;
  readonly lastId: string;
  readonly leaves: number;
  readonly root: string;
  readonly publisher: string;
};

/** Where the trail first breaks, by table and row. */
export type Break = {
  readonly table: "AuditFact" | "AuditDay";
  readonly row: string;
  readonly says: string;
  readonly expected: string;
  readonly found: string;
};

export type TrailVerdict = {
  readonly rows: number;
  readonly days: number;
  /** Days whose root stands on chain. */
  readonly anchored: number;
  readonly lastHash: string | null;
  readonly broken: Break | null;
};

const hashOf = (row: TrailRow, previousHash: string): string => {
  const { name, actor, organisationId, subject, at } = row;
  const data = Object.entries(row.data).sort(([left], [right]) => (left < right ? -1 : 1));
  const text = JSON.stringify([previousHash, name, actor, organisationId, subject, data, at]);
  return createHash("sha256").update(text).digest("hex");
};

const breakOf = (row: TrailRow, previousHash: string): Break | null => {
  const found = { table: "AuditFact", row: row.id } as const;
  if (row.previousHash !== previousHash)
    return {
      ...found,
      says: "does not follow the row before it: a row was changed, taken out or put in",
      expected: previousHash,
      found: row.previousHash,
    };
  const hash = hashOf(row, previousHash);
  return row.hash === hash
    ? null
    : { ...found, says: "its hash is not that of its content", expected: hash, found: row.hash };
};

/** The trail in batches, so that memory stays flat however long it is. */
export async function* trailOf(ask: Ask): AsyncGenerator<TrailRow> {
  let after = (-(2n ** 63n)).toString();
  for (;;) {
    const rows = await ask<TrailRow>(
      `select id::text, name, actor, "organisationId", subject, data,
         to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, "previousHash", hash
       from "AuditFact" where id > $1 order by "AuditFact".id limit $2`,
      [after, BATCH],
    );
    yield* rows;
    after = rows.at(-1)?.id ?? after;
    if (rows.length < BATCH) return;
  }
}

const dayBreak = (day: DayRow, leaves: readonly AuditLeaf[], firstId: string): Break | null => {
  const found = { table: "AuditDay", row: String(day.sequence) } as const;
  if (leaves.length !== day.leaves)
    return {
      ...found,
      says: `the day has lost or gained rows from ${firstId} on`,
      expected: String(day.leaves),
      found: String(leaves.length),
    };
  const root = auditRoot(leaves);
  return root === day.root
    ? null
    : {
        ...found,
        says: `rows ${firstId} to ${day.lastId} are not those the day was closed with`,
        expected: day.root,
        found: root,
      };
};

/** Block time of a day's root in the publisher's log; 0 where it is not anchored. */
const anchoredAt = async (
  { chain, orderLog: address, blockHash }: { chain: Chain; orderLog: string; blockHash: string },
  day: DayRow,
): Promise<bigint> => {
  const asked = orderLog.encodeFunctionData("anchorOf", [day.publisher, day.root]);
  const [anchor] = orderLog.decodeFunctionResult(
    "anchorOf",
    await chain.call(address, asked, blockHash),
  );
  return anchor.leaves === BigInt(day.leaves) && anchor.sequence === BigInt(day.sequence)
    ? anchor.anchoredAt
    : 0n;
};

/** What the trail is checked against: the chain at a block, and the days whose anchoring is final there. */
export type Anchoring = {
  readonly chain: Chain;
  readonly orderLog: string;
  readonly blockHash: string;
};

const ANCHORED = `select d.sequence from "AuditDay" d join "Intent" i on i.key = 'anchor-audit:' || d.sequence where i.status = 'final'`;

type Open = { day: DayRow | undefined; leaves: AuditLeaf[]; firstId: string };

/**
 * Recomputes the hash chain row by row and every closed day's root, and asks the chain for each root. Stops at the
 * first row that is not what was written.
 */
export const verifyTrail = async (ask: Ask, anchoring: Anchoring | null): Promise<TrailVerdict> => {
  const days = await ask<DayRow>(
    `select sequence, date, "firstId"::text, "lastId"::text, leaves, root, publisher from "AuditDay" order by sequence`,
  );
  let previousHash = FIRST_PREVIOUS;
  let rows = 0;
  let closed = 0;
  const open: Open = { day: days[0], leaves: [], firstId: "" };
  const verdict = (broken: Break | null, anchored = 0): TrailVerdict => ({
    ...{ rows, days: closed, anchored, broken },
    lastHash: rows > 0 ? previousHash : null,
  });
  for await (const row of trailOf(ask)) {
    const broken = breakOf(row, previousHash);
    if (broken) return verdict(broken);
    previousHash = row.hash;
    rows += 1;
    if (!open.day) continue;
    open.firstId ||= row.id;
    if (BigInt(row.id) <= BigInt(open.day.lastId))
      open.leaves.push({ eventKey: eventKeyOf(BigInt(row.id)), contentHash: `0x${row.hash}` });
    if (BigInt(row.id) < BigInt(open.day.lastId)) continue;
    const wrong = dayBreak(open.day, open.leaves, open.firstId);
    if (wrong) return verdict(wrong);
    closed += 1;
    Object.assign(open, { day: days[closed], leaves: [], firstId: "" });
  }
  const [unfinished] = days.slice(closed);
  if (unfinished) return verdict(dayBreak(unfinished, open.leaves, open.firstId));
  return anchorsOf(ask, { days, anchoring }, verdict);
};

const anchorsOf = async (
  ask: Ask,
  { days, anchoring }: { days: readonly DayRow[]; anchoring: Anchoring | null },
  verdict: (broken: Break | null, anchored: number) => TrailVerdict,
): Promise<TrailVerdict> => {
  if (!anchoring) return verdict(null, 0);
  const final = new Set(
    (await ask<{ sequence: number }>(ANCHORED)).map(({ sequence }) => sequence),
  );
  let anchored = 0;
  for (const day of days) {
    const at = await anchoredAt(anchoring, day);
    if (at > 0n) anchored += 1;
    else if (final.has(day.sequence))
      return verdict(
        {
          ...{
            table: "AuditDay",
            row: String(day.sequence),
            says: `the day's root is not in the log of ${day.publisher}`,
          },
          ...{ expected: `anchored with ${day.leaves} rows`, found: "no such anchor" },
        },
        anchored,
      );
  }
  return verdict(null, anchored);
};
