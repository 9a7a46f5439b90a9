import { Contract, type EventLog, JsonRpcProvider, Wallet } from "ethers";
import { Pool } from "pg";
import { devKey } from "../contracts/deploy/dev-accounts";
import type { DemoKey } from "../src/core/demo/demo";

const told = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`The stack did not say its ${name}.`);
  return value;
};

/** What the contracts are asked for, spelt here once more so that the app's own bindings are not their own witness. */
const COIN = [
  "function balanceOf(address) view returns (uint256)",
  "function transfer(address to, uint256 value) returns (bool)",
  "function blacklist(address account)",
  "function unBlacklist(address account)",
  "function isBlacklisted(address account) view returns (bool)",
  "event Transfer(address indexed from, address indexed to, uint256 value)",
];
const RECEIVABLES = [
  "function statusOf(bytes32) view returns (uint8)",
  "event Funded(bytes32 indexed receivable, address indexed lender, uint256 amount, uint256 funded, uint8 status)",
  "event Released(bytes32 indexed receivable, uint256 amount, uint256 released, uint256 delivered, uint32 seq, bytes32 evidenceHash)",
  "event Collected(bytes32 indexed receivable, address indexed payer, uint256 amount, tuple(uint256 fee, uint256 late, uint256 charge, uint256 principal, uint256 remainder, uint256 surplus) split, uint256 collected, uint256 outstanding, uint8 status)",
  "function claimOf(address coin, address account) view returns (uint256)",
  "event Diluted(bytes32 indexed receivable, uint256 diluted, bytes32 documentHash)",
  "event Parked(bytes32 indexed receivable, address indexed coin, address indexed account, uint256 amount, uint256 claim)",
  "event Claimed(address indexed coin, address indexed account, address indexed to, uint256 amount)",
  "event PaidOut(bytes32 indexed receivable, address indexed holder, uint256 amount, uint256 paid, bool parked)",
];

/** States of a receivable as the contract numbers them. */
export const chainStatus = { none: 0, registered: 1, funded: 3, released: 4, settled: 5 } as const;

const open = () => {
  const provider = new JsonRpcProvider(told("RPC_URL"), undefined, {
    staticNetwork: true,
    cacheTimeout: -1,
  });
  const { addresses } = JSON.parse(told("DEPLOYMENT")) as { addresses: Record<string, string> };
  return {
    provider,
    coin: new Contract(addresses.SettlementCoinHKD ?? "", COIN, provider),
    receivables: new Contract(addresses.Receivables ?? "", RECEIVABLES, provider),
    pool: new Pool({ connectionString: told("DATABASE_URL"), max: 2, allowExitOnIdle: true }),
  };
};

let opened: ReturnType<typeof open> | undefined;
const world = (): ReturnType<typeof open> => {
  opened ??= open();
  return opened;
};

/** HKD coin of an account on chain, minor units. */
export const balanceOf = (account: string): Promise<bigint> => world().coin.balanceOf!(account);

/** The chain's newest block. */
export const headOf = (): Promise<number> => world().provider.getBlockNumber();

/**
 * Coin that came to an account less coin that left it since a block, in transactions that are none of this
 * receivable's: other receivables of the same chain run into their own deadlines when days go by.
 */
export const movedBesides = async (
  receivable: string,
  { account, since }: { readonly account: string; readonly since: number },
): Promise<bigint> => {
  const { coin, receivables, provider } = world();
  const own = await provider.getLogs({
    address: await receivables.getAddress(),
    topics: [null, receivable],
    fromBlock: since,
  });
  const known = new Set(own.map(({ transactionHash }) => transactionHash));
  const transfers = coin.filters.Transfer!;
  const sumOf = async (filter: ReturnType<typeof transfers>): Promise<bigint> => {
    const logs = await coin.queryFilter(filter, since);
    return logs
      .filter(({ transactionHash }) => !known.has(transactionHash))
      .reduce((sum, log) => sum + ((log as EventLog).args.value as bigint), 0n);
  };
  return (await sumOf(transfers(null, account))) - (await sumOf(transfers(account)));
};

/** The contract's own number for the state of a receivable. */
export const statusOf = async (receivable: string): Promise<number> =>
  Number(await world().receivables.statusOf!(receivable));

export type ChainFact = { readonly at: number; readonly args: EventLog["args"] };

/** Events of a receivable on chain, oldest first, each with the time of its block. */
export const eventsOf = async (
  receivable: string,
  name: "Funded" | "Released" | "Diluted" | "Collected" | "PaidOut" | "Parked",
): Promise<ChainFact[]> => {
  const { receivables, provider } = world();
  const logs = await receivables.queryFilter(receivables.filters[name]!(receivable), 0);
  return Promise.all(
    logs.map(async (log) => ({
      at: (await provider.getBlock(log.blockNumber))?.timestamp ?? 0,
      args: (log as EventLog).args,
    })),
  );
};

/** Seconds of the chain's newest block, or of the machine where that is later: the time the app goes by. */
export const chainNow = async (): Promise<number> => {
  const block = await world().provider.getBlock("latest");
  return Math.max(block?.timestamp ?? 0, Math.floor(Date.now() / 1000));
};

