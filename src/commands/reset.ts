import { rmSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { endLeftovers } from "./embedded/child";
import { projectState } from "./embedded/folder";
import { holderOf } from "./embedded/lock";

/** `npm run reset`: forgets the embedded database, chain and secrets, after asking (or with --yes). */
const folder = projectState();

const isSure = async (): Promise<boolean> => {
  if (process.argv.includes("--yes")) return true;
  if (!process.stdin.isTTY) {
    console.error("Nobody is there to ask: npm run reset -- --yes");
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(
    `Remove the embedded database, chain and secrets in ${folder.path}? Type yes: `,
  );
  terminal.close();
  return answer.trim().toLowerCase() === "yes";
};

const holder = holderOf(folder.lock);
if (holder) {
  console.error(`Quaynote is running from this folder (process ${holder.pid}): stop it first.`);
  process.exit(1);
}
if (!(await isSure())) {
  console.log("Nothing was removed.");
  process.exit(1);
}
await endLeftovers(folder.run);
for (const path of [folder.postgres, folder.chain, folder.logs, folder.run, folder.secrets]) {
  rmSync(path, { recursive: true, force: true });
}
console.log("Removed. The next `npm start` begins anew.");
