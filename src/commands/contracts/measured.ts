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
