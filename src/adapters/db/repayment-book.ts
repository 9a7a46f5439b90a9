import type pg from "pg";
import type { Json } from "@/core/intent/intent";
import type { Kept } from "@/core/keeper/acts-due";
import type { AccountCode } from "@/core/ledger/chart";
import { Refusal } from "@/core/refusal";
import { openActs } from "@/core/repayment/open-acts";
import type { BookIntent, BookJournal, ReceivableBook } from "@/ports/repayment-views";

type Client = pg.Pool | pg.PoolClient;

type KeptRow = Omit<Kept, "holders"> & {
  deal: Json;
  holders: { units: string; paid: string }[] | null;
};

const SWEEPABLE: AccountCode = "collection-cash";

/** A receivable as the keeper looks at it; null for an id that is not here. */
export const keptOf = async (client: Client, id: string): Promise<Kept | null> => {
  const found = await client.query<KeptRow>(
    `select r.id, r.status, r.deal, r.escrow, r.funded,
       (r."principalPaid" + r."chargePaid" + r."latePaid" + (r.funded - r.released - r.escrow)) as "lenderTotal",
       coalesce((select sum(u.balance) from "LedgerAccount" u where u."receivableId" = r.id and u.code = $2
         and u.currency = r.currency), 0)::numeric as unswept,
       (select json_agg(json_build_object('units', p.units::text, 'paid', p.paid::text))
        from "Position" p where p."receivableId" = r.id) as holders
     from "Receivable" r where r.id = $1`,
    [id, SWEEPABLE],
  );
  const [row] = found.rows;
  if (!row) return null;
  const holders = (row.holders ?? []).map(({ units, paid }) => ({
    units: BigInt(units),
    paid: BigInt(paid),
  }));
  return { ...row, holders };
};

const journalsOf = async (client: Client, id: string): Promise<BookJournal[]> => {
  const found = await client.query<
    Omit<BookJournal, "postings"> & {
      postings: { code: string; party: string | null; amount: string }[];
    }
  >(
    `select j.id, j.name, j."happenedAt", j."blockNumber", j.reverses,
       (select coalesce(json_agg(json_build_object('code', a.code, 'party', a.party, 'amount', p.amount::text)
          order by p.id), '[]') from "Posting" p join "LedgerAccount" a on a.id = p."accountId"
        where p."journalId" = j.id) as postings
     from "Journal" j where j."receivableId" = $1 order by j.id desc limit 200`,
    [id],
  );
  return found.rows.map((journal) => ({
    ...journal,
    postings: journal.postings.map((posting) => ({ ...posting, amount: BigInt(posting.amount) })),
  }));
};

const intentsOf = async (client: Client, id: string): Promise<BookIntent[]> => {
  const found = await client.query<BookIntent>(
    `select i.id, i.kind, i.status, i."txHash", i."blockNumber",
       coalesce(i.error->>'says', i.error->>'message', i.error->>'code') as error, i."createdAt"
     from "Intent" i where i."receivableId" = $1 or i.key in
       (select 'register:' || g.id from "Registration" g where $1 = any(g."receivableIds"))
     order by i."createdAt" desc limit 200`,
    [id],
  );
  return found.rows;
};

const UNDER_WAY = ["waiting", "signed", "sent"];

type HeadRow = ReceivableBook["model"] &
  Pick<ReceivableBook, "id" | "reference" | "currency"> & { parties: string[] };

const headOf = async (client: Client, id: string): Promise<HeadRow> => {
  const found = await client.query<HeadRow>(
    `select r.id, r.reference, r.currency, r.status, r.grade, r."amountDue", r.funded, r.released, r.delivered, r.diluted, r.collected,
       r."principalPaid" as "principalRepaid", r.escrow, r."updatedAt",
       array_remove(array[s.account, b.account], null) || array(select p.holder from "Position" p where p."receivableId" = r.id) as parties
     from "Receivable" r join "Organisation" s on s.id = r."sellerId" join "Organisation" b on b.id = r."buyerId"
     where r.id = $1`,
    [id],
  );
  const [row] = found.rows;
  if (!row) throw new Refusal("object.not_found");
  return row;
};

/** Claims of a receivable's parties in its coin; they are kept per coin and account, not per receivable. */
const claimsOf = async (
  client: Client,
  { parties, currency }: HeadRow,
): Promise<ReceivableBook["claims"]> => {
  const found = await client.query<ReceivableBook["claims"][number]>(
    `select a.party, o.name, -sum(a.balance) as minor from "LedgerAccount" a
     left join "Organisation" o on o.account = a.party
     where a.code = 'claim' and a.currency = $2 and a.party = any($1) group by 1, 2 having sum(a.balance) < 0 order by 2`,
    [parties, currency],
  );
  return found.rows;
};

/** A receivable as the platform looks at it, at a second of the chain. */
export const receivableBook = async (
  client: Client,
  id: string,
  now: number,
): Promise<ReceivableBook> => {
  const head = await headOf(client, id);
  const [kept, intents, claims, journals] = await Promise.all([
    keptOf(client, id),
    intentsOf(client, id),
    claimsOf(client, head),
    journalsOf(client, id),
  ]);
  const { id: _id, reference, currency, parties: _parties, ...model } = head;
  const running = intents.filter(({ status }) => UNDER_WAY.includes(status));
  return {
    id,
    reference,
    currency,
    model,
    intents,
    claims,
    journals,
    acts: (kept ? openActs(kept, now) : []).map((act) => ({
      ...act,
      underWay: running.some(({ kind }) => kind === act.kind),
    })),
  };
};
