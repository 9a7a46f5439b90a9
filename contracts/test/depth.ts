/** How long a run may try: on every change, every night, before a release. */
export type Depth = "change" | "nightly" | "release";

const isDepth = (name: string): name is Depth =>
  name === "change" || name === "nightly" || name === "release";

/** As `QUAYNOTE_DEPTH` says, else as the test profile does; `change` where nothing is said. */
const named = (): Depth => {
  const name = process.env.QUAYNOTE_DEPTH ?? process.env.HARDHAT_TEST_PROFILE ?? "change";
  if (name === "default") return "change";
  if (!isDepth(name)) throw new Error(`There is no depth ${name}: change, nightly or release.`);
  return name;
};

/** The count that belongs to the depth of this run. */
export const byDepth = (counts: Readonly<Record<Depth, number>>): number => counts[named()];
