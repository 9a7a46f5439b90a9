import { readdirSync } from "node:fs";
import { join } from "node:path";

/** What deliberately leaves branches out, so that a run shows whether it would notice. */
export const PLANT = "contracts/mocks/BranchPlant.sol";

/** Code that reports its branches must not be taken for what is deployed: it lies elsewhere. */
export const MEASURED_PRODUCTS = ".quaynote/coverage/";

/** Files whose branches count: our own contracts, not tests and mocks; and the plant. */
export const isMeasured = (file: string): boolean =>
  file === PLANT || (/^contracts\/.*\.sol$/.test(file) && !/\.t\.sol$|\/(test|mocks)\//.test(file));

/** Paths from the project's folder. */
export const measuredFiles = (root: string): string[] =>
  readdirSync(join(root, "contracts"), { recursive: true })
    .map((name) => `contracts/${String(name).replaceAll("\\", "/")}`)
    .filter(isMeasured)
    .sort();

/**
 * Tests that a measured run leaves out: of what the contracts cost and how they are deployed, which say nothing about
 * branches or fail on this code, and of random draws, which may take a branch today and not tomorrow.
 */
const UNMEASURED = /^(coin-gas|deployment|gas-snapshot|starved|.*differential.*)\.test\.ts$/;

/** Tests a measured run is made of, in Solidity and TypeScript: paths from the project's folder. */
export const measuringTests = (root: string): string[] =>
  readdirSync(join(root, "contracts", "test"))
    .filter((name) => /\.t\.sol$|\.test\.ts$/.test(name) && !UNMEASURED.test(name))
    .map((name) => `contracts/test/${name}`)
    .sort();
