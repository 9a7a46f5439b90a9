import { describe, expect, test } from "vitest";
import type { ChainFact, FactArgs } from "@/core/chain-fact/chain-fact";
import { built, factAt } from "@/core/chain-fact/fact-builder";
import { effectIn } from "@/core/intent/effect-in";
import type { IntentKind } from "@/core/intent/intent";
import { dealHash, fundingNonce, paymentNonce } from "@/core/receivable/terms";
import { type Deal, NO_OFFER } from "@/core/typed-data/deal";
import { type JsonStruct, structToJson } from "@/core/typed-data/deal-json";
import type { Hex } from "@/core/typed-data/typed-data";

const hash = (digit: string): Hex => `0x${digit.repeat(64)}`;
const id = built.id as Hex;
const deal: Deal = {
  terms: {
    ...{ receivable: id, seller: built.seller as Hex, warehouse: built.warehouse as Hex },
    ...{ buyer: built.buyer as Hex, coin: built.coin as Hex, amountDue: 1_000n, dueAt: 9_000 },
    ...{ ordersRoot: hash("1"), documentHash: hash("2") },
  },
  registeredAt: 100,
  offer: NO_OFFER,
  attesters: [],
};
const { seller, warehouse, coin, ...lot } = deal.terms;
const registration = { seller, warehouse, coin, issuedAt: 100, expiry: 200, lots: [lot] };

const registeredIn = (block: number, change: FactArgs = {}): ChainFact =>
  factAt(block, "LotRegistered", {
    ...(structToJson({ ...deal.terms, registeredAt: 100n }) as FactArgs),
    ...{ dueAt: "9000", collectionAccount: built.collection, ...change },
  });

const payment = { payer: built.lender as Hex, amount: 300n, salt: hash("3") };
const paid = (payer: string, name: string, nonces: readonly Hex[]) => (block: number) =>
  factAt(block, name, { [payer]: payment.payer, amount: "300", nonces });

const effect = (kind: IntentKind, payload: object, facts: readonly ChainFact[]) =>
  effectIn({ kind, payload: structToJson(payload) as JsonStruct }, facts)?.blockNumber ?? null;

describe("a registration stands", () => {
  const stands = (facts: readonly ChainFact[], change: object = {}) =>
    effect("register", { registration: { ...registration, ...change } }, facts);

  test("where each of its lots was registered in its very terms", () => {
    expect(stands([registeredIn(2)])).toBe(2);
    expect(
      stands([registeredIn(2)], { lots: [lot, { ...lot, receivable: hash("4") }] }),
    ).toBeNull();
    expect(stands([registeredIn(2, { amountDue: "999" })])).toBeNull();
    expect(stands([registeredIn(2, { warehouse: built.other })])).toBeNull();
  });

  test("not by an earlier life of the lot", () => {
    expect(stands([registeredIn(2)], { issuedAt: 101 })).toBeNull();
  });
});

describe("a payment stands", () => {
  const ours = fundingNonce(dealHash(deal), payment);

  test("where the payer's very authorisation was used for it", () => {
    const funded = paid("lender", "Funded", [hash("5"), ours]);
    expect(effect("fund", { deal, payment }, [registeredIn(1), funded(2)])).toBe(2);
  });

  test("not where the same sum came by another authorisation, or by none that is told", () => {
    const other = [paid("lender", "Funded", [hash("5")])(2)];
    expect(effect("fund", { deal, payment }, other)).toBeNull();
    const untold = [factAt(2, "Funded", { lender: payment.payer, amount: "300" })];
    expect(effect("fund", { deal, payment }, untold)).toBeNull();
  });

  test("as what it was signed for: a payment's nonce makes no funding", () => {
    const nonce = paymentNonce(id, payment);
    expect(effect("settle", { deal, payment }, [paid("payer", "Collected", [nonce])(2)])).toBe(2);
    expect(effect("fund", { deal, payment }, [paid("lender", "Funded", [nonce])(2)])).toBeNull();
  });
});

