import { Interface } from "ethers";
import { settlementCoinAbi } from "@/adapters/chain/generated/abi";
import { type Entry, placeOf } from "./expected-books";
import type { Findings } from "./report";
import type { JournalRow, PostingRow } from "./rows";
import type { Scene } from "./scene";

const coin = new Interface(settlementCoinAbi);

/** Collects rows under a key, in their order. */
export const grouped = <T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
};

const sumOf = (rows: readonly { amount: string }[]): bigint =>
  rows.reduce((sum, { amount }) => sum + BigInt(amount), 0n);

const receivableIn = (accountId: string): string | null =>
  accountId.split(":").find((part) => /^0x[0-9a-f]{64}$/.test(part)) ?? null;

const eachBalances = ({ rows }: Scene, { same }: Findings): void => {
  const lines = grouped(rows.postings, ({ journalId }) => journalId);
  for (const { id, name, receivableId } of rows.journals) {
    const byCurrency = grouped(lines.get(id) ?? [], ({ currency }) => currency);
    for (const [currency, postings] of byCurrency)
      same(
        {
          table: "Journal",
          row: id,
          says: `${name} is out of balance in ${currency}`,
          receivableId,
        },
        0n,
        sumOf(postings),
      );
  }
  const known = new Set(rows.journals.map(({ id }) => id));
  for (const { id, journalId, accountId } of rows.postings)
    if (!known.has(journalId))
      same(
        {
          table: "Posting",
          row: id,
          says: "hangs on no journal",
          receivableId: receivableIn(accountId),
        },
        "a journal",
        journalId,
      );
};

const runningBalances = ({ rows }: Scene, { same }: Findings): void => {
  const lines = grouped(rows.postings, ({ accountId }) => accountId);
  for (const { id, balance, code, currency, receivableId, party } of rows.accounts) {
    const about = { table: "LedgerAccount", row: id, receivableId };
    same(
      { ...about, says: "balance is not the sum of its postings" },
      sumOf(lines.get(id) ?? []),
      balance,
    );
    same(
      { ...about, says: "is not the account its id names" },
      id,
      [code, currency, receivableId ?? "-", party ?? "-"].join(":"),
    );
    lines.delete(id);
  }
  for (const [id, postings] of lines)
    same(
      {
        table: "Posting",
        row: postings[0]?.id ?? "",
        says: "is on an account that does not exist",
        receivableId: receivableIn(id),
      },
      "an account",
      id,
    );
};

/** Cash in the books at the block, by account. */
const cashAt = ({ rows, block }: Scene): Map<string, bigint> => {
  const counted = new Set(
    rows.journals.flatMap(({ id, blockNumber }) =>
      blockNumber !== null && blockNumber > block.number ? [] : [id],
    ),
  );
  const lines = rows.postings.filter(
    ({ journalId, accountId }) =>
      counted.has(journalId) && /^(contract|collection)-cash:/.test(accountId),
  );
  return new Map(
    [...grouped(lines, ({ accountId }) => accountId)].map(([id, postings]) => [
      id,
      sumOf(postings),
    ]),
  );
};

const cashOnChain = async (scene: Scene, { same }: Findings): Promise<void> => {
  const { contracts, chain, block, accountOf, expected } = scene;
  const cash = cashAt(scene);
  const places = new Map<string, { coin: string; account: string; receivableId: string | null }>();
  for (const [currency, address] of contracts.coins)
    places.set(`contract-cash:${currency}:-:-`, {
      coin: address,
      account: contracts.receivables,
      receivableId: null,
    });
  for (const [id, life] of expected.lives) {
    const currency = scene.currencies.get(life.coin);
    const account = accountOf.get(id);
    if (currency && account)
      places.set(`collection-cash:${currency}:${id}:-`, {
        coin: life.coin,
        account,
        receivableId: id,
      });
  }
  for (const id of cash.keys()) {
    const [, currency = "", receivableId = ""] = id.split(":");
    const [address, account] = [contracts.coins.get(currency), accountOf.get(receivableId)];
    if (!places.has(id) && address && account)
      places.set(id, { coin: address, account, receivableId });
  }
  const asked = [...places];
  const answers = await Promise.all(
    asked.map(([, { coin: address, account }]) =>
      chain.call(address, coin.encodeFunctionData("balanceOf", [account]), block.hash),
    ),
  );
  asked.forEach(([id, { receivableId }], index) => {
    const about = {
      table: "LedgerAccount",
      row: id,
      says: `cash is not what the coin says at block ${block.number}`,
      receivableId,
    };
    same(about, BigInt(answers[index] ?? 0), cash.get(id) ?? 0n);
    cash.delete(id);
  });
  for (const [id, amount] of cash)
    same(
      {
        table: "LedgerAccount",
        row: id,
        says: "cash of an account the chain does not have",
        receivableId: null,
      },
      0n,
      amount,
    );
};

