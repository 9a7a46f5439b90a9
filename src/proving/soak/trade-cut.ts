import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { endChild, startChild } from "@/commands/embedded/child";
import { root } from "@/commands/embedded/folder";
import { demoOrders, type Goal, isBefore } from "@/commands/trade/demo-orders";
import { makeDemoTrade } from "@/commands/trade/demo-trade";
import { processVariables } from "@/env";

/** When the program that makes the demo trade is killed, counted from its start. */
const CUTS_MS = [3_000, 4_500];

const countFrom = (step: Goal): number =>
  demoOrders.filter(({ goal }) => !isBefore(goal, step)).length;

/** How often each event has to stand for the demo trade, whatever was cut short and made again. */
const eventsDue = (): Map<string, number> =>
  new Map([
    ["LotRegistered", countFrom("registered")],
    ["OfferFrozen", countFrom("funding")],
    ["Funded", countFrom("funding") + countFrom("funded")],
    ["Released", countFrom("partlyReleased")],
    ["Collected", countFrom("settled")],
    ["PaidOut", 2 * countFrom("settled")],
  ]);

/** What the contract says of a receivable left at a goal. */
const statusAt = (goal: Goal): string | null => {
  if (goal === "ready") return null;
  if (goal === "offered") return "registered";
  return goal === "partlyReleased" ? "released" : goal;
};

const amiss = async (pool: pg.Pool): Promise<string[]> => {
  const events = await pool.query<{ name: string; count: number }>(
    `select name, count(*)::int as count from "ChainEvent" group by name`,
  );
  const orders = await pool.query<{ number: string; status: string | null }>(
    `select o.number, r.status from "Order" o left join "Receivable" r on r.id = o."receivableId"`,
  );
  const told = new Map(events.rows.map(({ name, count }) => [name, count]));
  const states = new Map(orders.rows.map(({ number, status }) => [number, status]));
  return [
    ...[...eventsDue()].flatMap(([name, due]) =>
      told.get(name) === due ? [] : [`${name}: ${told.get(name) ?? 0} instead of ${due}`],
    ),
    ...demoOrders.flatMap(({ number, goal }) =>
      states.get(number) === statusAt(goal)
        ? []
        : [`${number} is ${states.get(number)} instead of ${goal}`],
    ),
    ...(orders.rows.length === demoOrders.length ? [] : [`${orders.rows.length} orders`]),
  ];
};

/**
 * Makes the demo trade in an installation that has none: its program is killed twice on the way, then it is made to its
 * end and once more. Answers in words what is not as one undisturbed run would have left it.
 */
export const tradeCutShort = async (
  pool: pg.Pool,
  { url, runFolder }: { readonly url: string; readonly runFolder: string },
): Promise<string[]> => {
  const program = join(root, "src", "commands", "demo-trade.ts");
  for (const [turn, ms] of CUTS_MS.entries()) {
    const child = startChild({
      ...{ name: `demo-trade-${turn}`, command: process.execPath, cwd: root },
      env: { ...processVariables() },
      args: ["--import", "tsx", program, "--at", url],
      ...{ logFile: join(runFolder, "demo-trade.log"), runFolder },
    });
    await sleep(ms);
    await endChild(child, runFolder, "SIGKILL");
  }
  await makeDemoTrade(url);
  await makeDemoTrade(url);
  return amiss(pool);
};