describe("what is marked only upwards stands", () => {
  const at = (sequence: string) => [registeredIn(1), factAt(2, "OfferFloorRaised", { sequence })];

  test("where somebody marked it as high or higher", () => {
    const stands = (sequence: string) =>
      effect("supersede-offers", { deal, sequence: 3 }, at(sequence));
    expect([stands("2"), stands("3"), stands("4")]).toEqual([null, 2, 2]);
  });
});

describe("an act on a receivable stands", () => {
  const attestation = { seq: 4, evidenceHash: hash("a"), delivered: 10n, notBefore: 5 };

  test("in its present life only", () => {
    const cancelled = [registeredIn(1), factAt(2, "Cancelled", {})];
    expect(effect("cancel", { deal }, cancelled)).toBe(2);
    expect(effect("cancel", { deal }, [...cancelled, registeredIn(3)])).toBeNull();
  });

  test("by this attestation and no other", () => {
    const released = (change: FactArgs) => [
      factAt(2, "Released", { seq: "4", evidenceHash: hash("A"), ...change }),
    ];
    expect(effect("release", { deal, attestation }, released({}))).toBe(2);
    expect(effect("release", { deal, attestation }, released({ seq: "5" }))).toBeNull();
    expect(
      effect("release", { deal, attestation }, released({ evidenceHash: hash("b") })),
    ).toBeNull();
    expect(effect("lodge", { deal, attestation }, released({}))).toBe(2);
  });

  test("by this credit and no other", () => {
    const credit = { deal, diluted: 7n, documentHash: hash("c") };
    const diluted = (figure: string) => [
      factAt(2, "Diluted", { diluted: figure, documentHash: hash("c") }),
    ];
    expect(effect("dilute", credit, diluted("7"))).toBe(2);
    expect(effect("dilute", credit, diluted("8"))).toBeNull();
  });

  test("as a return of escrow only where none is left", () => {
    const funded = factAt(2, "Funded", {
      ...{ lender: built.lender, amount: "300", funded: "300", status: "3" },
    });
    const returned = (sum: string) =>
      factAt(3, "Returned", { amount: sum, returned: sum, status: "7" });
    const facts = [registeredIn(1), funded];
    expect(effect("close-release", { deal }, [...facts, returned("300")])).toBe(3);
    expect(effect("close-release", { deal }, [...facts, returned("299")])).toBeNull();
  });
});

describe("a claim stands", () => {
  const wanted = { coin: built.coin, account: built.seller };
  const parked = (block: number) => factAt(block, "Parked", wanted);
  const claimed = (block: number, to: string) => factAt(block, "Claimed", { ...wanted, to });

  test("where the account itself was paid, and nothing was set aside since", () => {
    expect(effect("claim", wanted, [parked(1), claimed(2, built.seller)])).toBe(2);
    expect(effect("claim", wanted, [parked(1), claimed(2, built.other)])).toBeNull();
    expect(effect("claim", wanted, [claimed(1, built.seller), parked(2)])).toBeNull();
    const moved = factAt(2, "ClaimReaddressed", { ...wanted, to: built.other });
    expect(effect("claim", wanted, [parked(1), moved])).toBeNull();
  });
});

describe("a foreign coin is set aside", () => {
  const came = (block: number) =>
    factAt(block, "Transfer", { coin: built.other, from: built.buyer, to: built.collection });
  const parked = (block: number) => factAt(block, "Parked", { coin: built.other });

  test("where all of it was, whichever transfer it came by", () => {
    const stands = (...facts: readonly ChainFact[]) =>
      effect("sweep-other", { deal, coin: built.other }, [registeredIn(1), ...facts]);
    expect(stands(came(2), came(3), parked(4))).toBe(4);
    expect(stands(came(2), parked(3), came(4))).toBeNull();
  });
});

test("nothing stands of what only the platform's keys can do, nor of a payload that fits nothing", () => {
  const facts = [registeredIn(1), factAt(2, "AttestationVoided", { seq: "1" })];
  expect(effect("mint", { to: built.buyer, amount: 5n }, facts)).toBeNull();
  expect(effect("void-attestation", {}, facts)).toBeNull();
  expect(effect("register", { registration: "none" }, facts)).toBeNull();
});
