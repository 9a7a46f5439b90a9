import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { creditDocumentHash } from "@/core/credit/credit-document";
import { type CreditLine, creditLines, type StoredCredit } from "@/core/credit/credit-list";
import {
  type CreditBooks,
  checkWords,
  credit,
  creditRoom,
  mayCredit,
} from "@/core/credit/credit-note";
import { keccakHex } from "@/core/typed-data/hash-struct";

const NONE = { fee: 0n, late: 0n, charge: 0n, principal: 0n };
const released: CreditBooks = {
  status: "released",
  amountDue: 100_000n,
  diluted: 0n,
  collected: 0n,
  funded: 80_000n,
  released: 80_000n,
  escrow: 0n,
  principalPaid: 0n,
  advanceBps: 8_000,
  owed: { fee: 400n, late: 0n, charge: 600n, principal: 80_000n },
};
const inEscrow: CreditBooks = {
  ...released,
  status: "funded",
  released: 0n,
  escrow: 80_000n,
  owed: NONE,
};

const effectOf = (books: CreditBooks, amount: bigint) => {
  const decision = credit(books, amount);
  if (!decision.ok) throw new Error(decision.code);
  return decision.value;
};
const codeOf = (books: CreditBooks, amount: bigint): string => {
  const decision = credit(books, amount);
  return decision.ok ? "ok" : decision.code;
};

describe("a credit after release", () => {
  test("comes out of the hold-back, to the last unit of it and no further", () => {
    expect(creditRoom(released)).toBe(19_000n);
    expect(effectOf(released, 4_000n)).toEqual({
      diluted: 4_000n,
      owes: { before: 100_000n, after: 96_000n },
      holdBack: { before: 19_000n, after: 15_000n },
      returned: 0n,
      becomes: null,
    });
    expect(effectOf(released, 19_000n).holdBack?.after).toBe(0n);
    expect(codeOf(released, 19_001n)).toBe("credit.over_limit");
    expect(codeOf(released, 0n)).toBe("credit.amount_invalid");
  });

  test("adds to earlier credits", () => {
    const once = { ...released, diluted: 4_000n };
    expect(creditRoom(once)).toBe(15_000n);
    expect(effectOf(once, 1_000n)).toMatchObject({
      diluted: 5_000n,
      owes: { before: 96_000n, after: 95_000n },
    });
  });

  test("sends escrow back that can never be released any more", () => {
    const half = {
      ...released,
      released: 40_000n,
      escrow: 40_000n,
      owed: { ...NONE, principal: 40_000n },
    };
    expect(effectOf(half, 10_000n)).toMatchObject({
      returned: 8_000n,
      holdBack: { before: 20_000n, after: 18_000n },
    });
    const repaid = { ...half, collected: 50_000n, principalPaid: 40_000n, owed: NONE };
    expect(effectOf(repaid, 50_000n)).toMatchObject({ returned: 40_000n, becomes: "settled" });
  });
});

describe("a credit before release", () => {
  test("may take the whole debt: then everything goes back to the lenders", () => {
    expect(effectOf(inEscrow, 10_000n)).toMatchObject({ returned: 8_000n, becomes: null });
    expect(effectOf(inEscrow, 100_000n)).toMatchObject({ returned: 80_000n, becomes: "refunded" });
  });

  test("can close a funding that has put in all that is left to advance", () => {
    const funding = { ...inEscrow, status: "funding", funded: 60_000n, escrow: 60_000n };
    expect(effectOf(funding, 10_000n)).toMatchObject({ returned: 0n, becomes: null });
    expect(effectOf(funding, 25_000n)).toMatchObject({ returned: 0n, becomes: "funded" });
    expect(effectOf(funding, 30_000n)).toMatchObject({ returned: 4_000n, becomes: "funded" });
  });

  test("moves no money while nobody has funded", () => {
    const bare = { ...inEscrow, status: "registered", funded: 0n, escrow: 0n, advanceBps: 0 };
    expect(effectOf(bare, 1n)).toMatchObject({ returned: 0n, becomes: null, holdBack: null });
  });
});

