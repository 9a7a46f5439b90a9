import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { createDatabase } from "../embedded/postgres";
import { TEMPLATE } from "./template";
import { setVariables } from "./variables";

/** Gives the test file that follows a database of its own, as DATABASE_URL. */
const adminUrl = inject("postgresUrl");
const name = `test_${randomBytes(6).toString("hex")}`;
await createDatabase(adminUrl, name, TEMPLATE);
setVariables({ DATABASE_URL: adminUrl.replace(/\/postgres$/, `/${name}`) });
