import type pg from "pg";
import { registeredCommitment } from "@/core/receivable/terms";
import { dealFromJson, type JsonStruct } from "@/core/typed-data/deal-json";
import type { Hex } from "@/core/typed-data/typed-data";
import type { PublicParty, PublicReceivable, VerifyViews } from "@/ports/verify-views";

type Row = {
  id: Hex;
  reference: string;
  status: string;
  documentHash: Hex;
  ordersRoot: Hex;
  orderCount: number;
  deal: JsonStruct | null;
  dealHash: Hex | null;
  terms: JsonStruct;
  sellerName: string;
  sellerNumber: number;
  warehouseName: string;
  warehouseNumber: number;
  fileHashes: string[] | null;
  txHash: string | null;
  blockNumber: number | null;
  blockAt: Date | null;
};

const RECEIVABLES = `
  select r.id, r.reference, r.status, r."documentHash", r."ordersRoot", r."orderCount", r.deal, r."dealHash",
    r.terms, s.name as "sellerName", s.number as "sellerNumber", w.name as "warehouseName",
    w.number as "warehouseNumber", f.hashes as "fileHashes", e."txHash", e."blockNumber", e."blockAt"
  from "Receivable" r
  join "Organisation" s on s.id = r."sellerId"
  join "Organisation" w on w.id = r."warehouseId"
  left join lateral (
    select array_agg(distinct i."fileHash") as hashes from "Order" o join "Import" i on i.id = o."importId"
    where o."receivableId" = r.id
  ) f on true
  left join lateral (
    select "txHash", "blockNumber", "blockAt" from "ChainEvent"
    where "receivableId" = r.id and name = 'LotRegistered' order by "blockNumber" desc limit 1
  ) e on true`;

const commitmentOf = ({ deal, dealHash }: Row): Hex | null => {
  if (dealHash) return dealHash.slice(0, 52) as Hex;
  if (!deal) return null;
  const { terms, registeredAt } = dealFromJson(deal);
  return registeredCommitment(terms, registeredAt);
};

const partyOf = (row: Row, side: "seller" | "warehouse"): PublicParty => ({
  account: String(row.terms[side] ?? ""),
  number: side === "seller" ? row.sellerNumber : row.warehouseNumber,
  name: side === "seller" ? row.sellerName : row.warehouseName,
});

const publicOf = (row: Row): PublicReceivable => ({
  id: row.id,
  reference: row.reference,
  status: row.status,
  seller: partyOf(row, "seller"),
  warehouse: partyOf(row, "warehouse"),
  documentHash: row.documentHash,
  ordersRoot: row.ordersRoot,
  orderCount: row.orderCount,
  fileHashes: row.fileHashes ?? [],
  commitment: commitmentOf(row),
  registration:
    row.txHash !== null && row.blockNumber !== null && row.blockAt !== null
      ? { txHash: row.txHash, blockNumber: row.blockNumber, blockAt: row.blockAt }
      : null,
});

/** Public look-ups; only what the chain shows already leaves here. */
export const verifyViews = (pool: pg.Pool): VerifyViews => {
  const find = async (where: string, value: string): Promise<PublicReceivable[]> => {
    const found = await pool.query<Row>(
      `${RECEIVABLES} where ${where} order by r."createdAt" limit 10`,
      [value],
    );
    return found.rows.map(publicOf);
  };
  return {
    byId: async (id) => (await find("r.id = $1", id))[0] ?? null,
    byReference: async (reference) => (await find("r.reference = $1", reference))[0] ?? null,
    byDocumentHash: (hash) =>
      find(
        `(r."documentHash" = $1 or r.id in (select o."receivableId" from "Order" o
           join "Import" i on i.id = o."importId" where i."fileHash" = $1))`,
        hash,
      ),
    byOrdersRoot: (root) => find(`r."ordersRoot" = $1`, root),
  };
};
