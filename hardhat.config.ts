import { createRequire } from "node:module";
import hardhatEthers from "@nomicfoundation/hardhat-ethers";
import hardhatChaiMatchers from "@nomicfoundation/hardhat-ethers-chai-matchers";
import hardhatNetworkHelpers from "@nomicfoundation/hardhat-network-helpers";
import hardhatNodeTestRunner from "@nomicfoundation/hardhat-node-test-runner";
import { defineConfig } from "hardhat/config";
import { MEASURED_PRODUCTS } from "./src/commands/contracts/measured";

const compiler = createRequire(import.meta.url).resolve("solc/soljson.js");

const isMeasuring = process.env.CONTRACT_COVERAGE === "1";
const products = isMeasuring ? MEASURED_PRODUCTS : "";
/** Loaded only where it is needed: it reads what building makes. */
const measuring = async () =>
  (await import("./src/commands/contracts/branch-plugin")).branchCoverage;

export default defineConfig({
  plugins: [
    ...[hardhatEthers, hardhatChaiMatchers, hardhatNetworkHelpers, hardhatNodeTestRunner],
    ...(isMeasuring ? [await measuring()] : []),
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
        settings: {
          optimizer: { enabled: true, runs: 200 },
          viaIR: true,
          evmVersion: "prague",
        },
      },
    ],
  },
  networks: {
    default: {
      type: "edr-simulated",
      chainType: "l1",
      allowUnlimitedContractSize: isMeasuring,
      ...(isMeasuring ? { blockGasLimit: 1_000_000_000 } : {}),
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
