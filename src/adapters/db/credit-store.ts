import type pg from "pg";
import { principalFactsOf } from "@/adapters/db/principal-facts";
import { principalSteps } from "@/core/accrual/principal-steps";
import type { CreditBooks } from "@/core/credit/credit-note";
import { Refusal } from "@/core/refusal";
import { dealFromJson, type JsonStruct, termsFromJson } from "@/core/typed-data/deal-json";
import type { CreditStore, ReceivableToCredit } from "@/ports/credit-store";

type Client = pg.Pool | pg.PoolClient;

type Row = Omit<CreditBooks, "owed" | "advanceBps"> & {
  id: string;
  terms: JsonStruct;
  deal: JsonStruct | null;
  feePaid: bigint;
  latePaid: bigint;
  chargePaid: bigint;
};

const underWayOf = async (client: Client, id: string): Promise<ReceivableToCredit["underWay"]> => {
  const found = await client.query<NonNullable<ReceivableToCredit["underWay"]>>(
    `select id, diluted, "documentHash" from "CreditNote"
     where "receivableId" = $1 and status = 'signed' order by "createdAt" desc limit 1`,
    [id],
  );
  return found.rows[0] ?? null;
};

/** A seller's receivable as a credit looks at it; `lock` holds it until the transaction ends. */
export const receivableToCredit = async (
  client: Client,
  { sellerId, id, lock }: { sellerId: string; id: string; lock: boolean },
): Promise<ReceivableToCredit> => {
  const found = await client.query<Row>(
    `select r.id, r.terms, r.deal, r.status, r."amountDue", r.diluted, r.collected, r.funded, r.released, r.escrow,
       r."principalPaid", r."feePaid", r."latePaid", r."chargePaid"
     from "Receivable" r where r.id = $1 and r."sellerId" = $2 ${lock ? "for update" : ""}`,
    [id, sellerId],
  );
  const [row] = found.rows;
  if (!row) throw new Refusal("object.not_found");
  const { terms, deal, feePaid, latePaid, chargePaid, id: _id, ...books } = row;
  const { released, principalPaid } = books;
  const agreed = deal && dealFromJson(deal);
  const facts = await principalFactsOf(client, [id]);
  return {
    id,
    terms: termsFromJson(terms),
    deal,
    books: { ...books, advanceBps: agreed?.offer.advanceBps ?? 0 },
    repaid: agreed && {
      deal: agreed,
      steps: principalSteps(facts.get(id) ?? []),
      ...{ released, principalPaid, feePaid, latePaid, chargePaid },
    },
    underWay: await underWayOf(client, id),
  };
};

/** Credit notes over one transaction's connection. */
export const creditStore = (client: pg.PoolClient): CreditStore => ({
  lock: (scope, id) =>
    receivableToCredit(client, { sellerId: scope.organisationId, id, lock: true }),
  add: async (scope, { id, receivableId, words, amount, diluted, ...signed }) => {
    await client.query(
      `insert into "CreditNote" (id, "receivableId", number, cause, note, amount, diluted, "fileName", "documentHash",
         message, signature, status, "createdById", "createdAt")
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'signed', $12, $13)`,
      [
        id,
        receivableId,
        words.number,
        words.cause,
        words.note,
        amount.toString(),
        diluted.toString(),
        words.file?.name ?? null,
        signed.documentHash,
        JSON.stringify(signed.message),
        signed.signature,
        scope.userId,
        signed.at,
      ],
    );
  },
});
