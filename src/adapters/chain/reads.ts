import { getAddress } from "ethers";
import { type ContractBook, currencyOfCoin, interfaces } from "@/adapters/chain/contracts";
import type { RawLog } from "@/adapters/chain/decode";
import type { ChainConnection } from "@/adapters/chain/provider";
import { chainStatusAt } from "@/core/chain-fact/chain-fact";
import type { PaymentStanding } from "@/core/claim/claim-standing";
import type { Currency } from "@/core/money";
import type { Hex } from "@/core/typed-data/typed-data";
import type {
  ChainFacts,
  ReceivableOnChain,
  ReserveOnChain,
  TransactionOnChain,
} from "@/ports/verify-views";

type RawBlock = { number: string; hash: string; timestamp: string };
type RawReceipt = { transactionHash: string; blockNumber: string; status: string; logs: RawLog[] };

const momentOfBlock = ({ timestamp }: RawBlock): Date => new Date(Number(timestamp) * 1000);

const receivableAt = async (
  chain: ChainConnection,
  book: ContractBook,
  id: Hex,
): Promise<ReceivableOnChain> => {
  const block = await chain.rpc<RawBlock>("eth_getBlockByNumber", ["latest", false]);
  const ask = (name: string) => ({
    method: "eth_call",
    params: [
      { to: book.receivables, data: interfaces.receivables.encodeFunctionData(name, [id]) },
      { blockHash: block.hash },
    ],
  });
  const [held, committed] = await chain.rpcMany<string>([ask("position"), ask("commitmentOf")]);
  const [position] = interfaces.receivables.decodeFunctionResult("position", held ?? "0x");
  const [commitment] = interfaces.receivables.decodeFunctionResult(
    "commitmentOf",
    committed ?? "0x",
  );
  return {
    contract: book.receivables,
    blockNumber: Number(block.number),
    blockAt: momentOfBlock(block),
    status: chainStatusAt(Number(position.status)),
    commitment,
    funded: position.funded,
    released: position.released,
    delivered: position.delivered,
    diluted: position.diluted,
    collected: position.collected,
    principalRepaid: position.principalRepaid,
  };
};

const eventOf = (book: ContractBook, log: RawLog): TransactionOnChain["events"][number][] => {
  const address = getAddress(log.address);
  const input = { topics: [...log.topics], data: log.data };
  if (address === book.receivables) {
    const parsed = interfaces.receivables.parseLog(input);
    const receivableId = parsed?.fragment.inputs.some(({ name }) => name === "receivable")
      ? String(parsed.args.receivable)
      : null;
    return parsed ? [{ contract: "Receivables", name: parsed.name, receivableId }] : [];
  }
  const contract = address === book.participants ? "Participants" : currencyOfCoin(book, address);
  const parsed =
    contract && interfaces[contract === "Participants" ? "participants" : "coin"].parseLog(input);
  return contract && parsed ? [{ contract, name: parsed.name, receivableId: null }] : [];
};

const standingOf = async (
  chain: ChainConnection,
  book: ContractBook,
  { coin, account }: { coin: string; account: string },
): Promise<PaymentStanding> => {
  const ask = (to: string, data: string) => ({
    method: "eth_call",
    params: [{ to, data }, "latest"],
  });
  const [listed, paused, frozen] = await chain.rpcMany<string>([
    ask(coin, interfaces.coin.encodeFunctionData("isBlacklisted", [account])),
    ask(coin, interfaces.coin.encodeFunctionData("paused")),
    ask(book.participants, interfaces.participants.encodeFunctionData("isFrozen", [account])),
  ]);
  const yes = (word: string | undefined): boolean => BigInt(word ?? "0x") !== 0n;
  return { listed: yes(listed), paused: yes(paused), frozen: yes(frozen) };
};

const reserveOf = async (
  chain: ChainConnection,
  book: ContractBook,
  currency: Currency,
): Promise<ReserveOnChain> => {
  const block = await chain.rpc<RawBlock>("eth_getBlockByNumber", ["latest", false]);
  const ask = (name: string) => ({
    method: "eth_call",
    params: [
      { to: book.reserves, data: interfaces.reserves.encodeFunctionData(name, [currency]) },
      { blockHash: block.hash },
    ],
  });
  const [newest, covered] = await chain.rpcMany<string>([ask("latest"), ask("coverage")]);
  const [{ asOf }] = interfaces.reserves.decodeFunctionResult("latest", newest ?? "0x");
  const figures = interfaces.reserves.decodeFunctionResult("coverage", covered ?? "0x");
  const { total, supply, needed, headroom } = figures;
  return {
    ...{ total, supply, needed, headroom },
    asOf: Number(asOf),
    blockAt: Number(block.timestamp),
  };
};

/** What a web page asks the node itself, so that an answer does not rest on our records. */
export const chainFacts = (chain: ChainConnection, book: ContractBook): ChainFacts => ({
  receivable: (id) => receivableAt(chain, book, id),
  transaction: async (hash) => {
    const receipt = await chain.rpc<RawReceipt | null>("eth_getTransactionReceipt", [hash]);
    if (!receipt) return null;
    const block = await chain.rpc<RawBlock>("eth_getBlockByNumber", [receipt.blockNumber, false]);
    return {
      hash: receipt.transactionHash,
      blockNumber: Number(receipt.blockNumber),
      blockAt: momentOfBlock(block),
      succeeded: receipt.status === "0x1",
      events: receipt.logs.flatMap((log) => eventOf(book, log)),
    };
  },
  coinBalance: async (coin, account) =>
    BigInt(
      await chain.rpc<string>("eth_call", [
        { to: coin, data: interfaces.coin.encodeFunctionData("balanceOf", [account]) },
        "latest",
      ]),
    ),
  standing: (coin, account) => standingOf(chain, book, { coin, account }),
  reserve: (currency) => reserveOf(chain, book, currency),
});
