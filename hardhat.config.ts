import { createRequire } from "node:module";
import hardhatEthers from "@nomicfoundation/hardhat-ethers";
import hardhatChaiMatchers from "@nomicfoundation/hardhat-ethers-chai-matchers";
import hardhatNetworkHelpers from "@nomicfoundation/hardhat-network-helpers";
import hardhatNodeTestRunner from "@nomicfoundation/hardhat-node-test-runner";
import { defineConfig } from "hardhat/config";
import type { HardhatPlugin } from "hardhat/types/plugins";

const compiler = createRequire(import.meta.url).resolve("solc/soljson.js");

/** Code that reports its branches, or that holds mutants: larger than what is deployed, and kept away from it. */
const changed = process.env.CONTRACT_CODE;
const products = process.env.CONTRACT_PRODUCTS ?? "";
/** Loaded only where they are needed: they read what building makes. */
const plugins: Record<string, () => Promise<HardhatPlugin>> = {
  measured: async () => (await import("./src/commands/contracts/branch-plugin")).branchCoverage,
  mutated: async () => (await import("./src/commands/mutation/mutation-plugin")).mutation,
};
const changing = changed ? [await plugins[changed]?.()].filter((each) => each !== undefined) : [];

const DEPLOYED = { enabled: true, runs: 200 };
/** Half the time and twice the code, which does the same. */
const QUICK = {
  ...{ enabled: true, runs: 1 },
  details: {
    ...{ constantOptimizer: false, cse: false, deduplicate: false, yul: true },
    yulDetails: { stackAllocation: true, optimizerSteps: "dhfoDgvulfnTUtnIf:" },
  },
};

export default defineConfig({
  plugins: [
    ...[hardhatEthers, hardhatChaiMatchers, hardhatNetworkHelpers, hardhatNodeTestRunner],
    ...changing,
  ],
  paths: {
    sources: "contracts",
    tests: "contracts/test",
    artifacts: `${products}artifacts`,
    cache: `${products}cache`,
  },
  coverage: { skipFiles: ["**"] },
  solidity: {
    npmFilesToBuild: ["@openzeppelin/contracts/access/manager/AccessManager.sol"],
    compilers: [
      {
        version: "0.8.37",
        path: compiler,
        settings: { viaIR: true, evmVersion: "prague", optimizer: changed ? QUICK : DEPLOYED },
      },
    ],
  },
  networks: {
    default: {
      type: "edr-simulated",
      chainType: "l1",
      allowUnlimitedContractSize: changed !== undefined,
      ...(changed ? { blockGasLimit: 400_000_000 } : {}),
    },
  },
  test: {
    solidity: {
      /** How long the fuzz and invariant tests try: with every change, every night, before a release. */
      profiles: {
        default: { fuzz: { runs: 128 }, invariant: { runs: 24, depth: 40 } },
        nightly: { fuzz: { runs: 5_000 }, invariant: { runs: 300, depth: 100 } },
        release: { fuzz: { runs: 50_000 }, invariant: { runs: 2_000, depth: 200 } },
      },
    },
  },
});
