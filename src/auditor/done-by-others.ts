import { id as hashOfText, zeroPadValue } from "ethers";
import { buyBackNonce, dealHash, fundingNonce, paymentNonce } from "@/core/receivable/terms";
import { dealFromJson, type JsonStruct } from "@/core/typed-data/deal-json";
import type { Hex } from "@/core/typed-data/typed-data";
import type { Receipt } from "./chain";
import type { Event } from "./events";
import type { IntentRow } from "./rows";
import type { Scene } from "./scene";

const USED = hashOfText("AuthorizationUsed(address,bytes32)");

type Payload = { readonly [key: string]: unknown };
type Payment = { readonly payer: Hex; readonly amount: string; readonly salt: Hex };
/** What an event must carry beside its name, and the coin nonce that must have been used beside it. */
type Effect = {
  readonly events: readonly string[];
  readonly args?: (payload: Payload) => Payload;
  readonly nonce?: (payload: Payload, payment: Payment) => Hex;
};

const within = (payload: Payload, key: string): Payload => (payload[key] ?? {}) as Payload;
const pick =
  (...names: readonly string[]) =>
  (payload: Payload): Payload =>
    Object.fromEntries(names.map((name) => [name, payload[name]]));
const attested = (payload: Payload): Payload => pick("seq")(within(payload, "attestation"));
const deal = (payload: Payload) => dealFromJson(payload.deal as JsonStruct);
const parts = ({ payer, amount, salt }: Payment) => ({ payer, amount: BigInt(amount), salt });

const effects: Readonly<Record<string, Effect>> = {
  register: { events: ["LotRegistered"] },
  fund: {
    events: ["Funded"],
    args: (payload) => {
      const { payer, amount } = within(payload, "payment");
      return { lender: payer, amount };
    },
    nonce: (payload, payment) => fundingNonce(dealHash(deal(payload)), parts(payment)),
  },
  settle: {
    events: ["Collected"],
    args: (payload) => pick("payer", "amount")(within(payload, "payment")),
    nonce: (payload, payment) => paymentNonce(deal(payload).terms.receivable, parts(payment)),
  },
  "buy-back": {
    events: ["BoughtBack"],
    args: (payload) => pick("payer", "amount")(within(payload, "payment")),
    nonce: (payload, payment) => buyBackNonce(deal(payload).terms.receivable, parts(payment)),
  },
  release: { events: ["Released", "DeliveryClosed"], args: attested },
  lodge: { events: ["AttestationLodged", "Released", "DeliveryClosed"], args: attested },
  "void-attestation": { events: ["AttestationVoided"] },
  cancel: { events: ["Cancelled"] },
  dilute: { events: ["Diluted"], args: pick("diluted", "documentHash") },
  "supersede-offers": { events: ["OfferFloorRaised"] },
  "close-funding": { events: ["FundingClosed"] },
  "close-release": { events: ["Returned"] },
  "declare-default": { events: ["Defaulted"] },
  "sweep-other": { events: ["Parked"], args: pick("coin") },
  claim: { events: ["Claimed"], args: pick("coin", "account") },
};

const same = (left: unknown, right: unknown): boolean =>
  String(left).toLowerCase() === String(right).toLowerCase();

const lotsOf = (payload: Payload): readonly Payload[] =>
  (within(payload, "registration").lots ?? []) as readonly Payload[];

const isAbout = ({ kind, receivableId }: IntentRow, payload: Payload, event: Event): boolean => {
  if (kind === "claim") return true;
  if (kind !== "register") return event.receivableId === receivableId;
  return lotsOf(payload).some(
    (lot) =>
      same(lot.receivable, event.receivableId) &&
      ["buyer", "amountDue", "dueAt", "ordersRoot", "documentHash"].every((name) =>
        same(lot[name], event.args[name]),
      ),
  );
};

const usedNonce = (payload: Payload, { nonce }: Effect, { topics }: Receipt): boolean => {
  if (!nonce) return true;
  const payment = within(payload, "payment") as Payment;
  const wanted = [USED, zeroPadValue(payment.payer, 32), nonce(payload, payment)];
  return topics.some((log) => log.length === 3 && log.every((word, at) => same(word, wanted[at])));
};

/**
 * The transaction of somebody else that did what an intent asked for, as the intent names it; null where it did something
 * else, or none is named.
 */
export const doneByOthers = (scene: Scene, intent: IntentRow): Receipt | null => {
  const { payload, kind, txHash } = intent;
  const effect = effects[kind];
  const receipt = scene.receipts.get(txHash ?? "");
  if (!payload || !effect || !receipt?.succeeded) return null;
  const wanted = Object.entries(effect.args?.(payload) ?? {});
  const isTold = [...scene.expected.events.values()].some(
    (event) =>
      event.txHash === txHash &&
      event.contract === "Receivables" &&
      effect.events.includes(event.name) &&
      isAbout(intent, payload, event) &&
      wanted.every(([name, value]) => same(event.args[name], value)),
  );
  return isTold && usedNonce(payload, effect, receipt) ? receipt : null;
};
