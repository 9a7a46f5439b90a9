import { type ChainFact, inChainOrder, wholeOf } from "@/core/chain-fact/chain-fact";
import { escrowOf, receivableFrom } from "@/core/chain-fact/receivable-state";
import type { IntentKind, Json } from "@/core/intent/intent";
import {
  buyBackNonce,
  dealHash,
  fundingNonce,
  type NoncePart,
  paymentNonce,
} from "@/core/receivable/terms";
import { dealFromJson, type JsonStruct } from "@/core/typed-data/deal-json";
import type { Hex } from "@/core/typed-data/typed-data";

/** An act as its intent has it. */
export type Act = {
  readonly kind: IntentKind;
  readonly payload: JsonStruct;
};

type Facts = readonly ChainFact[];
type Rule = (payload: JsonStruct, facts: Facts) => ChainFact | undefined;
type Wanted = (payload: JsonStruct) => Readonly<Record<string, Json | undefined>>;

const structIn = (json: Json | undefined): JsonStruct =>
  json !== null && typeof json === "object" && !Array.isArray(json) ? (json as JsonStruct) : {};

const partOf = (payload: JsonStruct, key: string): JsonStruct => structIn(payload[key]);

const isSame = (told: Json | undefined, wanted: Json | undefined): boolean =>
  wanted !== undefined && String(told).toLowerCase() === String(wanted).toLowerCase();

const carries = ({ args }: ChainFact, wanted: ReturnType<Wanted>): boolean =>
  Object.entries(wanted).every(([name, value]) => isSame(args[name], value));

/** The present life of a receivable: a lot that was cancelled may be registered anew. */
const lifeOf = (facts: Facts): Facts =>
  facts.slice(
    Math.max(
      0,
      facts.findLastIndex(({ name }) => name === "LotRegistered"),
    ),
  );

const told =
  (name: string, wanted: Wanted = () => ({})): Rule =>
  (payload, facts) =>
    lifeOf(facts).findLast((fact) => fact.name === name && carries(fact, wanted(payload)));

const anyOf =
  (...rules: readonly Rule[]): Rule =>
  (payload, facts) =>
    rules.map((rule) => rule(payload, facts)).find(Boolean);

/** A mark that only rises: it stands as well where somebody raised it higher. */
const raised =
  (name: string, mark: string): Rule =>
  (payload, facts) =>
    lifeOf(facts).findLast(
      (fact) => fact.name === name && wholeOf(fact.args, mark) >= BigInt(String(payload[mark])),
    );

const usesNonce = ({ args }: ChainFact, nonce: () => Hex): boolean =>
  Array.isArray(args.nonces) && args.nonces.includes(nonce());

/** A payment counts only where the coin tells that this very authorisation was used for it. */
const paid =
  (name: string, payer: string, nonceOf: (payload: JsonStruct, part: NoncePart) => Hex): Rule =>
  (payload, facts) => {
    const payment = partOf(payload, "payment");
    const nonce = (): Hex =>
      nonceOf(payload, {
        payer: payment.payer as Hex,
        amount: BigInt(String(payment.amount)),
        salt: payment.salt as Hex,
      });
    const wanted = { [payer]: payment.payer, amount: payment.amount };
    return facts.findLast(
      (fact) => fact.name === name && carries(fact, wanted) && usesNonce(fact, nonce),
    );
  };

const receivableOf = (payload: JsonStruct): Hex =>
  dealFromJson(partOf(payload, "deal")).terms.receivable;

/** Every lot of the batch, in these very terms, by a registration that is not older than the batch. */
const registered: Rule = (payload, facts) => {
  const { lots, issuedAt, seller, warehouse, coin } = partOf(payload, "registration");
  if (!Array.isArray(lots)) return undefined;
  const found = lots.map((lot) => {
    const terms = { ...structIn(lot), seller, warehouse, coin };
    return facts.findLast(
      (fact) =>
        fact.name === "LotRegistered" &&
        carries(fact, terms) &&
        wholeOf(fact.args, "registeredAt") >= BigInt(String(issuedAt)),
    );
  });
  const all = found.flatMap((fact) => fact ?? []);
  return all.length === lots.length ? all.sort(inChainOrder).at(-1) : undefined;
};

