import type { HardhatPlugin } from "hardhat/types/plugins";
import { bytecode } from "../../adapters/chain/generated/bytecode";
import { runtime } from "../../adapters/chain/generated/runtime";
import { readBindings } from "../bindings";
import { instrument } from "./branches";
import { changedSources } from "./changed-sources";
import { isMeasured, MEASURED_PRODUCTS } from "./measured";

/**
 * Compiles our own contracts with a report on every branch; Hardhat's `--coverage` collects what they report. What the
 * tests deploy is replaced by this code before the first of them.
 */
export const branchCoverage: HardhatPlugin = {
  id: "branch-coverage",
  hookHandlers: {
    solidity: changedSources((path, content) =>
      isMeasured(path) ? instrument(path, content).text : content,
    ),
    test: async () => ({
      default: async () => ({
        onTestRunStart: async (context, id, next) => {
          const compiled = readBindings(`${MEASURED_PRODUCTS}artifacts`);
          Object.assign(bytecode, compiled.bytecode);
          Object.assign(runtime, compiled.runtime);
          await next(context, id);
        },
      }),
    }),
  },
};
