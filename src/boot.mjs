// The first program of every npm script, in plain JavaScript without dependencies: it brings a bare
// machine (Node 20, npm) to the point where the real programs in src/commands can run, then runs one.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, "node_modules", ".bin");
const NODE_WANTED = [22, 12];
const NODE_PACKAGE = "node@24";
const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP"];

const say = (text) => process.stderr.write(`${text}\n`);

const isNewEnough = (version) => {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > NODE_WANTED[0] || (major === NODE_WANTED[0] && minor >= NODE_WANTED[1]);
};

const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
};

const libcHere = process.report.getReport().header.glibcVersionRuntime ? "glibc" : "musl";

const suitsMachine = ({ os, cpu, libc }) => {
  const fits = (list, value) =>
    !list || list.includes(value) || (list[0]?.startsWith("!") && !list.includes(`!${value}`));
  return (
    fits(os, process.platform) &&
    fits(cpu, process.arch) &&
    (process.platform !== "linux" || fits(libc, libcHere))
  );
};

/**
 * Compares what the lockfile wants with what npm says it installed. An optional package that is made
 * for this machine counts too: npm under an old Node skips those without a word.
 */
const isInstalled = () => {
  const wanted = readJson(join(root, "package-lock.json"))?.packages;
  const present = readJson(join(root, "node_modules", ".package-lock.json"))?.packages;
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "" || entry.link) return true;
    const got = present[path];
    if (got) return got.version === entry.version;
    const isForHere = (entry.os || entry.cpu) && !entry.peer && suitsMachine(entry);
    return Boolean(entry.optional || entry.devOptional) && !isForHere;
  });
};

/**
 * npm and the shell it starts this program with. When npm is killed without a chance to say so, one of
 * them changes, and what was started for it ends too.
 */
const callers = () => {
  if (!process.env.npm_lifecycle_event) return "";
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, "utf8");
    return `${process.ppid} ${stat.split(") ").at(-1)?.split(" ")[1]}`;
  } catch {
    return String(process.ppid);
  }
};

const run = (command, args, options = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: "inherit", ...options });
    const forward = (signal) => child.kill(signal);
    for (const signal of FORWARDED) process.on(signal, forward);
    const began = callers();
    const watch = setInterval(() => {
      if (callers() !== began) child.kill("SIGTERM");
    }, 500);
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      clearInterval(watch);
      for (const name of FORWARDED) process.off(name, forward);
      resolve(code ?? (signal === "SIGINT" ? 130 : 1));
    });
  });

const install = async () => {
  say("Installing packages (once, and again when the lockfile changes) ...");
  const ci = ["ci", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  const toStderr = { stdio: ["ignore", 2, 2], env: { ...process.env, NODE_ENV: "development" } };
  const code = isNewEnough(process.versions.node)
    ? await run("npm", ci, toStderr)
    : await run("npx", ["-y", "-p", NODE_PACKAGE, "npm", ...ci], toStderr);
  if (code !== 0) {
    say(`The packages could not be installed (npm ended with ${code}).`);
    process.exit(code);
  }
};

const main = async () => {
  const [name, ...args] = process.argv.slice(2);
  const program = join(root, "src", "commands", `${name}.ts`);
  if (!name || !existsSync(program)) {
    say(`There is no program "${name ?? ""}" in src/commands.`);
    process.exit(2);
  }
  if (!isInstalled()) await install();
  const bundled = join(bin, "node");
  const node = existsSync(bundled) ? bundled : process.execPath;
  const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, NEXT_TELEMETRY_DISABLED: "1" };
  process.exit(await run(node, ["--import", "tsx", program, ...args], { env }));
};

await main();
