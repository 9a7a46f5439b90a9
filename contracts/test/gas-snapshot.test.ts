import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { GOALS, measureGas } from "./gas-figures";
import snapshot from "./gas-snapshot.json" with { type: "json" };
import { gasMarkdown, gasProblems, gasTable } from "./gas-table";
import { makeWorld } from "./world";

/** Code that reports its branches costs more. */
const isChanged = process.env.CONTRACT_CODE !== undefined;

test("no act costs 5% more gas than the snapshot", { skip: isChanged }, async () => {
  const world = await makeWorld();
  const { figures } = await measureGas(world);
  await world.connection.close();
  assert.deepEqual(gasProblems(figures, snapshot), []);
});

test("a rise beyond 5%, an act without a snapshot and a snapshot without an act are seen", () => {
  const kept = { transfer: 1000, sweep: 20 };
  assert.deepEqual(gasProblems({ transfer: 1050, sweep: 1 }, kept), []);
  assert.match(String(gasProblems({ transfer: 1051, sweep: 20 }, kept)), /^transfer .* 5\.1 %/);
  assert.match(String(gasProblems({ ...kept, other: 1 }, kept)), /^other is not in/);
  assert.match(String(gasProblems({ transfer: 1000 }, kept)), /^sweep is in the snapshot alone/);
});

test("the README shows the snapshot", () => {
  const rows = (text: string) =>
    text
      .split("\n")
      .filter((line) => line.startsWith("| ") && !line.startsWith("| -"))
      .map((line) => line.replaceAll(/ +/g, " "));
  const shown = rows(readFileSync("contracts/README.md", "utf8"));
  const missing = rows(gasMarkdown(snapshot, GOALS)).filter((row) => !shown.includes(row));
  assert.deepEqual(missing, []);
});

test("every act of the table is measured", () => {
  const unmeasured = Object.keys(gasTable).filter((name) => !(name in GOALS));
  assert.deepEqual(unmeasured, []);
});
