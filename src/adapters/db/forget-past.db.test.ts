import { afterAll, expect, test } from "vitest";
import { attemptCounter } from "@/adapters/db/attempt-limit";
import { forgetPast } from "@/adapters/db/forget-past";
import { openPool } from "@/adapters/db/pool";
import { env } from "@/env";

const HOUR_MS = 3_600_000;
const pool = openPool(env().databaseUrl);
const clock = { now: () => new Date() };
afterAll(() => pool.end());

test("what ended more than a day ago goes, what ended today and what still counts stays", async () => {
  const ended = (hours: number) => ({ now: () => new Date(Date.now() - hours * HOUR_MS) });
  await attemptCounter(pool, ended(26)).take("forget:old", 3_600);
  await attemptCounter(pool, ended(24)).take("forget:today", 3_600);
  await attemptCounter(pool, clock).take("forget:open", 3_600);
  await pool.query(
    `insert into "SignInNonce" (nonce, "expiresAt") values ('forget:old', now() - interval '25 hours'),
       ('forget:open', now() + interval '5 minutes')`,
  );
  await pool.query(
    `insert into "User" (id, email, name) values ('forget', 'forget@past.test', 'Past')`,
  );
  await pool.query(
    `insert into "Session" (id, "userId", "organisationId", "expiresAt")
     select 'forget:' || age, 'forget', '', now() - age * interval '1 hour'
     from unnest(array[25, 23]) age`,
  );

  expect(await forgetPast(pool, clock)()).toBeGreaterThanOrEqual(3);

  const left = await pool.query<{ key: string }>(
    `select key from "AttemptCount" where key like 'forget:%'
     union all select nonce from "SignInNonce" where nonce like 'forget:%'
     union all select id from "Session" where id like 'forget:%' order by 1`,
  );
  expect(left.rows.map(({ key }) => key)).toEqual([
    "forget:23",
    "forget:open",
    "forget:open",
    "forget:today",
  ]);
});