/** I1. */
export const checkBalances = async (scene: Scene, findings: Findings): Promise<void> => {
  eachBalances(scene, findings);
  runningBalances(scene, findings);
  await cashOnChain(scene, findings);
};

const keyOfJournal = ({ factKey }: JournalRow): string => {
  const [plain = ""] = factKey.split("~");
  const [hash, kind, id] = plain.split(":");
  return kind === "dust" ? `dust:${hash}:${id}` : plain;
};

const sameLines = (
  { journal, postings }: { journal: JournalRow; postings: readonly PostingRow[] },
  entry: Entry,
  { same, looked, differs }: Findings,
): void => {
  const byAccount = grouped(postings, ({ accountId }) => accountId);
  const { receivableId } = journal;
  for (const [account, amount] of entry.lines) {
    const lines = byAccount.get(account) ?? [];
    const rows = lines.map(({ id }) => id).join("+");
    byAccount.delete(account);
    same(
      {
        table: rows ? "Posting" : "Journal",
        row: rows || journal.id,
        says: `${journal.name}: ${account} does not have what ${entry.event.name} says`,
        receivableId: receivableId ?? receivableIn(account),
      },
      amount,
      rows ? sumOf(lines) : "nothing",
    );
  }
  for (const [account, lines] of byAccount) {
    looked();
    if (sumOf(lines) === 0n) continue;
    differs({
      table: "Posting",
      row: lines.map(({ id }) => id).join("+"),
      says: `${journal.name}: ${account} has a line that ${entry.event.name} does not ask for`,
      expected: "nothing",
      found: sumOf(lines).toString(),
      receivableId: receivableId ?? receivableIn(account),
    });
  }
  const about = { table: "Journal", row: journal.id, receivableId };
  same({ ...about, says: `${journal.name}: block` }, entry.event.blockNumber, journal.blockNumber);
  same(
    { ...about, says: `${journal.name}: moment` },
    entry.event.at.toISOString(),
    journal.happenedAt,
  );
};

/** A reversing entry takes back exactly what it names. */
const reversals = ({ rows }: Scene, lines: Map<string, PostingRow[]>, { same }: Findings): void => {
  for (const { id, reverses, name, receivableId } of rows.journals) {
    if (reverses === null) continue;
    const both = [...(lines.get(id) ?? []), ...(lines.get(reverses) ?? [])];
    for (const [account, postings] of grouped(both, ({ accountId }) => accountId))
      same(
        {
          table: "Journal",
          row: id,
          says: `${name}: does not take back ${account} of journal ${reverses}`,
          receivableId,
        },
        0n,
        sumOf(postings),
      );
  }
};

/** I3, the books. */
export const checkJournals = (scene: Scene, findings: Findings): void => {
  const { rows, expected, block } = scene;
  const lines = grouped(rows.postings, ({ journalId }) => journalId);
  reversals(scene, lines, findings);
  const undone = new Set(rows.journals.map(({ reverses }) => reverses));
  const standing = rows.journals.filter(
    ({ id, reverses, blockNumber }) =>
      reverses === null && !undone.has(id) && (blockNumber === null || blockNumber <= block.number),
  );
  const wanted = new Map(expected.entries);
  for (const [id, entry] of expected.dust) wanted.set(`dust:${entry.event.blockHash}:${id}`, entry);
  for (const journal of standing) {
    const entry = wanted.get(keyOfJournal(journal));
    wanted.delete(keyOfJournal(journal));
    if (entry) sameLines({ journal, postings: lines.get(journal.id) ?? [] }, entry, findings);
    else
      findings.differs({
        table: "Journal",
        row: journal.id,
        says: `${journal.name}: no event of the chain asks for it, or it is there twice`,
        expected: "nothing",
        found: journal.factKey,
        receivableId: journal.receivableId,
      });
  }
  for (const [key, { event }] of wanted)
    findings.differs({
      table: "Journal",
      row: key,
      says: `${event.name} of block ${event.blockNumber} is not in the books`,
      expected: placeOf(event),
      found: "nothing",
      receivableId: event.receivableId,
    });
};
