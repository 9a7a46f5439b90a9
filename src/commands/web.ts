import { parseArgs } from "node:util";
import next from "next";
import { env } from "@/env";
import { boundOwnOutput } from "@/wire/own-output";
import { root } from "./embedded/folder";
import { openDoor } from "./web/door";

/** The web program: the built pages behind our own door. Any number of them may run on one database. */
const { values } = parseArgs({ options: { hostname: { type: "string", default: "0.0.0.0" } } });
const { appUrl, port, trustedProxies } = env();

boundOwnOutput();

const app = next({ dev: false, dir: root, hostname: values.hostname, port });
await app.prepare();

const server = openDoor({
  isHttps: appUrl.startsWith("https:"),
  trustedProxies,
  handle: app.getRequestHandler(),
  report: ({ error, ...where }) =>
    process.stderr.write(`${JSON.stringify({ ...where, error: String(error) })}\n`),
});
server.listen(port, values.hostname);

const stop = async (): Promise<void> => {
  server.close();
  server.closeAllConnections();
  await app.close();
  process.exit(0);
};
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());
