import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Wallet } from "ethers";
import {
  LIFE_ADVANCE,
  LIFE_DUE,
  newest,
  record,
  recordedAdvance,
  recordedReceivable,
  recordParties,
} from "@/commands/testing/recorded-life";
import {
  enterParties,
  firstLender,
  fundBy,
  offerOver,
  type Parties,
  payBy,
  registerOne,
} from "@/commands/testing/settlement-world";
import { signInText } from "@/core/session/sign-in-text";
import { postTo, seat } from "@/proving/harness/lending-ground";
import { onOwnChain } from "@/proving/harness/own-chain";
import { eventually, type Ground, openCount, openGround } from "@/proving/harness/relay-ground";
import {
  runChild,
  startDoorChild,
  startWorkerChild,
  withClock,
} from "@/proving/harness/worker-child";
import { judged } from "./books-ground";
import type { Depth, FaultRow } from "./fault-row";
import { type Part, verdictOf } from "./verdict";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DAY_SECONDS = 86_400;
const DAY_OFFSET = 28_800;
const RATE_BPS = 1_200n;
const UP_MS = 40_000;
const DONE_MS = 40_000;
/** Long enough for every worker's keeper and for a lane to look twice. */
const LOOK_MS = 3_000;

/** A month ahead, and one that jumps from an hour ahead to an hour behind after some seconds; every night each alone as well. */
const SHIFTS = {
  change: [[30 * DAY], [HOUR, 8_000, -HOUR]],
  nightly: [[30 * DAY], [HOUR, 8_000, -HOUR], [-HOUR], [HOUR]],
} as const satisfies Record<Depth, readonly (readonly number[])[]>;

/** Acts that are due by time only. */
const TIMED = ["close-funding", "close-release", "declare-default"];

const wished = async ({ world }: Ground, kinds: readonly string[]): Promise<number> => {
  const { rowCount } = await world.pool.query(
    `select 1 from "Intent" where kind = any($1::text[])`,
    [kinds],
  );
  return rowCount ?? 0;
};

const countIn = async ({ world }: Ground, status: string): Promise<number> =>
  (await world.pool.query(`select 1 from "Intent" where status = $1`, [status])).rowCount ?? 0;

const dayOf = (at: Date): number => Math.floor((at.getTime() / 1_000 + DAY_OFFSET) / DAY_SECONDS);

/** The charge that a receivable paid, and the one its days on chain ask for. */
const chargeOf = async ({ world }: Ground, id: string) => {
  const { rows } = await world.pool.query<{ name: string; blockAt: Date }>(
    `select name, min("blockAt") as "blockAt" from "ChainEvent"
     where "receivableId" = $1 and name in ('Released', 'Collected') group by name`,
    [id],
  );
  const at = (name: string) => dayOf(rows.find((row) => row.name === name)?.blockAt ?? new Date(0));
  const days = BigInt(at("Collected") - at("Released"));
  const paid = await world.pool.query<{ chargePaid: bigint; status: string }>(
    `select "chargePaid", status from "Receivable" where id = $1`,
    [id],
  );
  const { chargePaid = -1n, status = "none" } = paid.rows[0] ?? {};
  return { chargePaid, status, days, due: (LIFE_ADVANCE * days * RATE_BPS) / 3_650_000n };
};

/** A receivable that is funded in part: its funding ends in seven days. */
const halfFunded = async ({ world }: Ground, parties: Parties): Promise<void> => {
  const id = await recordedReceivable(world, parties);
  const offer = await offerOver(world, parties, id);
  const lender = firstLender(parties);
  const fundingId = await fundBy(world, offer, { lender, amount: offer.deal.offer.minimum });
  const offerId = await newest(world, "Offer", id);
  await record(world, { name: "offer.signed", subject: id, data: { offerId } });
  await record(world, { name: "funding.submitted", subject: id, data: { fundingId } });
  await world.calm();
};

/** Workers whose clocks differ carry a receivable through its days, which pass on chain only. */
const live = async (ground: Ground, parties: Parties, depth: Depth): Promise<Part> => {
  const { world } = ground;
  const { id, deal } = await recordedAdvance(world, parties);
  await halfFunded(ground, parties);
  const workers = await Promise.all(
    SHIFTS[depth].map((shift) => startWorkerChild(withClock(ground.variables, ...shift))),
  );
  const isUp = async () =>
    (await Promise.all(workers.map((each) => each.health()))).every((health) => health === 200);
  const up = await eventually(UP_MS, isUp, 200);
  await world.rpc("evm_setAutomine", [false]);
  const accounts = await ground.wishMints(4);
  const sent = await eventually(DONE_MS, async () => (await countIn(ground, "sent")) === 4);
  await sleep(LOOK_MS);
  const attempts = await world.pool.query(`select 1 from "TxAttempt" where attempt > 0`);
  const before = await wished(ground, TIMED);
  await world.rpc("evm_setAutomine", [true]);
  await world.wait(10 * DAY_SECONDS);
  const closed = await eventually(
    DONE_MS,
    async () => (await wished(ground, ["close-funding"])) === 1,
    200,
  );
  await payBy(world, parties, deal, LIFE_DUE);
  const done = await eventually(DONE_MS, async () => (await openCount(ground)) === 0, 200);
  await Promise.all(workers.map((each) => each.stop()));
  await ground.mine(3);
  await world.calm();
  const charge = await chargeOf(ground, id);
  const isDue = charge.days === 10n && charge.chargePaid === charge.due;
  return {
    figure: `${accounts.length + 1} acts by ${workers.length} clocks, ${before} early, ${attempts.rowCount} sent anew in haste, ${charge.chargePaid} charged for ${charge.days} days`,
    wrong: [
      ...(up === null || sent === null ? ["a worker did not start"] : []),
      ...(before === 0 ? [] : [`${before} acts before their time on chain`]),
      ...(attempts.rowCount === 0 ? [] : [`${attempts.rowCount} attempts made for a clock`]),
      ...(closed === null ? ["what was due by the chain was not done"] : []),
      ...(done === null ? ["not over"] : []),
      ...(isDue ? [] : [`${charge.chargePaid} charged, ${charge.due} due`]),
      ...(charge.status === "settled" ? [] : [`the receivable is ${charge.status}`]),
    ],
  };
};

