import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { migrationsFolder, root } from "./embedded/folder";

export const prismaFolder = join(root, "prisma");

/** The database as `prisma/` describes it now, in one text. */
export const presentDatamodel = (): string =>
  [
    join(prismaFolder, "schema.prisma"),
    ...readdirSync(join(prismaFolder, "models"))
      .filter((name) => name.endsWith(".prisma"))
      .sort()
      .map((name) => join(prismaFolder, "models", name)),
  ]
    .map((path) => readFileSync(path, "utf8").trim())
    .join("\n\n")
    .concat("\n");

/** The same text as the newest migration left it; undefined before the first. */
export const previousDatamodel = (): string | undefined => {
  if (!existsSync(migrationsFolder)) return undefined;
  const newest = readdirSync(migrationsFolder)
    .sort()
    .reverse()
    .map((name) => join(migrationsFolder, name, "datamodel.txt"))
    .find(existsSync);
  return newest && readFileSync(newest, "utf8");
};
