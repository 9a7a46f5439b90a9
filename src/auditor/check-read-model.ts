import { Interface } from "ethers";
import { receivablesAbi } from "@/adapters/chain/generated/abi";
import { CHAIN_STATUSES } from "@/core/receivable/chain-status";
import { type Event, text } from "./events";
import { placeOf } from "./expected-books";
import { isDealOf, type Life } from "./lives";
import type { Findings } from "./report";
import type { FactRow, PositionRow, ReceivableRow } from "./rows";
import type { Scene } from "./scene";

const receivables = new Interface(receivablesAbi);

/** What `position` answers as delivered once that is the whole amount due. */
const ALL_DELIVERED = 2n ** 56n - 1n;

const receivableOf = ({ collections }: Scene, event: Event): string | null =>
  event.contract === "SettlementCoin"
    ? (collections.get(text(event.args, "from")) ?? collections.get(text(event.args, "to")) ?? null)
    : event.receivableId;

/** What a registration's row carries beyond the event: the head of its batch, its account and what lay in it. */
const extraOf = (scene: Scene, event: Event): { readonly [name: string]: unknown } => {
  const life = event.receivableId ? scene.expected.lives.get(event.receivableId) : undefined;
  if (event.contract === "SettlementCoin") return { coin: event.coin };
  if (event.name !== "LotRegistered" || !life) return {};
  const { seller, warehouse, coin, id } = life;
  const openingBalance = (scene.expected.openings.get(placeOf(event)) ?? 0n).toString();
  return { seller, warehouse, coin, openingBalance, collectionAccount: scene.accountOf.get(id) };
};

