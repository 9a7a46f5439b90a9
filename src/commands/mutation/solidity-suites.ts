import {
  type Artifact,
  EdrContext,
  L1_CHAIN_TYPE,
  l1GenesisState,
  l1HardforkLatest,
  l1HardforkToString,
  l1SolidityTestRunnerFactory,
} from "@nomicfoundation/edr";
import { artifacts } from "hardhat";
import { root } from "../embedded/folder";
import { SELECTOR } from "./schemata";

/** Fewer tries than a test run makes: every mutant pays for them. */
const FUZZ = { runs: 96, seed: `0x${"5eed".repeat(16)}` };
const INVARIANT = { runs: 6, depth: 40 };

const isSuite = ({ id, contract }: Artifact): boolean =>
  id.source.endsWith(".t.sol") &&
  contract.bytecode !== "0x" &&
  (JSON.parse(contract.abi) as { name?: string }[]).some(({ name }) =>
    /^(test|invariant)/.test(name ?? ""),
  );

const readArtifacts = async (): Promise<Artifact[]> => {
  const names = [...(await artifacts.getAllFullyQualifiedNames())];
  return Promise.all(
    names.map(async (name) => {
      const found = await artifacts.readArtifact(name);
      const source = found.inputSourceName ?? found.sourceName;
      return {
        id: { name: found.contractName, source, solcVersion: "0.8.37" },
        contract: { ...found, abi: JSON.stringify(found.abi) },
      };
    }),
  );
};

/** The Solidity tests, each suite runnable with a mutant in force. */
export const openSuites = async () => {
  const context = new EdrContext();
  await context.registerSolidityTestRunnerFactory(L1_CHAIN_TYPE, l1SolidityTestRunnerFactory());
  const all = await readArtifacts();
  const fork = l1HardforkLatest();
  const run = async (
    suite: Artifact,
    mutant: number,
  ): Promise<{ failed: string[]; reached: number[]; ran: number }> => {
    const reached = new Set<number>();
    const failed: string[] = [];
    let ran = 0;
    const selector = {
      address: Buffer.from(SELECTOR.slice(2), "hex"),
      balance: BigInt(mutant),
      code: new Uint8Array([0]),
    };
    const collected = async (tags: Uint8Array[]) => {
      for (const tag of tags) reached.add(Number(BigInt(`0x${Buffer.from(tag).toString("hex")}`)));
    };
    await context.runSolidityTests(
      L1_CHAIN_TYPE,
      all,
      [suite.id],
      {
        projectRoot: root,
        hardfork: l1HardforkToString(fork),
        localPredeploys: [...l1GenesisState(fork), selector],
        disableBlockGasLimit: true,
        disableTransactionGasCap: true,
        fuzz: FUZZ,
        invariant: INVARIANT,
        observability: { codeCoverage: { onCollectedCoverageCallback: collected } },
      },
      { buildInfos: [], ignoreContracts: true },
      ({ testResults }) => {
        ran += testResults.length;
        failed.push(
          ...testResults.filter(({ status }) => status === "Failure").map(({ name }) => name),
        );
      },
    );
    return { failed, reached: [...reached], ran };
  };
  return { suites: all.filter(isSuite), run };
};
