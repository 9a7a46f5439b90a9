import { randomBytes } from "node:crypto";
import { createDatabase } from "@/commands/embedded/postgres";
import { TEMPLATE } from "@/commands/testing/template";
import { env } from "@/env";

/** An empty database beside the one of this process's settings, migrated unless it has no pattern; answers its address. */
export const ownDatabase = async (
  kind: string,
  pattern: string | undefined = TEMPLATE,
): Promise<string> => {
  const name = `${kind}_${randomBytes(6).toString("hex")}`;
  const base = env().databaseUrl.replace(/\/[^/]*$/, "");
  await createDatabase(`${base}/postgres`, name, pattern);
  return `${base}/${name}`;
};
