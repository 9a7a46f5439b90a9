import { randomBytes } from "node:crypto";
import { createDatabase } from "@/commands/embedded/postgres";
import { TEMPLATE } from "@/commands/testing/template";
import { env } from "@/env";

/** A migrated, empty database beside the one of this process's settings; answers its address. */
export const ownDatabase = async (kind: string): Promise<string> => {
  const name = `${kind}_${randomBytes(6).toString("hex")}`;
  const base = env().databaseUrl.replace(/\/[^/]*$/, "");
  await createDatabase(`${base}/postgres`, name, TEMPLATE);
  return `${base}/${name}`;
};
