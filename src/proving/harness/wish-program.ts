import { journalOf } from "@/adapters/db/journal";
import { inTransaction } from "@/adapters/db/transact";
import type { IntentWish } from "@/core/intent/intent";
import { wire } from "@/wire";

/** Records the wish it is given as JSON, and ends. */
const app = wire();
await inTransaction(app.pool, (client) =>
  journalOf(client, app.clock, app.settlement.landmark).wish(
    JSON.parse(process.argv[2] ?? "") as IntentWish,
  ),
);
await app.prisma.$disconnect();
await app.pool.end();
process.exit(0);