/** Lets days go by on the chain. */
export const letDaysPass = async (days: number): Promise<void> => {
  const { provider } = world();
  await provider.send("evm_increaseTime", [days * 86_400]);
  await provider.send("evm_mine", []);
};

/** A plain coin transfer from the practice buyer's wallet, as any wallet makes it. */
export const transferFrom = async (
  key: DemoKey,
  transfer: { readonly to: string; readonly amount: bigint },
): Promise<void> => {
  const { provider, coin } = world();
  const signer = new Wallet(key.privateKey, provider);
  const sent = await coin.connect(signer).getFunction("transfer")(transfer.to, transfer.amount);
  await sent.wait();
};

const rowsOf = async <Row>(sql: string, values: readonly unknown[]): Promise<Row[]> =>
  (await world().pool.query(sql, [...values])).rows;

/** The on-chain account of an organisation. */
export const accountOf = async (organisation: string): Promise<string> => {
  const [row] = await rowsOf<{ account: string }>(
    'select account from "Organisation" where name = $1 and account is not null',
    [organisation],
  );
  if (!row) throw new Error(`${organisation} has no account.`);
  return row.account;
};

/**
 * The books of one receivable: per account its debits less its credits, minor units, summed from the postings.
 * Accounts of a party are `code:party`, others just `code`.
 */
export const booksOf = async (receivable: string): Promise<Record<string, bigint>> => {
  const rows = await rowsOf<{ code: string; party: string | null; sum: string }>(
    `select a.code, a.party, sum(p.amount)::text as sum
       from "Posting" p join "LedgerAccount" a on a.id = p."accountId"
      where a."receivableId" = $1 group by a.code, a.party`,
    [receivable],
  );
  return Object.fromEntries(
    rows.map(({ code, party, sum }) => [party ? `${code}:${party}` : code, BigInt(sum)]),
  );
};

/** Journals whose postings do not sum to nought in some currency; there must be none. */
export const unbalancedJournals = async (): Promise<string[]> => {
  const rows = await rowsOf<{ id: string }>(
    `select p."journalId"::text as id from "Posting" p
      group by p."journalId", p.currency having sum(p.amount) <> 0`,
    [],
  );
  return rows.map(({ id }) => id);
};

/** How many fundings of a receivable the database holds. */
export const fundingCount = async (receivable: string): Promise<number> => {
  const [row] = await rowsOf<{ count: string }>(
    'select count(*) from "Funding" where "receivableId" = $1',
    [receivable],
  );
  return Number(row?.count ?? 0);
};

/** Puts an account on the coin issuer's list, or takes it off, with the issuer's own key: no screen of ours does that. */
export const setListed = async (account: string, listed: boolean): Promise<void> => {
  const { provider, coin } = world();
  const issuer = coin.connect(new Wallet(devKey("compliance"), provider));
  const sent = await (issuer as Contract).getFunction(listed ? "blacklist" : "unBlacklist")(
    account,
  );
  await sent.wait();
  if ((await coin.isBlacklisted!(account)) !== listed) throw new Error("The list did not change.");
};

/** HKD set aside for an account on chain, minor units. */
export const claimOf = async (account: string): Promise<bigint> => {
  const { coin, receivables } = world();
  return receivables.claimOf!(await coin.getAddress(), account);
};

/** Claims of an account that the contract paid, each with the coin that reached the account in the same transaction. */
export const claimsPaid = async (account: string): Promise<{ claimed: bigint; came: bigint }[]> => {
  const { coin, receivables, provider } = world();
  const logs = await receivables.queryFilter(receivables.filters.Claimed!(null, account), 0);
  return Promise.all(
    logs.map(async (log) => {
      const receipt = await provider.getTransactionReceipt(log.transactionHash);
      const came = (receipt?.logs ?? []).flatMap((each) => {
        const move = coin.interface.parseLog(each);
        return move?.name === "Transfer" && move.args.to === account
          ? [move.args.value as bigint]
          : [];
      });
      const claimed = (log as EventLog).args.amount as bigint;
      return { claimed, came: came.reduce((sum, value) => sum + value, 0n) };
    }),
  );
};

/** What the books say is set aside for an account, minor units of HKD. */
export const claimInBooks = async (account: string): Promise<bigint> => {
  const [row] = await rowsOf<{ sum: string }>(
    `select coalesce(-sum(p.amount), 0)::text as sum from "Posting" p
       join "LedgerAccount" a on a.id = p."accountId"
      where a.code = 'claim' and a.currency = 'HKD' and a.party = $1`,
    [account],
  );
  return BigInt(row?.sum ?? "0");
};

/** The newest block that books, read model and chain were compared at. */
export const comparedAt = async (): Promise<number> => {
  const [row] = await rowsOf<{ number: number | null }>(
    'select max("blockNumber") as number from "Reconciliation"',
    [],
  );
  return row?.number ?? 0;
};

/** Comparisons that ever found a difference, a part that differs, or a receivable that is told wrongly; there must be none. */
export const differencesFound = (): Promise<unknown[]> =>
  rowsOf(
    `select "blockNumber", currency, difference::text, details from "Reconciliation"
      where difference <> 0 or jsonb_array_length(details->'strays') > 0
        or exists (select 1 from jsonb_array_elements(details->'parts') p where p->>'ledger' <> p->>'other')`,
    [],
  );
