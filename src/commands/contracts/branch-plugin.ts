import { relative } from "node:path";
import type { HardhatPlugin } from "hardhat/types/plugins";
import { bytecode } from "../../adapters/chain/generated/bytecode";
import { runtime } from "../../adapters/chain/generated/runtime";
import { readBindings } from "../bindings";
import { instrument } from "./branches";
import { isMeasured, MEASURED_PRODUCTS } from "./measured";

/**
 * Compiles our own contracts with a report on every branch; Hardhat's `--coverage` collects what they report. What the
 * tests deploy is replaced by this code before the first of them.
 */
export const branchCoverage: HardhatPlugin = {
  id: "branch-coverage",
  hookHandlers: {
    solidity: async () => ({
      default: async () => ({
        preprocessProjectFileBeforeBuilding: async (
          context,
          name,
          path,
          content,
          version,
          next,
        ) => {
          const file = relative(context.config.paths.root, path).replaceAll("\\", "/");
          const text = isMeasured(file) ? instrument(file, content).text : content;
          return next(context, name, path, text, version);
        },
      }),
    }),
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
