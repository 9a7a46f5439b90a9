import { defineConfig } from "prisma/config";

/** For `prisma migrate deploy` and other tools of Prisma; the programs read src/env.ts. */
export default defineConfig({
  schema: "prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
