import { parseArgs } from "node:util";
import { makeDemoTrade } from "./trade/demo-trade";

/** Makes the trade of the practice world at the installation of `--at URL`; safe to run again. */
const { values } = parseArgs({ options: { at: { type: "string" } } });
if (!values.at) {
  console.error("--at names the address of the installation.");
  process.exit(2);
}

const begun = performance.now();
const orders = await makeDemoTrade(values.at);
console.log(`${orders} orders stand after ${((performance.now() - begun) / 1_000).toFixed(1)} s`);
