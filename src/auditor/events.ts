import { Interface, type ParamType, type Result } from "ethers";
import { participantsAbi, receivablesAbi, settlementCoinAbi } from "@/adapters/chain/generated/abi";
import { type Block, blocksAt, type Chain, type Log } from "./chain";

/** The contracts of one installation by name, checksummed; coins by currency. */
export type Contracts = {
  readonly receivables: string;
  readonly participants: string;
  readonly orderLog: string | null;
  readonly coins: ReadonlyMap<string, string>;
};

type Plain = string | boolean | readonly Plain[] | { readonly [name: string]: Plain };

/** Arguments by name: figures as decimal strings, addresses checksummed. */
export type Args = { readonly [name: string]: Plain };

/** One event of the chain as the auditor reads it. */
export type Event = {
  readonly contract: "Receivables" | "Participants" | "SettlementCoin";
  readonly name: string;
  readonly args: Args;
  readonly blockNumber: number;
  readonly blockHash: string;
  readonly at: Date;
  readonly txHash: string;
  readonly logIndex: number;
  readonly part: number;
  readonly receivableId: string | null;
  /** Coin of a coin transfer. */
  readonly coin: string | null;
};

const receivables = new Interface(receivablesAbi);
const participants = new Interface(participantsAbi);
const coin = new Interface(settlementCoinAbi);

const plain = (type: ParamType, value: unknown): Plain => {
  const { arrayChildren, components } = type;
  if (arrayChildren) return [...(value as Result)].map((each) => plain(arrayChildren, each));
  if (components) return byName(components, value as Result);
  return typeof value === "boolean" ? value : String(value);
};

const byName = (types: readonly ParamType[], values: Result): Args =>
  Object.fromEntries(types.map((type, place) => [type.name, plain(type, values[place])]));

/** A text or figure of an event. */
export const text = (args: Args, name: string): string => {
  const value = args[name];
  if (typeof value !== "string") throw new TypeError(`The event has no ${name}.`);
  return value;
};

/** A figure of an event, minor units. */
export const figure = (args: Args, name: string): bigint => BigInt(text(args, name));

const wordOf = (id: bigint): string => `0x${id.toString(16).padStart(64, "0")}`;

type Read = Pick<Event, "contract" | "name" | "args" | "part" | "receivableId" | "coin">;

/** Movements of notes, one by one; titles say nothing that registration and closing do not. */
const noteMoves = (name: string, args: Args): Read[] => {
  const batch = name === "TransferBatch";
  const ids = batch ? (args.ids as readonly string[]) : [text(args, "id")];
  const values = batch ? (args.values as readonly string[]) : [text(args, "value")];
  return ids.flatMap((id, part) => {
    const number = BigInt(id);
    if (number % 2n === 0n) return [];
    const moved = { operator: args.operator, from: args.from, to: args.to } as Args;
    return [
      {
        contract: "Receivables" as const,
        name: "TransferSingle",
        args: { ...moved, id, value: values[part] ?? "0" },
        part,
        receivableId: wordOf(number - 1n),
        coin: null,
      },
    ];
  });
};

const readLog = (contracts: Contracts, log: Log): Read[] => {
  const input = { topics: [...log.topics], data: log.data };
  if (log.address === contracts.receivables) {
    const parsed = receivables.parseLog(input);
    if (!parsed || parsed.name === "ApprovalForAll" || parsed.name === "URI") return [];
    const args = byName(parsed.fragment.inputs, parsed.args);
    if (parsed.name.startsWith("Transfer")) return noteMoves(parsed.name, args);
    const receivableId = typeof args.receivable === "string" ? args.receivable : null;
    return [
      { contract: "Receivables", name: parsed.name, args, part: 0, receivableId, coin: null },
    ];
  }
  const isParticipants = log.address === contracts.participants;
  const parsed = (isParticipants ? participants : coin).parseLog(input);
  if (!parsed || (!isParticipants && parsed.name !== "Transfer")) return [];
  const args = byName(parsed.fragment.inputs, parsed.args);
  return [
    {
      contract: isParticipants ? "Participants" : "SettlementCoin",
      name: parsed.name,
      args,
      part: 0,
      receivableId: null,
      coin: isParticipants ? null : log.address,
    },
  ];
};

const placed = (contracts: Contracts, blocks: ReadonlyMap<number, Block>, log: Log): Event[] => {
  const blockNumber = Number(log.blockNumber);
  const block = blocks.get(blockNumber);
  if (block?.hash !== log.blockHash)
    throw new Error(`The node contradicts itself about block ${blockNumber}.`);
  const place = { blockNumber, blockHash: log.blockHash, at: block.at };
  return readLog(contracts, log).map((read) => ({
    ...read,
    ...place,
    txHash: log.transactionHash,
    logIndex: Number(log.logIndex),
  }));
};

const inOrder = (left: Event, right: Event): number =>
  left.blockNumber - right.blockNumber || left.logIndex - right.logIndex || left.part - right.part;

/** Every event of the contracts and every transfer of their coins between two blocks, in chain order. */
export const readEvents = async (
  chain: Chain,
  contracts: Contracts,
  range: { readonly from: number; readonly to: number },
): Promise<Event[]> => {
  const addresses = [contracts.receivables, contracts.participants, ...contracts.coins.values()];
  const logs = await chain.logs({ addresses, ...range });
  const blocks = await blocksAt(
    chain,
    logs.map(({ blockNumber }) => Number(blockNumber)),
  );
  return logs.flatMap((log) => placed(contracts, blocks, log)).sort(inOrder);
};
