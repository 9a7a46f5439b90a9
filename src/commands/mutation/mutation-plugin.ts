import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { HardhatPlugin } from "hardhat/types/plugins";
import { MUTATION_FOLDER } from "./targets";

let report: (tag: number) => void = () => undefined;

/** Who is told which mutants were passed by. */
export const collectReports = (to: (tag: number) => void): void => {
  report = to;
};

/** Compiles the program that holds every mutant in place of our own, and hears what it reports. */
export const mutation: HardhatPlugin = {
  id: "mutation",
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
          const { root } = context.config.paths;
          const changed = join(root, MUTATION_FOLDER, "sources", relative(root, path));
          const text = existsSync(changed) ? readFileSync(changed, "utf8") : content;
          return next(context, name, path, text, version);
        },
      }),
    }),
    network: async () => ({
      default: async () => ({
        onCoverageData: async (_context, tags) => {
          for (const tag of tags) report(Number(BigInt(`0x${tag}`)));
        },
      }),
    }),
  },
};