/** JSON with its keys in order: the database keeps them in its own. */
const stable = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(stable).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "nothing";
  const parts = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${parts.map(([name, part]) => `${name}:${stable(part)}`).join(",")}}`;
};

const sameFact = (scene: Scene, event: Event, row: FactRow, { same }: Findings): void => {
  const receivableId = receivableOf(scene, event);
  const about = { table: "ChainEvent", row: placeOf(event), receivableId };
  const says = (what: string) => ({ ...about, says: `${event.name}: ${what}` });
  same(says("contract"), event.contract, row.contract);
  same(says("name"), event.name, row.name);
  same(says("block"), event.blockNumber, row.blockNumber);
  same(says("moment"), event.at.toISOString(), row.blockAt);
  same(says("transaction"), event.txHash, row.txHash);
  same(says("receivable"), receivableId, row.receivableId);
  const wanted = { ...event.args, ...extraOf(scene, event) };
  for (const [name, value] of Object.entries(wanted))
    same(says(`argument ${name}`), stable(value), stable(row.args[name]));
  for (const name of Object.keys(row.args))
    if (!(name in wanted) && !["deal", "registeredAt", "nonces"].includes(name))
      same(says(`argument ${name}`), "none", stable(row.args[name]));
};

/** I3, the events as the read model keeps them. */
export const checkFacts = (scene: Scene, findings: Findings): void => {
  const { rows, expected, block } = scene;
  const wanted = new Map(expected.events);
  for (const row of rows.facts) {
    if (row.blockNumber > block.number) continue;
    const place = `${row.blockHash}:${row.logIndex}:${row.part}`;
    const event = wanted.get(place);
    wanted.delete(place);
    if (event) sameFact(scene, event, row, findings);
    else
      findings.differs({
        table: "ChainEvent",
        row: place,
        says: `${row.name}: the chain has no such event`,
        expected: "nothing",
        found: JSON.stringify(row.args),
        receivableId: row.receivableId,
      });
  }
  for (const [place, event] of wanted)
    findings.differs({
      table: "ChainEvent",
      row: place,
      says: `${event.name} of block ${event.blockNumber} was not told`,
      expected: JSON.stringify(event.args),
      found: "nothing",
      receivableId: receivableOf(scene, event),
    });
};

const figuresOf = (life: Life): { readonly [name: string]: bigint } => ({
  amountDue: life.amountDue,
  funded: life.funded,
  released: life.released,
  delivered: life.delivered,
  collected: life.collected,
  diluted: life.diluted,
  escrow: life.funded - life.released - life.returned,
  feePaid: life.tiers.fee,
  latePaid: life.tiers.late,
  chargePaid: life.tiers.charge,
  principalPaid: life.tiers.principal,
  sellerPaid: life.tiers.remainder,
  surplus: life.surplus,
});

const sameReceivable = (scene: Scene, life: Life, row: ReceivableRow, { same }: Findings): void => {
  const about = { table: "Receivable", row: row.id, receivableId: row.id };
  const says = (what: string) => ({ ...about, says: `column ${what}` });
  for (const [name, value] of Object.entries(figuresOf(life)))
    same(says(name), value, row.figures[name] ?? "nothing");
  same(says("status"), life.status, row.status);
  same(says("coin"), life.coin, row.coin);
  same(says("currency"), scene.currencies.get(life.coin) ?? "unknown", row.currency);
  same(says("dueAt"), life.dueAt, row.dueAt);
  same(says("ordersRoot"), life.ordersRoot.toLowerCase(), row.ordersRoot.toLowerCase());
  same(says("documentHash"), life.documentHash.toLowerCase(), row.documentHash.toLowerCase());
  same(says("collectionAccount"), scene.accountOf.get(row.id) ?? "none", row.collectionAccount);
  same(says("dealHash"), life.dealHash, row.dealHash);
  if (life.dealHash)
    same(
      says("deal"),
      life.dealHash,
      isDealOf(row.deal, life.dealHash) ? life.dealHash : "another deal",
    );
};

const sameHolders = (
  life: Life,
  rows: readonly PositionRow[],
  { same, differs }: Findings,
): void => {
  const left = new Map(rows.map((row) => [row.holder, row]));
  for (const [holder, { units, bought, paid }] of life.holders) {
    const row = left.get(holder);
    left.delete(holder);
    const about = { table: "Position", row: `${life.id}:${holder}`, receivableId: life.id };
    same({ ...about, says: "column units" }, units, row?.units ?? "nothing");
    same({ ...about, says: "column fundedUnits" }, bought, row?.fundedUnits ?? "nothing");
    same({ ...about, says: "column paid" }, paid, row?.paid ?? "nothing");
  }
  for (const [holder, { units }] of left)
    differs({
      ...{ table: "Position", row: `${life.id}:${holder}`, says: "holds no notes on the chain" },
      ...{ expected: "nothing", found: units, receivableId: life.id },
    });
};

/** The contract's own figures, as a second word on what the events were added up to. */
const sameAsContract = async (scene: Scene, life: Life, { same }: Findings): Promise<void> => {
  const { chain, contracts, block } = scene;
  const asked = receivables.encodeFunctionData("position", [life.id]);
  const answer = await chain.call(contracts.receivables, asked, block.hash);
  const [position] = receivables.decodeFunctionResult("position", answer);
  const says = (what: string) => ({
    table: "Receivables",
    row: life.id,
    says: `the contract's ${what} is not what its events say`,
    receivableId: life.id,
  });
  const delivered = position.delivered === ALL_DELIVERED ? life.amountDue : position.delivered;
  same(says("status"), life.status, CHAIN_STATUSES[Number(position.status)] ?? "unknown");
  same(says("funded"), life.funded, position.funded);
  same(says("released"), life.released, position.released);
  same(says("returned"), life.returned, position.returned);
  same(says("delivered"), life.delivered, delivered);
  same(says("collected"), life.collected, position.collected);
  same(says("diluted"), life.diluted, position.diluted);
  same(says("principal"), life.tiers.principal, position.principalRepaid);
  same(says("charge"), life.tiers.charge, position.chargePaid);
  same(says("late charge"), life.tiers.late, position.latePaid);
  same(says("fee"), life.tiers.fee, position.feePaid);
};

/** I3, receivables and positions; one with events that are not final yet is left for a later block. */
export const checkReceivables = async (scene: Scene, findings: Findings): Promise<void> => {
  const { rows, expected, block } = scene;
  const moving = new Set(
    rows.facts.flatMap((row) => (row.blockNumber > block.number ? (row.receivableId ?? []) : [])),
  );
  const stored = new Map(rows.receivables.map((row) => [row.id, row]));
  const positions = Map.groupBy(rows.positions, ({ receivableId }) => receivableId);
  for (const life of expected.lives.values()) {
    await sameAsContract(scene, life, findings);
    const row = stored.get(life.id);
    stored.delete(life.id);
    if (!row || moving.has(life.id)) continue;
    sameReceivable(scene, life, row, findings);
    sameHolders(life, positions.get(life.id) ?? [], findings);
  }
  for (const { id, status } of stored.values())
    if (!moving.has(id) && (CHAIN_STATUSES as readonly string[]).includes(status))
      findings.differs({
        ...{ table: "Receivable", row: id, says: "the chain does not know it" },
        ...{ expected: "none", found: status, receivableId: id },
      });
};
