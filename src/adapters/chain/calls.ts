import type { ContractBook } from "@/adapters/chain/contracts";
import { interfaces } from "@/adapters/chain/contracts";
import type { IntentKind, Json } from "@/core/intent/intent";
import type { Call } from "@/ports/chain-sender";

type Payload = { readonly [key: string]: Json };

/** The contract function of each kind, and the payload keys that are its arguments, in order. */
const functions: Readonly<
  Record<
    IntentKind,
    {
      readonly contract: "receivables" | "participants" | "reserves" | "orderLog" | "coin";
      readonly name: string;
      readonly takes: readonly string[];
    }
  >
> = {
  register: {
    contract: "receivables",
    name: "register",
    takes: ["registration", "sellerSignature", "warehouseSignature"],
  },
  fund: { contract: "receivables", name: "fund", takes: ["deal", "sellerSignature", "payment"] },
  release: {
    contract: "receivables",
    name: "release",
    takes: ["deal", "attestation", "approvals"],
  },
  lodge: { contract: "receivables", name: "lodge", takes: ["deal", "attestation", "approvals"] },
  "void-attestation": {
    contract: "receivables",
    name: "voidAttestation",
    takes: ["deal", "seq", "expiry", "approval"],
  },
  settle: { contract: "receivables", name: "settle", takes: ["deal", "payment", "payees"] },
  sweep: { contract: "receivables", name: "sweep", takes: ["deal", "payees"] },
  "sweep-other": { contract: "receivables", name: "sweepOther", takes: ["deal", "coin"] },
  "pay-out": { contract: "receivables", name: "payOut", takes: ["deal", "holders"] },
  "close-funding": { contract: "receivables", name: "closeFunding", takes: ["deal", "payees"] },
  "close-release": { contract: "receivables", name: "closeRelease", takes: ["deal", "payees"] },
  "declare-default": { contract: "receivables", name: "declareDefault", takes: ["deal", "payees"] },
  cancel: { contract: "receivables", name: "cancel", takes: ["deal", "expiry", "signature"] },
  "buy-back": { contract: "receivables", name: "buyBack", takes: ["deal", "payment", "payees"] },
  dilute: {
    contract: "receivables",
    name: "dilute",
    takes: ["deal", "diluted", "documentHash", "expiry", "signature", "consents"],
  },
  "supersede-offers": {
    contract: "receivables",
    name: "raiseOfferFloor",
    takes: ["deal", "sequence", "expiry", "signature"],
  },
  claim: { contract: "receivables", name: "claim", takes: ["coin", "account"] },
  "set-participant": {
    contract: "participants",
    name: "setParticipant",
    takes: ["account", "organisation", "roles", "licence", "licenceExpiry"],
  },
  "set-frozen": {
    contract: "participants",
    name: "setFrozen",
    takes: ["account", "frozen", "listReference"],
  },
  mint: { contract: "coin", name: "mint", takes: ["to", "amount"] },
  "attest-reserve": { contract: "reserves", name: "attest", takes: ["report", "signatures"] },
  "anchor-audit": { contract: "orderLog", name: "anchor", takes: ["batch", "signature"] },
};

/** The coin a payload names, by address or by currency; only coins of this installation are ever called. */
const coinOf = (book: ContractBook, { coin, currency }: Payload): string => {
  const known = [...book.coins].find(([code, address]) => code === currency || address === coin);
  if (!known) throw new TypeError("The payload names no coin of this installation.");
  return known[1];
};

/** What stands for a list that the payload leaves out: present holders are paid, nobody else has consented. */
const leftOut = (key: string, holders: readonly string[]): Json | undefined => {
  if (key === "payees" || key === "holders") return holders;
  return key === "consents" ? [] : undefined;
};

/**
 * The contract call of an intent. Payees and holders that are left out are the present `holders` of the note.
 * @throws TypeError when the payload does not fit the kind.
 */
export const callOf = (
  book: ContractBook,
  kind: IntentKind,
  payload: Payload,
  holders: readonly string[],
): Call => {
  const { contract, name, takes } = functions[kind];
  const values = takes.map((key) => {
    const value = payload[key] ?? leftOut(key, holders);
    if (value === undefined) throw new TypeError(`The payload of ${kind} lacks ${key}.`);
    return value;
  });
  const { receivables, participants, reserves, orderLog } = book;
  const to = { receivables, participants, reserves, orderLog, coin: null }[contract];
  return {
    to: to ?? coinOf(book, payload),
    data: interfaces[contract].encodeFunctionData(name, values),
  };
};
