import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@/adapters/db/generated/client";

/** Prisma serves reads and everything that moves no money; money tables are written through `pg` (transact.ts). */
export const openPrisma = (connectionString: string): PrismaClient =>
  new PrismaClient({ adapter: new PrismaPg({ connectionString }) });

export type Prisma = PrismaClient;

/** A numeric(78,0) column as bigint, exactly. */
export const minorOf = (column: { toFixed: () => string }): bigint => BigInt(column.toFixed());
