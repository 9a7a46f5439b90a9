import { createHash } from "node:crypto";
import type pg from "pg";
import type { LinkGlimpse } from "@/ports/buyer-link-store";
import type { Clock } from "@/ports/clock";

const LINK = `
  select l."expiresAt", r.reference, s.name as "sellerName"
  from "BuyerLink" l
  join "Receivable" r on r.id = l."receivableId"
  join "Organisation" s on s.id = r."sellerId"
  where l."tokenHash" = $1`;

/** Looks a link up by its secret without giving a scope: whom to ask when it no longer opens. */
export const linkGlimpse =
  (pool: pg.Pool, clock: Clock): LinkGlimpse =>
  async (token) => {
    const hash = createHash("sha256").update(token).digest("hex");
    const found = await pool.query<{ expiresAt: Date; reference: string; sellerName: string }>(
      LINK,
      [hash],
    );
    const [row] = found.rows;
    return row ? { ...row, expired: row.expiresAt <= clock.now() } : null;
  };
