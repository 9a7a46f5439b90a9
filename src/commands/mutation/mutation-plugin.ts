import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { HardhatPlugin } from "hardhat/types/plugins";
import { changedSources } from "../contracts/changed-sources";
import { root } from "../embedded/folder";
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
    solidity: changedSources((path, content) => {
      const changed = join(root, MUTATION_FOLDER, "sources", path);
      return existsSync(changed) ? readFileSync(changed, "utf8") : content;
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
