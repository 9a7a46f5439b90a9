import { getAddress, Interface } from "ethers";
import { receivablesAbi } from "@/adapters/chain/generated/abi";
import type { Block, Chain, Receipt } from "./chain";
import { type Contracts, readEvents } from "./events";
import { type Expected, expectBooks } from "./expected-books";
import type { AttemptRow, Rows } from "./rows";

/** Everything the checks look at: the database in one snapshot, the chain up to one final block. */
export type Scene = {
  readonly rows: Rows;
  readonly chain: Chain;
  readonly contracts: Contracts;
  readonly block: Block;
  readonly head: number;
  readonly finalityDepth: number;
  readonly limitSeconds: number;
  /** The later of this machine's time and the newest block's: a local chain may run ahead. */
  readonly now: Date;
  readonly expected: Expected;
  /** Currency of a coin address. */
  readonly currencies: ReadonlyMap<string, string>;
  /** Receivable of a collection account, and the other way round. */
  readonly collections: ReadonlyMap<string, string>;
  readonly accountOf: ReadonlyMap<string, string>;
  readonly receipts: ReadonlyMap<string, Receipt | null>;
  readonly attemptsOf: ReadonlyMap<string, readonly AttemptRow[]>;
};

/** What the auditor is pointed at. */
export type Place = {
  readonly rpcUrl: string;
  readonly deployment: {
    readonly chainId: number;
    readonly fromBlock: number;
    readonly addresses: Readonly<Record<string, string>>;
  };
  readonly finalityDepth: number;
  /** How old an intent under way may be, seconds. */
  readonly limitSeconds: number;
  readonly now: Date;
};

/** The auditor could not look: said in words, never taken for a difference. */
export class CannotAudit extends Error {}

const receivables = new Interface(receivablesAbi);

const contractsOf = (addresses: Readonly<Record<string, string>>): Contracts => {
  const at = (name: string): string => {
    const address = addresses[name];
    if (!address) throw new CannotAudit(`The deployment has no address for ${name}.`);
    return getAddress(address);
  };
  const coins = Object.keys(addresses).filter((name) => /^SettlementCoin[A-Z]{3}$/.test(name));
  return {
    receivables: at("Receivables"),
    participants: at("Participants"),
    orderLog: addresses.OrderLog ? at("OrderLog") : null,
    coins: new Map(coins.map((name) => [name.slice(-3), at(name)])),
  };
};

const collectionAccounts = async (
  chain: Chain,
  contracts: Contracts,
  { ids, blockHash }: { ids: readonly string[]; blockHash: string },
): Promise<Map<string, string>> => {
  const answers = await Promise.all(
    ids.map((id) =>
      chain.call(
        contracts.receivables,
        receivables.encodeFunctionData("collectionAccount", [id]),
        blockHash,
      ),
    ),
  );
  const account = (answer: string): string =>
    receivables.decodeFunctionResult("collectionAccount", answer)[0];
  return new Map(ids.map((id, index) => [id, account(answers[index] ?? "0x")]));
};

/** The block of the final cursor as the chain has it now. */
const blockOf = async (chain: Chain, rows: Rows): Promise<Block> => {
  if (!rows.final) throw new CannotAudit("The index has no final block yet.");
  const block = await chain.block(rows.final.number);
  if (!block) throw new CannotAudit(`The node does not have block ${rows.final.number} yet.`);
  return block;
};

/** What cannot be a transaction's hash is no question for a node; it comes out as a difference elsewhere. */
const hashesOf = ({ attempts, intents }: Rows): string[] => {
  const others = intents.flatMap(({ payload, txHash }) => (payload && txHash) || []);
  const named = [...attempts.map(({ hash }) => hash), ...others];
  return [...new Set(named)].filter((hash) => /^0x[0-9a-f]{64}$/.test(hash));
};

/** Reads the chain up to the final block of these rows. @throws CannotAudit where it cannot be looked at. */
export const sceneOf = async (chain: Chain, place: Place, rows: Rows): Promise<Scene> => {
  const { chainId, fromBlock, addresses } = place.deployment;
  const answered = await chain.chainId();
  if (answered !== chainId)
    throw new CannotAudit(`The node is on chain ${answered}, not on ${chainId}.`);
  const contracts = contractsOf(addresses);
  const block = await blockOf(chain, rows);
  const head = await chain.headNumber();
  const newest = await chain.block(head);
  const events = await readEvents(chain, contracts, { from: fromBlock, to: block.number });
  const ids = [...new Set(events.flatMap(({ receivableId }) => receivableId ?? []))];
  const accountOf = await collectionAccounts(chain, contracts, { ids, blockHash: block.hash });
  const currencies = new Map([...contracts.coins].map(([currency, coin]) => [coin, currency]));
  const collections = new Map([...accountOf].map(([id, account]) => [account, id]));
  const ground = { contract: contracts.receivables, currencies, collections };
  return {
    ...{ rows, chain, contracts, block, head, currencies, collections, accountOf },
    finalityDepth: place.finalityDepth,
    limitSeconds: place.limitSeconds,
    now: newest && newest.at > place.now ? newest.at : place.now,
    expected: expectBooks(ground, events),
    receipts: await chain.receipts(hashesOf(rows)),
    attemptsOf: Map.groupBy(rows.attempts, ({ intentId }) => intentId),
  };
};