/** The first wish comes from a program a month ahead; the second rests on it and must wait for it. */
const inOrder = async (ground: Ground, parties: Parties): Promise<readonly string[]> => {
  const { world } = ground;
  const seller = Wallet.createRandom();
  const wish = {
    key: `set-participant:${seller.address}`,
    kind: "set-participant",
    payload: { account: seller.address, organisation: 7, roles: 1, licence: 0, licenceExpiry: 0 },
    signer: "operator",
  };
  const program = [join("src", "proving", "harness", "wish-program.ts"), JSON.stringify(wish)];
  await runChild(program, withClock(ground.variables, 30 * DAY));
  const { id, registrationId } = await registerOne(world, { ...parties, seller }, LIFE_DUE);
  for (const name of ["registration.proposed", "registration.countersigned"])
    await record(world, { name, subject: registrationId });
  await ground.relay({}, ["relayer"]);
  await world.calm();
  const { rows } = await world.pool.query<{ status: string }>(
    `select status from "Receivable" where id = $1`,
    [id],
  );
  return rows[0]?.status === "registered" ? [] : ["a wish was judged before the one it rests on"];
};

/** A challenge of one process, answered at another whose clock is eight minutes behind its own. */
const crossed = async (ground: Ground, parties: Parties): Promise<readonly string[]> => {
  const lender = firstLender(parties);
  const { headers } = await seat(ground.world, lender);
  const variables = { ...ground.variables, APP_URL: "http://quaynote.test" };
  const [ahead, behind] = await Promise.all(
    [2 * MINUTE, -2 * MINUTE].map((shift) => startDoorChild(withClock(variables, shift))),
  );
  if (!ahead || !behind) throw new Error("Two processes were started.");
  try {
    const asked = await postTo(ahead, { path: "session.walletChallenge", input: {}, headers });
    const wallet = Wallet.createRandom();
    const text = signInText(JSON.parse(asked.text).result.data, wallet.address);
    const input = { text, signature: await wallet.signMessage(text) };
    const answers = [
      await postTo(behind, { path: "session.linkWallet", input, headers }),
      await postTo(ahead, { path: "session.linkWallet", input, headers }),
    ];
    const [first, again] = answers.map(({ status }) => status);
    return [
      ...(first === 200 ? [] : [`a challenge from four minutes ahead was answered ${first}`]),
      ...(again === 401 ? [] : [`the same answer a second time was answered ${again}`]),
    ];
  } finally {
    await Promise.all([ahead.stop(), behind.stop()]);
  }
};

const skewed = async (rpcUrl: string, depth: Depth) => {
  const ground = await openGround({ seed: 33, rpcUrl });
  try {
    const { world } = ground;
    const parties = await enterParties(world);
    await recordParties(world, parties);
    const lived = await live(ground, parties, depth);
    const wrong = [
      ...lived.wrong,
      ...(await crossed(ground, parties)),
      ...(await inOrder(ground, parties)),
    ];
    const { databaseUrl } = world.settings;
    const differences = await judged(world, { databaseUrl }, ["I1", "I3", "I4", "I9"]);
    const back = await world.pool.query<{ n: bigint }>(
      `select count(*) as n from "AuditFact" f join "AuditFact" b on b.id = (select max(id) from "AuditFact" where id < f.id)
       where f.at < b.at`,
    );
    return verdictOf(
      `${lived.figure}; ${back.rows[0]?.n} audit rows older than the one before, ${differences.length} differences`,
      [...wrong, ...differences.map((each) => JSON.stringify(each))],
    );
  } finally {
    await ground.close();
  }
};

/** What the clocks of our machines may say. */
export const clockRows: readonly FaultRow[] = [
  {
    row: "F33",
    promise: "Clocks an hour behind, ahead, a month ahead or jumping back: time is the chain's",
    run: (depth) => onOwnChain((rpcUrl) => skewed(rpcUrl, depth)),
  },
];
