import { expect, test } from "vitest";
import { callOf } from "@/adapters/chain/calls";
import { type ContractBook, interfaces } from "@/adapters/chain/contracts";
import { NO_OFFER } from "@/core/typed-data/deal";
import { structToJson } from "@/core/typed-data/deal-json";

const account = (digit: string) => `0x${digit.repeat(40)}` as const;
const HASH = `0x${"11".repeat(32)}` as const;

const book: ContractBook = {
  receivables: account("1"),
  participants: account("2"),
  reserves: account("9"),
  orderLog: account("8"),
  collectionCode: account("3"),
  coins: new Map([["HKD", account("4")]]),
};

const deal = structToJson({
  terms: {
    receivable: HASH,
    seller: account("5"),
    warehouse: account("6"),
    buyer: account("7"),
    coin: account("4"),
    amountDue: 9_007_199_254_740_991n,
    dueAt: 1_800_000_000,
    ordersRoot: HASH,
    documentHash: HASH,
  },
  registeredAt: 1_700_000_000,
  offer: { ...NO_OFFER, dayOffset: -3_600 },
  attesters: [account("6")],
});

test("a stored deal is encoded exactly, down to negative offsets and the last unit", () => {
  const { to, data } = callOf(book, "sweep", { deal }, []);
  expect(to).toBe(book.receivables);
  const [read] = interfaces.receivables.decodeFunctionData("sweep", data);
  expect(read.terms.amountDue).toBe(9_007_199_254_740_991n);
  expect(read.offer.dayOffset).toBe(-3_600n);
  expect([...read.attesters]).toEqual([account("6")]);
});

test("payees that are left out are the present holders; those that are named are kept", () => {
  const payees = (payload: object) =>
    interfaces.receivables.decodeFunctionData(
      "sweep",
      callOf(book, "sweep", { deal, ...payload }, [account("8")]).data,
    )[1];
  expect([...payees({})]).toEqual([account("8")]);
  expect([...payees({ payees: [] })]).toEqual([]);
});

test("a mint names its coin by currency or address, and only a coin of ours", () => {
  const mint = (coin: object) =>
    callOf(book, "mint", { ...coin, to: account("5"), amount: "5" }, []).to;
  expect(mint({ currency: "HKD" })).toBe(account("4"));
  expect(mint({ coin: account("4") })).toBe(account("4"));
  expect(() => mint({ coin: account("8") })).toThrow(TypeError);
});

test("a payload that lacks an argument is refused by name", () => {
  expect(() => callOf(book, "fund", { deal }, [])).toThrow(/fund lacks sellerSignature/);
});
