import { join } from "node:path";
import type { Report } from "@/auditor/audit";
import { inWords } from "@/auditor/report";
import { root } from "@/commands/embedded/folder";
import { runProgram } from "@/commands/run-program";
import { coinHeld } from "@/proving/harness/coin-held";
import {
  accountOf,
  type Calls,
  callsSince,
  effectsFound,
  eventsAmiss,
  type Grounds,
  isSettled,
} from "./found";
import { effectsDue, type Life, weigh } from "./life";

/** What a run came to, counted from chain and database. */
export type Judgement = {
  readonly finished: number;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** Coin in the books less coin on the chain, minor units, by currency. */
  readonly difference: Readonly<Record<string, bigint>>;
  /** Writes that were given up, stops and halts: what a kill must never cause. */
  readonly halts: readonly string[];
  /** What the independent auditor found otherwise than it must be. */
  readonly audited: readonly string[];
  readonly calls: Calls;
};

/** Books and chain are summed here once more: postings on one side, balances of the accounts themselves on the other. */
const differences = async (
  grounds: Grounds,
  ids: readonly string[],
): Promise<Record<string, bigint>> => {
  const accounts = [grounds.core];
  for (const id of ids) accounts.push(await accountOf(grounds, id));
  const { rows } = await grounds.pool.query<{ currency: string; sum: string }>(
    `select p.currency, sum(p.amount)::text as sum from "Posting" p join "LedgerAccount" a on a.id = p."accountId"
      where a.code in ('contract-cash', 'collection-cash') group by p.currency`,
  );
  const found: Record<string, bigint> = {};
  for (const [currency, coin] of grounds.coins) {
    let held = 0n;
    for (const account of accounts) held += await coinHeld(grounds.rpcUrl, coin, account);
    const booked = rows.find((row) => row.currency === currency)?.sum ?? "0";
    found[currency] = BigInt(booked) - held;
  }
  return found;
};

const haltsOf = async ({ pool, since }: Grounds): Promise<string[]> => {
  const { rows } = await pool.query<{ what: string }>(
    `select 'write ' || kind || ' ' || id || ' failed: ' || coalesce(error->>'code', '') as what from "Intent"
       where status = 'failed'
     union all select 'receivable ' || "receivableId" || ' was stopped: ' || reason from "ReceivableStop"
     union all select 'money was halted: ' || reason from "ChainHalt"
     union all select 'lane ' || signer || ' is halted: ' || "haltReason" from "SignerLane" where "haltReason" is not null
     union all select 'books differed at block ' || "blockNumber" || ' by ' || difference || ' ' || currency
       from "Reconciliation" where difference <> 0 and "blockNumber" > $1`,
    [since],
  );
  return rows.map(({ what }) => what);
};

/** The auditor as anybody starts it, as a program of its own. */
const askAuditor = async (variables: Record<string, string | undefined>): Promise<string[]> => {
  const program = join(root, "src", "commands", "auditor.ts");
  const args = ["--import", "tsx", program, "--json", "--look-only"];
  const { output } = await runProgram(process.execPath, args, { env: variables });
  const from = output.indexOf("{\n");
  if (from < 0) return [`the auditor could not look: ${output.trim().slice(0, 500)}`];
  const { verdicts } = JSON.parse(output.slice(from, output.lastIndexOf("\n}") + 2)) as Report;
  return verdicts.flatMap(({ invariant, differences: named }) =>
    named.map((each) => `${invariant} ${inWords(each)}`),
  );
};

/** Counts what came of the lives: nothing here asks a page or a read model. */
export const judge = async (
  grounds: Grounds,
  lives: readonly Life[],
  variables: Record<string, string | undefined>,
): Promise<Judgement> => {
  const ids = lives.flatMap(({ receivableId }) => receivableId ?? []);
  const found = await effectsFound(grounds, ids);
  const calls = await callsSince(grounds);
  const events = await eventsAmiss(grounds);
  const [lost, doubled] = [[...events.lost], [...events.doubled, ...calls.doubled]];
  let finished = 0;
  for (const life of lives) {
    const name = `life ${life.number} (${life.receivableId ?? "never registered"})`;
    const weighed = weigh(effectsDue(life), found.get(life.receivableId ?? "") ?? []);
    lost.push(...weighed.lost.map((each) => `${name}: ${each}`));
    doubled.push(...weighed.doubled.map((each) => `${name}: ${each}`));
    if (life.receivableId && (await isSettled(grounds, life.receivableId))) finished += 1;
  }
  const strangers = [...found.keys()].filter((id) => !ids.some((known) => known === id));
  doubled.push(...strangers.map((id) => `nobody asked for receivable ${id}`));
  return {
    ...{ finished, lost, doubled, calls },
    difference: await differences(grounds, ids),
    halts: await haltsOf(grounds),
    audited: await askAuditor(variables),
  };
};
