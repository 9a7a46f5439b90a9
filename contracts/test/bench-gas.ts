import { readFileSync, writeFileSync } from "node:fs";
import { GOALS, measureGas } from "./gas-figures";
import { gasMarkdown, gasProblems, gasTable, gasText } from "./gas-table";
import { makeWorld } from "./world";

const SNAPSHOT = new URL("gas-snapshot.json", import.meta.url);
const README = new URL("../README.md", import.meta.url);
const TABLE = /\| act +\|.*?(?=\n\n|\n$)/s;

const { figures, steps } = await measureGas(await makeWorld());
if (process.env.BENCH_UPDATE === "1") {
  writeFileSync(SNAPSHOT, `${JSON.stringify(figures, null, 2)}\n`);
  const text = readFileSync(README, "utf8");
  writeFileSync(README, text.replace(TABLE, gasMarkdown(figures, GOALS)));
}
const snapshot: Record<string, number> = JSON.parse(readFileSync(SNAPSHOT, "utf8"));
const problems = gasProblems(figures, snapshot);
const goals: Record<string, number> = GOALS;
if (process.env.BENCH_JSON === "1") {
  const rows = Object.entries(figures).map(([name, gas]) => {
    const { what, peer } = gasTable[name] ?? { what: name };
    const [peerGas, peerName] = peer ?? [];
    return [name, { what, gas, goal: goals[name], snapshot: snapshot[name], peerGas, peerName }];
  });
  const beside = Object.fromEntries(rows);
  console.log(JSON.stringify({ ...figures, goals, beside, problems }));
} else {
  console.log(gasText(figures, goals, snapshot));
  console.log(`register, fund, release, settle: ${steps[0]?.join(" + ")}`);
  console.log(`the same, every payment signed: ${steps[1]?.join(" + ")}`);
  console.log(`register, fund, release, transfer, sweep: ${steps[2]?.join(" + ")}`);
  for (const problem of problems) console.log(`${problem}.`);
}
if (problems.length > 0) process.exitCode = 1;
