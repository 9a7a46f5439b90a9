import { getAddress, type ParamType, type Result } from "ethers";
import { type ContractBook, currencyOfCoin, interfaces } from "@/adapters/chain/contracts";
import type { ChainFact, FactArgs } from "@/core/chain-fact/chain-fact";
import type { Json } from "@/core/intent/intent";
import { NO_OFFER } from "@/core/typed-data/deal";
import type { BlockHead } from "@/ports/chain-reader";

/** A log as the node gives it. */
export type RawLog = {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
  readonly blockHash: string;
  readonly transactionHash: string;
  readonly logIndex: string;
};

const plain = (type: ParamType, value: unknown): Json => {
  if (type.baseType === "array" && type.arrayChildren) {
    const child = type.arrayChildren;
    return [...(value as Result)].map((item) => plain(child, item));
  }
  if (type.baseType === "tuple") return named(type.components ?? [], value as Result);
  return typeof value === "bigint" ? value.toString() : (value as Json);
};

const named = (types: readonly ParamType[], values: Result): { readonly [key: string]: Json } =>
  Object.fromEntries(types.map((type, index) => [type.name, plain(type, values[index])]));

/** Integers of at most 48 bits are plain numbers in a deal, larger ones decimal strings. */
const dealJson = (type: ParamType, value: unknown): Json => {
  if (type.baseType === "array" && type.arrayChildren) {
    const child = type.arrayChildren;
    return [...(value as Result)].map((item) => dealJson(child, item));
  }
  if (type.baseType === "tuple")
    return Object.fromEntries(
      (type.components ?? []).map((part, index) => [
        part.name,
        dealJson(part, (value as Result)[index]),
      ]),
    );
  if (typeof value !== "bigint") return value as Json;
  return type.type === "uint256" ? value.toString() : Number(value);
};

/** The deal inside the calldata of a `fund` call, or null when it is another call. */
export const dealOfCalldata = (data: string): Json => {
  const call = interfaces.receivables.parseTransaction({ data });
  const [type] = call?.fragment.inputs ?? [];
  return call?.name === "fund" && type ? dealJson(type, call.args[0]) : null;
};

const idText = (id: bigint): string => `0x${id.toString(16).padStart(64, "0")}`;
const receivableOfToken = (token: string): string => idText(BigInt(token) & ~1n);

const registeredDeal = (head: FactArgs, lot: FactArgs): Json => ({
  terms: {
    receivable: lot.receivable ?? null,
    seller: head.seller ?? null,
    warehouse: head.warehouse ?? null,
    buyer: lot.buyer ?? null,
    coin: head.coin ?? null,
    amountDue: lot.amountDue ?? null,
    dueAt: Number(lot.dueAt),
    ordersRoot: lot.ordersRoot ?? null,
    documentHash: lot.documentHash ?? null,
  },
  registeredAt: Number(head.registeredAt),
  offer: { ...NO_OFFER, minimum: "0" },
  attesters: [],
});

type Draft = { readonly name: string; readonly part: number; readonly args: FactArgs };

/** Splits a batch of token movements and leaves titles out: registration and closing tell the same. */
const tokenMoves = (name: string, args: FactArgs): Draft[] => {
  const ids = name === "TransferBatch" ? (args.ids as readonly string[]) : [args.id as string];
  const values =
    name === "TransferBatch" ? (args.values as readonly string[]) : [args.value as string];
  const { from, to, operator } = args;
  return ids.flatMap((id, part) =>
    BigInt(id) & 1n
      ? [
          {
            name: "TransferSingle",
            part,
            args: { operator, from, to, id, value: values[part] ?? "0" } as FactArgs,
          },
        ]
      : [],
  );
};

const receivableOf = ({ name, args }: Draft): string | null => {
  if (name === "TransferSingle") return receivableOfToken(args.id as string);
  return typeof args.receivable === "string" ? args.receivable : null;
};

const parse = (contract: keyof typeof interfaces, log: RawLog) => {
  const parsed = interfaces[contract].parseLog({ topics: [...log.topics], data: log.data });
  return parsed ? { name: parsed.name, args: named(parsed.fragment.inputs, parsed.args) } : null;
};

const coreDrafts = (log: RawLog, head: FactArgs): Draft[] => {
  const parsed = parse("receivables", log);
  if (!parsed) return [];
  const { name, args } = parsed;
  if (name === "TransferSingle" || name === "TransferBatch") return tokenMoves(name, args);
  if (name === "LotRegistered") {
    const { seller, warehouse, coin, registeredAt } = head;
    const lot = {
      ...args,
      seller,
      warehouse,
      coin,
      registeredAt,
      deal: registeredDeal(head, args),
    };
    return [{ name, part: 0, args: lot as FactArgs }];
  }
  return name === "ApprovalForAll" || name === "URI" ? [] : [{ name, part: 0, args }];
};