test("for any books: lenders' money is never credited away, and the escrow is never overdrawn", () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 15n });
  const any = fc.record({
    ...{ amountDue: amount, diluted: amount, collected: amount, owing: amount },
    ...{ released: amount, escrow: amount, principalPaid: amount, credited: amount },
    advanceBps: fc.integer({ min: 1, max: 10_000 }),
    status: fc.constantFrom("funding", "funded", "released"),
  });
  fc.assert(
    fc.property(any, ({ owing, credited, ...figures }) => {
      const books = {
        ...figures,
        funded: figures.released + figures.escrow,
        owed: { ...NONE, principal: owing },
      };
      const decision = credit(books, credited);
      if (!decision.ok) return;
      const { diluted, returned } = decision.value;
      expect(books.amountDue - diluted - books.collected).toBeGreaterThanOrEqual(owing);
      expect(returned).toBeGreaterThanOrEqual(0n);
      expect(returned).toBeLessThanOrEqual(books.escrow);
    }),
  );
});

test.each([
  ["registered", "ok"],
  ["funding", "ok"],
  ["funded", "ok"],
  ["released", "ok"],
  ["registering", "credit.not_registered"],
  ["settled", "credit.over"],
  ["defaulted", "credit.over"],
])("a receivable that is %s: %s", (status, code) => {
  const decision = mayCredit(status);
  expect(decision.ok ? "ok" : decision.code).toBe(code);
});

describe("the words of a note", () => {
  const words = { number: "CN-7", cause: "returned", note: null, file: null } as const;

  test("need a text where the cause says nothing", () => {
    expect(checkWords(words).ok).toBe(true);
    expect(checkWords({ ...words, cause: "other" }).ok).toBe(false);
    expect(checkWords({ ...words, cause: "other", note: "Goodwill" }).ok).toBe(true);
  });

  test("stand on chain by their hash, or by that of the document", () => {
    const text = '["quaynote.credit.1","0x1","CN-7","4000","returned",""]';
    const own = keccakHex(new TextEncoder().encode(text));
    expect(creditDocumentHash("0x1", words, 4_000n)).toBe(own);
    const file = { name: "cn-7.pdf", hash: `0x${"ab".repeat(32)}` as const };
    expect(creditDocumentHash("0x1", { ...words, file }, 4_000n)).toBe(file.hash);
  });
});

describe("the list of credits", () => {
  const at = new Date(0);
  const stored = (id: string, diluted: bigint, status: string): StoredCredit => ({
    ...{ id, number: id, cause: "price", note: null, fileName: null, amount: 1n, diluted },
    ...{ documentHash: `0x${id}`, status, createdAt: at },
  });
  const fact = (diluted: bigint, hash: string) => ({
    args: { diluted: diluted.toString(), documentHash: hash },
    at: new Date(1),
    txHash: "0x01",
  });
  const shown = ({ words, amount, status }: CreditLine) => [words?.number ?? null, amount, status];

  test("gives the chain's facts the words they were signed with, then what is not booked", () => {
    const lines = creditLines(
      [stored("aa", 10n, "failed"), stored("bb", 10n, "signed"), stored("cc", 30n, "signed")],
      [fact(10n, "0xBB"), fact(25n, "0xdd")],
    );
    expect(lines.map(shown)).toEqual([
      ["bb", 10n, "booked"],
      [null, 15n, "booked"],
      ["aa", 1n, "failed"],
      ["cc", 1n, "signed"],
    ]);
  });

  test("a note signed again after a refusal is the booked one", () => {
    const again = { ...stored("bb", 10n, "signed"), documentHash: "0xaa" };
    const lines = creditLines([stored("aa", 10n, "failed"), again], [fact(10n, "0xaa")]);
    expect(lines.map(shown)).toEqual([
      ["bb", 10n, "booked"],
      ["aa", 1n, "failed"],
    ]);
  });
});
