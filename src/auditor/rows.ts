import type pg from "pg";

/** One plain question to the database; every value comes back as text, number, boolean or JSON. */
export type Ask = <R>(sql: string, values?: readonly unknown[]) => Promise<R[]>;

/** Asks over one connection. */
export const askOver =
  (client: Pick<pg.Client, "query">): Ask =>
  async <R>(sql: string, values?: readonly unknown[]) =>
    (await client.query(sql, values && [...values])).rows as R[];

const MOMENT = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

export type CursorRow = { grade: string; number: number; hash: string };
export type JournalRow = {
  id: string;
  factKey: string;
  name: string;
  receivableId: string | null;
  blockNumber: number | null;
  happenedAt: string;
  reverses: string | null;
};
export type PostingRow = {
  id: string;
  journalId: string;
  accountId: string;
  currency: string;
  amount: string;
};
export type AccountRow = {
  id: string;
  code: string;
  currency: string;
  receivableId: string | null;
  party: string | null;
  balance: string;
};
export type FactRow = {
  blockHash: string;
  logIndex: number;
  part: number;
  blockNumber: number;
  txHash: string;
  contract: string;
  name: string;
  receivableId: string | null;
  args: { readonly [name: string]: unknown };
  blockAt: string;
};
export type ReceivableRow = {
  id: string;
  status: string;
  grade: string;
  coin: string;
  currency: string;
  collectionAccount: string | null;
  deal: unknown;
  dealHash: string | null;
  ordersRoot: string;
  documentHash: string;
  dueAt: string;
  figures: { readonly [name: string]: string };
};
export type PositionRow = {
  receivableId: string;
  holder: string;
  units: string;
  fundedUnits: string;
  paid: string;
};
export type IntentRow = {
  id: string;
  kind: string;
  /** What the payload says it is about, where that is an account. */
  account: string | null;
  status: string;
  signer: string;
  receivableId: string | null;
  txHash: string | null;
  blockNumber: number | null;
  notBefore: string | null;
  changedAt: string;
  /** Of those alone that name a transaction which is no attempt of theirs. */
  payload: { readonly [key: string]: unknown } | null;
};
export type AttemptRow = {
  id: string;
  intentId: string;
  chainId: number;
  signer: string;
  nonce: number;
  attempt: number;
  raw: string;
  hash: string;
};
export type OrganisationRow = {
  id: string;
  kind: string;
  status: string;
  number: number;
  account: string;
};
export type LicenceRow = {
  id: string;
  organisationId: string;
  class: string;
  /** Last unix second before it expires. */
  lastSecond: string;
};
export type LaneRow = { chainId: number; signer: string; nextNonce: number };

/** Everything the auditor compares, read in one snapshot. */
export type Rows = {
  readonly seen: CursorRow | null;
  readonly final: CursorRow | null;
  readonly journals: readonly JournalRow[];
  readonly postings: readonly PostingRow[];
  readonly accounts: readonly AccountRow[];
  readonly facts: readonly FactRow[];
  readonly receivables: readonly ReceivableRow[];
  readonly positions: readonly PositionRow[];
  readonly intents: readonly IntentRow[];
  readonly attempts: readonly AttemptRow[];
  readonly lanes: readonly LaneRow[];
  /** Those with an account. */
  readonly organisations: readonly OrganisationRow[];
  /** Of each organisation the one that lasts longest, and any other that lasts as long. */
  readonly licences: readonly LicenceRow[];
  /** Receivables on which nothing is sent because a difference was found. */
  readonly stopped: ReadonlySet<string>;
};

const FIGURES = [
  ...["amountDue", "funded", "released", "delivered", "collected", "diluted", "escrow", "feePaid"],
  ...["latePaid", "chargePaid", "principalPaid", "sellerPaid", "surplus"],
];

const receivableSql = `select id, status, grade, coin, currency, "collectionAccount", deal, "dealHash", "ordersRoot",
  "documentHash", extract(epoch from "dueAt")::bigint::text as "dueAt",
  jsonb_build_object(${FIGURES.map((name) => `'${name}', "${name}"::text`).join(", ")}) as figures
  from "Receivable" where "registeredAt" is not null or status <> 'proposed' order by id`;

const licenceSql = `select id, "organisationId", class, (ceil(extract(epoch from "expiresAt")) - 1)::text as "lastSecond"
  from (select *, rank() over (partition by "organisationId" order by "expiresAt" desc) as place
    from "Licence" where status = 'active') l
  where place = 1 order by "createdAt", id`;

/** Reads all rows; the caller's transaction makes them one snapshot. */
export const readRows = async (ask: Ask): Promise<Rows> => {
  const cursors = await ask<CursorRow>('select grade, number, hash from "ChainCursor"');
  const stops = await ask<{ id: string }>(
    'select "receivableId" as id from "ReceivableStop" where "liftedAt" is null',
  );
  return {
    seen: cursors.find(({ grade }) => grade === "seen") ?? null,
    final: cursors.find(({ grade }) => grade === "final") ?? null,
    journals: await ask(
      `select id::text, "factKey", name, "receivableId", "blockNumber", reverses::text,
         to_char("happenedAt", ${MOMENT}) as "happenedAt" from "Journal" order by "Journal".id`,
    ),
    postings: await ask(
      `select id::text, "journalId"::text, "accountId", currency, amount::text from "Posting" order by "Posting".id`,
    ),
    accounts: await ask(
      `select id, code, currency, "receivableId", party, balance::text from "LedgerAccount" order by id`,
    ),
    facts: await ask(
      `select "blockHash", "logIndex", part, "blockNumber", "txHash", contract, name, "receivableId", args,
         to_char("blockAt", ${MOMENT}) as "blockAt" from "ChainEvent" order by "blockNumber", "logIndex", part`,
    ),
    receivables: await ask(receivableSql),
    positions: await ask(
      `select "receivableId", holder, units::text, "fundedUnits"::text, paid::text from "Position"
       order by "receivableId", holder`,
    ),
    intents: await ask(
      `select id, kind, status, signer, "receivableId", "txHash", "blockNumber", payload->>'notBefore' as "notBefore",
         payload->>'account' as account, to_char(greatest("createdAt", "updatedAt"), ${MOMENT}) as "changedAt",
         case when status in ('mined', 'final') and not exists (select 1 from "TxAttempt" a
           where a."intentId" = i.id and a.hash = i."txHash") then payload end as payload
       from "Intent" i order by id`,
    ),
    attempts: await ask(
      `select id, "intentId", "chainId", signer, nonce, attempt, raw, hash from "TxAttempt" order by signer, nonce, attempt`,
    ),
    lanes: await ask('select "chainId", signer, "nextNonce" from "SignerLane" order by signer'),
    organisations: await ask(
      `select id, kind, status, number, account from "Organisation" where account is not null order by number`,
    ),
    licences: await ask(licenceSql),
    stopped: new Set(stops.map(({ id }) => id)),
  };
};
