import { env, isLocal } from "@/env";

/** Builds every adapter once and hands them to the use-cases: the only file that knows concrete adapters. */
const build = () => {
  const settings = env();
  return { settings, local: isLocal(settings) };
};

export type Wire = ReturnType<typeof build>;

const held = globalThis as { quaynoteWire?: Wire };

/** The wired application of this process. */
export const wire = (): Wire => {
  held.quaynoteWire ??= build();
  return held.quaynoteWire;
};
