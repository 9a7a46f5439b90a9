import type pg from "pg";
import type { ChainFact, FactArgs } from "@/core/chain-fact/chain-fact";
import { groupBy } from "@/core/group-by";

const FACTS = `select "blockNumber", "blockHash", "blockAt", "txHash", "logIndex", part, contract, name, "receivableId", args
  from "ChainEvent"`;

type FactRow = Omit<ChainFact, "args"> & { args: FactArgs };

/** Every fact about these receivables told by the Receivables contract, or by others too, in chain order, by receivable. */
export const factsAbout = async (
  client: pg.PoolClient,
  ids: readonly string[],
  contracts: readonly string[] = ["Receivables"],
): Promise<Map<string, ChainFact[]>> => {
  if (ids.length === 0) return new Map();
  const found = await client.query<FactRow>(
    `${FACTS} where "receivableId" = any($1::text[]) and contract = any($2::text[])
     order by "blockNumber", "logIndex", part`,
    [ids, contracts],
  );
  return groupBy(found.rows, ({ receivableId }) => receivableId ?? "");
};

/** Every fact about the money set aside for an account in one coin, in chain order. */
export const factsOfClaim = async (
  client: pg.PoolClient,
  { coin, account }: FactArgs,
): Promise<ChainFact[]> => {
  const found = await client.query<FactRow>(
    `${FACTS} where name in ('Parked', 'Claimed', 'ClaimReaddressed') and contract = 'Receivables'
       and args->>'coin' = $1 and args->>'account' = $2 order by "blockNumber", "logIndex", part`,
    [coin, account],
  );
  return found.rows;
};

/** The facts of one block, in chain order. */
export const factsIn = async (client: pg.PoolClient, blockHash: string): Promise<ChainFact[]> => {
  const found = await client.query<FactRow>(
    `${FACTS} where "blockHash" = $1 order by "logIndex", part`,
    [blockHash],
  );
  return found.rows;
};

/** Stores the facts of one block. */
export const insertFacts = async (
  client: pg.PoolClient,
  facts: readonly ChainFact[],
): Promise<void> => {
  if (facts.length === 0) return;
  await client.query(
    `insert into "ChainEvent" ("blockHash", "logIndex", part, "blockNumber", "txHash", contract, name,
       "receivableId", args, "blockAt")
     select * from unnest($1::text[], $2::int[], $3::int[], $4::int[], $5::text[], $6::text[], $7::text[],
       $8::text[], $9::jsonb[], $10::timestamp[])`,
    [
      facts.map(({ blockHash }) => blockHash),
      facts.map(({ logIndex }) => logIndex),
      facts.map(({ part }) => part),
      facts.map(({ blockNumber }) => blockNumber),
      facts.map(({ txHash }) => txHash),
      facts.map(({ contract }) => contract),
      facts.map(({ name }) => name),
      facts.map(({ receivableId }) => receivableId),
      facts.map(({ args }) => JSON.stringify(args)),
      facts.map(({ blockAt }) => blockAt),
    ],
  );
};
