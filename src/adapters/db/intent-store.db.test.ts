import { afterAll, expect, test } from "vitest";
import { intentStore } from "@/adapters/db/intent-store";
import { openPool } from "@/adapters/db/pool";
import { inTransaction } from "@/adapters/db/transact";
import type { OrgScope } from "@/core/scope/scope";
import { env } from "@/env";

const pool = openPool(env().databaseUrl);
afterAll(() => pool.end());

const platform = { kind: "platform" } as OrgScope;
const wish = async (id: string, kind: string, account: string): Promise<void> => {
  await pool.query(
    `insert into "Intent" (id, key, kind, payload, status, signer, "updatedAt")
     values ($1, $1, $2, $3, 'failed', 'operator', now())`,
    [id, kind, { account }],
  );
};
const isOvertaken = (id: string) =>
  inTransaction(pool, async (client) => {
    const found = await intentStore(client).get(platform, id);
    return found?.isOvertaken;
  });

test("a word about an account is overtaken by a later one about it, by nothing else", async () => {
  await wish("word-1", "set-participant", "0xA");
  await wish("word-2", "set-participant", "0xB");
  await wish("word-3", "set-frozen", "0xA");
  expect(await isOvertaken("word-1")).toBe(false);
  await wish("word-4", "set-participant", "0xA");
  expect(await isOvertaken("word-1")).toBe(true);
  expect(await isOvertaken("word-4")).toBe(false);
});
