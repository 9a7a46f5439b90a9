import { parseArgs } from "node:util";
import { type Result, runHostile } from "@/proving/hostile/all-rows";
import { isMutation } from "@/proving/hostile/procedure-inputs";
import { openWorld } from "@/proving/hostile/world";
import { startFreshStack } from "./fresh-stack";
import { linkFor } from "./trade/acts";
import { demoSeller, makeDemoTrade, oneThatIs } from "./trade/demo-trade";

/**
 * `npm run hostile`: an installation of its own under hostile input, row by row. `--json` prints the rows alone,
 * `--depth nightly` tries longer, `--seed N` draws other inputs; rows may be named (`H13 H14`).
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    depth: { type: "string", default: "change" },
    seed: { type: "string", default: "1" },
  },
});
if (values.depth !== "change" && values.depth !== "nightly") {
  console.error(`There is no depth ${values.depth}: change, nightly.`);
  process.exit(2);
}
const say = (text: string): void => {
  if (!values.json) console.log(text);
};

/** The demo trade to attack, and the token of a link for the buyer of a funded receivable. */
const live = async (base: string): Promise<string> => {
  await makeDemoTrade(base);
  const seller = await demoSeller(base);
  return linkFor(seller, await oneThatIs(seller, "funded"));
};

const line = ({ row, status, figure, why }: Result): string =>
  `${row.padEnd(4)} ${status.padEnd(7)} ${figure}${why ? `\n             ${why}` : ""}`;

const main = async (): Promise<boolean> => {
  const stack = await startFreshStack("hostile", { say });
  try {
    const linkToken = await live(stack.url);
    const { url, variables, folder } = stack;
    const world = await openWorld({ url, folder: folder.path, variables, isMutation }, linkToken);
    const results = await runHostile(world, {
      depth: values.depth === "nightly" ? "nightly" : "change",
      only: positionals,
      seed: Number(values.seed),
      tell: (result) => say(line(result)),
    });
    const { answers, faults, hangs, leaks, internals, statuses } = world.door;
    await world.close();
    say(
      `answers ${answers}, of them >= 500: ${faults.length}, hangs ${hangs.length}, leaks ${leaks.length}, internals shown ${internals.length}`,
    );
    say(
      [...statuses]
        .sort(([one], [other]) => one - other)
        .map((pair) => pair.join(": "))
        .join(", "),
    );
    if (values.json) console.log(JSON.stringify(results, null, 2));
    return results.every(({ status }) => status !== "broken") && faults.length + leaks.length === 0;
  } finally {
    await stack.stop();
  }
};

process.exit((await main()) ? 0 : 1);
