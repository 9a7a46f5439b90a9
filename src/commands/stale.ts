import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./embedded/folder";

const filesIn = (path: string): string[] => {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
};

/** One hash over the names and bytes of files and folders, given relative to the project's folder. */
export const hashOf = (
  paths: string[],
  accepts: (file: string) => boolean = () => true,
): string => {
  const hash = createHash("sha256");
  for (const file of paths.flatMap((path) => filesIn(join(root, path))).filter(accepts)) {
    hash.update(file.slice(root.length)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
};

export type Product = {
  name: string;
  /** Whether git keeps it, so that a stale one is a change somebody forgot to commit. */
  isKept?: boolean;
  /** Whether it was made from the sources as they are now. */
  isFresh: () => boolean;
  make: () => Promise<void>;
};

type Stamped = {
  name: string;
  /** Hash of everything the product is made from. */
  madeFrom: () => string;
  /** Files that exist when it was made. */
  leaves: string[];
  make: () => Promise<void>;
};

/** A product that git does not keep: a stamp beside the caches says what it was made from. */
export const stamped = ({ name, madeFrom, leaves, make }: Stamped): Product => {
  const stamp = join(root, ".quaynote", "cache", `${name.replaceAll(" ", "-")}.hash`);
  return {
    name,
    isFresh: () =>
      existsSync(stamp) &&
      readFileSync(stamp, "utf8") === madeFrom() &&
      leaves.every((leaf) => existsSync(join(root, leaf))),
    make: async () => {
      const sources = madeFrom();
      await make();
      mkdirSync(dirname(stamp), { recursive: true });
      writeFileSync(stamp, sources);
    },
  };
};

/** Makes a product where its sources changed since it was made, or a file of it is gone. */
export const makeWhenStale = async (
  product: Product,
  { isForced = false, say }: { isForced?: boolean; say: (text: string) => void },
): Promise<boolean> => {
  if (!isForced && product.isFresh()) return false;
  say(`making the ${product.name} ...`);
  await product.make();
  return true;
};
