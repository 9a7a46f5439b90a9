import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../embedded/folder";

/** A Chromium to drive, and the variables it needs to run here. */
export type Browser = { executablePath: string; env: Record<string, string>; args: string[] };

const ARGS = [
  ...["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  ...["--disable-component-update", "--disable-sync", "--no-first-run"],
];

const runs = (path: string, env: Record<string, string>): boolean =>
  spawnSync(path, ["--version"], { env: { ...process.env, ...env } }).status === 0;

/** Unpacks the Chromium of the package registry once, below the project's own folder. */
const unpack = async (): Promise<{ folder: string; executablePath: string }> => {
  const folder = join(root, ".quaynote", "chromium");
  mkdirSync(folder, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    const { default: chromium, inflate } = await import("@sparticuz/chromium");
    const executablePath = await chromium.executablePath();
    const packageFolder = join(root, "node_modules", "@sparticuz", "chromium");
    const libraries = join(folder, "al2023", "lib");
    if (!existsSync(libraries)) await inflate(join(packageFolder, "bin", "al2023.tar.br"));
    return { folder, executablePath };
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
};

/**
 * The browser of the tests: CHROMIUM_PATH where it is set, else the one that comes with the packages,
 * with the libraries it brings where the machine has none.
 * @throws Error where no Chromium runs on this machine.
 */
export const findBrowser = async (): Promise<Browser> => {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    const libraries = process.env.CHROMIUM_LIBRARIES;
    const env: Record<string, string> = libraries ? { LD_LIBRARY_PATH: libraries } : {};
    return { executablePath: given, env: withFonts(env, dirname(given)), args: ARGS };
  }
  const { folder, executablePath } = await unpack();
  const brought = { LD_LIBRARY_PATH: join(folder, "al2023", "lib") };
  const candidates: Record<string, string>[] = [{}, brought];
  const env = candidates.find((each) => runs(executablePath, each));
  if (!env) throw new Error("No Chromium runs here: install one and set CHROMIUM_PATH to it.");
  return { executablePath, env: withFonts(env, folder), args: ARGS };
};

const withFonts = (env: Record<string, string>, folder: string): Record<string, string> => {
  const fonts = join(folder, "fonts");
  return existsSync("/etc/fonts") || !existsSync(fonts) ? env : { ...env, FONTCONFIG_PATH: fonts };
};