const attested: Wanted = (payload) => {
  const { seq, evidenceHash } = partOf(payload, "attestation");
  return { seq, evidenceHash };
};
const released = anyOf(told("Released", attested), told("DeliveryClosed", attested));

const lodged = told("AttestationLodged", (payload) => {
  const { seq, delivered, notBefore } = partOf(payload, "attestation");
  return { seq, delivered, notBefore };
});

/** Nothing of the lenders' money is left to give back. */
const escrowReturned: Rule = (_payload, facts) => {
  const life = lifeOf(facts);
  return escrowOf(receivableFrom(life)) === 0n
    ? life.findLast(({ name }) => name === "Returned")
    : undefined;
};

/** What was set aside for an account was paid to itself, and nothing was set aside since. */
const claimPaid: Rule = ({ coin, account }, facts) => {
  const last = facts.findLast(
    (fact) =>
      ["Parked", "Claimed", "ClaimReaddressed"].includes(fact.name) &&
      carries(fact, { coin, account }),
  );
  return last?.name === "Claimed" && isSame(last.args.to, account) ? last : undefined;
};

/** All of a foreign coin that came was set aside. */
const setAside: Rule = ({ coin }, facts) => {
  const account = facts.findLast(({ name }) => name === "LotRegistered")?.args.collectionAccount;
  const last = facts.findLast(
    (fact) =>
      isSame(fact.args.coin, coin) &&
      (fact.name === "Parked" || (fact.name === "Transfer" && isSame(fact.args.to, account))),
  );
  return last?.name === "Parked" ? last : undefined;
};

/** Acts that anybody may carry in, or do. What only a key of the platform can do, nobody does instead. */
const rules: Readonly<Partial<Record<IntentKind, Rule>>> = {
  register: registered,
  fund: paid("Funded", "lender", (payload, part) =>
    fundingNonce(dealHash(dealFromJson(partOf(payload, "deal"))), part),
  ),
  settle: paid("Collected", "payer", (payload, part) => paymentNonce(receivableOf(payload), part)),
  "buy-back": paid("BoughtBack", "payer", (payload, part) =>
    buyBackNonce(receivableOf(payload), part),
  ),
  release: released,
  lodge: anyOf(lodged, released),
  "void-attestation": raised("AttestationVoided", "seq"),
  cancel: told("Cancelled"),
  dilute: told("Diluted", ({ diluted, documentHash }) => ({ diluted, documentHash })),
  "supersede-offers": raised("OfferFloorRaised", "sequence"),
  "close-funding": told("FundingClosed"),
  "close-release": escrowReturned,
  "declare-default": told("Defaulted"),
  "sweep-other": setAside,
  claim: claimPaid,
};

/** Receivables whose facts tell whether an act stands; a claim is told by its account's. */
export const toldBy = ({ kind, payload }: Act, receivableId: string | null): readonly string[] => {
  if (kind !== "register") return receivableId === null ? [] : [receivableId];
  const { lots } = partOf(payload, "registration");
  return Array.isArray(lots) ? lots.map((lot) => String(structIn(lot).receivable)) : [];
};

const UNFIT = [TypeError, RangeError, SyntaxError] as const;

/**
 * The fact in which the very effect of an act stands on the chain, whoever sent it; null where it does not stand, and where
 * the payload is none of its kind. `facts` are all of the receivables it is about, or of the account a claim is about, in
 * chain order.
 */
export const effectIn = ({ kind, payload }: Act, facts: Facts): ChainFact | null => {
  try {
    return rules[kind]?.(payload, facts) ?? null;
  } catch (error) {
    if (UNFIT.some((unfit) => error instanceof unfit)) return null;
    throw error;
  }
};
