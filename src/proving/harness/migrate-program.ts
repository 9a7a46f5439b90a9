import { migrate } from "@/adapters/db/migrate";
import { crashAt } from "@/adapters/process/crash-at";
import { env } from "@/env";

/** Brings the database of its settings up to the migrations of the folder it is given, and ends. */
const { databaseUrl, crashAt: place } = env();
await migrate(databaseUrl, process.argv[2] ?? "", crashAt(place));
