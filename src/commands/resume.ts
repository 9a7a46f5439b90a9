import { parseArgs } from "node:util";
import { wire } from "@/wire";

/**
 * `npm run resume -- --by EMAIL --because WHY`: lets money go on after the worker halted it. Goes back to the newest block that
 * index and nodes agree on, so that the worker tells the chain anew from there, and writes who decided it into the audit trail.
 */
const { values } = parseArgs({ options: { by: { type: "string" }, because: { type: "string" } } });
const { by, because } = values;
if (!by || !because) {
  console.error("npm run resume -- --by EMAIL --because WHY");
  process.exit(2);
}

const app = wire();
const person = await app.pool.query<{ id: string }>(
  `select u.id from "User" u join "Member" m on m."userId" = u.id join "Organisation" o on o.id = m."organisationId"
   where lower(u.email) = lower($1) and o.kind = 'platform' and m.role in ('maker', 'checker', 'admin') limit 1`,
  [by],
);
const [found] = person.rows;
const resumed = found
  ? await app.usecases
      .resumeChain({ by: found.id, because })
      .catch((error: unknown) => (error instanceof Error ? error.message : String(error)))
  : `${by} belongs to nobody who may move money for the platform.`;
await app.prisma.$disconnect();
await app.pool.end();
if (typeof resumed === "string") {
  console.error(resumed);
  process.exit(1);
}
console.log(`Money goes on from block ${resumed.to}; ${resumed.undone} blocks were taken back.`);
process.exit(0);
