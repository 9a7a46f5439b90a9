import type { Part } from "./parts";
import { closingLine, NONE, sum, type Tally } from "./tally";

const TAIL_LINES = 200;

const tailOf = (output: string): string =>
  output.trimEnd().split("\n").slice(-TAIL_LINES).join("\n");

const runPart = async (part: Part): Promise<Tally> => {
  const from = performance.now();
  const outcome = await part.run().catch((error: Error) => ({
    code: 1,
    output: error.message,
    tally: NONE,
  }));
  const { code, output, tally } = outcome;
  const isBroken = code !== 0 && tally.failed === 0;
  const isEmpty = part.tests && tally.passed + tally.failed === 0;
  const counted = isBroken || isEmpty ? { ...tally, failed: tally.failed + 1 } : tally;
  const took = `${((performance.now() - from) / 1_000).toFixed(0)} s`;
  const verdict = counted.failed > 0 ? "FAILED" : part.tests ? `${tally.passed} passed` : "ok";
  console.log(`${part.name.padEnd(20)} ${verdict} (${took})`);
  if (counted.failed > 0) {
    console.log(tailOf(output));
    if (isEmpty && !isBroken) console.log(`${part.name}: not one test ran.`);
  }
  return counted;
};

/**
 * Runs parts one after the other, each to its end, and closes with the one line that sums them.
 * A part that breaks without a failing test, or that holds no test at all, counts as one failure.
 * @returns the exit status: 0 where at least one test passed and nothing failed.
 */
export const runParts = async (parts: Part[]): Promise<number> => {
  const tallies: Tally[] = [];
  for (const part of parts) tallies.push(await runPart(part));
  const whole = sum(tallies);
  console.log(closingLine(whole));
  return whole.failed === 0 && whole.passed > 0 ? 0 : 1;
};