const placed =
  (block: BlockHead, log: RawLog, contract: string) =>
  (draft: Draft): ChainFact => ({
    blockNumber: block.number,
    blockHash: block.hash,
    blockAt: block.blockAt,
    txHash: log.transactionHash,
    logIndex: Number(log.logIndex),
    part: draft.part,
    contract,
    name: draft.name,
    receivableId: receivableOf(draft),
    args: draft.args,
  });

const coreFacts = (book: ContractBook, block: BlockHead, logs: readonly RawLog[]): ChainFact[] => {
  let head: FactArgs = {};
  return logs
    .filter((log) => getAddress(log.address) === book.receivables)
    .flatMap((log) => {
      const drafts = coreDrafts(log, head);
      const [first] = drafts;
      if (first?.name === "Registered") head = first.args;
      return drafts.map(placed(block, log, "Receivables"));
    });
};

const participantFacts = (book: ContractBook, block: BlockHead, logs: readonly RawLog[]) =>
  logs
    .filter((log) => getAddress(log.address) === book.participants)
    .flatMap((log) => {
      const parsed = parse("participants", log);
      return parsed ? [placed(block, log, "Participants")({ ...parsed, part: 0 })] : [];
    });

const coinTransfers = (book: ContractBook, block: BlockHead, logs: readonly RawLog[]) =>
  logs.flatMap((log) => {
    const currency = currencyOfCoin(book, log.address);
    const parsed = currency ? parse("coin", log) : null;
    if (parsed?.name !== "Transfer") return [];
    const args = { ...parsed.args, coin: getAddress(log.address) };
    return [placed(block, log, "SettlementCoin")({ name: "Transfer", part: 0, args })];
  });

/** Whose authorisation a payment's fact may rest on. */
const PAYERS: Readonly<Record<string, string>> = {
  Funded: "lender",
  Collected: "payer",
  BoughtBack: "payer",
};

/** Adds to payments the coin nonces that their payer's authorisations used up in the same transaction. */
export const withNonces = (
  book: ContractBook,
  facts: readonly ChainFact[],
  logs: readonly RawLog[],
): ChainFact[] => {
  const used = logs.flatMap((log) => {
    const spent = currencyOfCoin(book, log.address) ? parse("coin", log) : null;
    return spent?.name === "AuthorizationUsed"
      ? [{ args: spent.args, txHash: log.transactionHash }]
      : [];
  });
  return facts.map((fact) => {
    const payer = fact.args[PAYERS[fact.name] ?? ""];
    const nonces = used
      .filter(({ txHash, args }) => txHash === fact.txHash && args.authorizer === payer)
      .map(({ args }) => args.nonce ?? null);
    return nonces.length > 0 ? { ...fact, args: { ...fact.args, nonces } } : fact;
  });
};

/** The logs of one block, decoded: facts of our own contracts, and every movement of our coins, whoever moved them. */
export type DecodedLogs = {
  readonly own: readonly ChainFact[];
  readonly transfers: readonly ChainFact[];
};

/** Decodes the logs of one block. Pure: needs nothing but the logs. */
export const decodeLogs = (
  book: ContractBook,
  block: BlockHead,
  logs: readonly RawLog[],
): DecodedLogs => ({
  own: [...coreFacts(book, block, logs), ...participantFacts(book, block, logs)],
  transfers: coinTransfers(book, block, logs),
});

/** Accounts the coins of a block moved between. */
export const sidesOf = ({ transfers }: DecodedLogs): string[] =>
  transfers.flatMap(({ args }) => [args.from as string, args.to as string]);

/** The facts of a block that touch our books, in chain order. `known` has the collection accounts as of this block. */
export const factsAmong = (
  book: ContractBook,
  { own, transfers }: DecodedLogs,
  known: ReadonlyMap<string, string>,
): ChainFact[] => {
  const kept = transfers.flatMap((fact) => {
    const [from, to] = [fact.args.from as string, fact.args.to as string];
    const receivableId = known.get(from) ?? known.get(to) ?? null;
    const ours = receivableId !== null || from === book.receivables || to === book.receivables;
    return ours ? [{ ...fact, receivableId }] : [];
  });
  return [...own, ...kept].sort(
    (left, right) => left.logIndex - right.logIndex || left.part - right.part,
  );
};
