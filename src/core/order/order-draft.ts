import { keccak_256 } from "@noble/hashes/sha3.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { CalendarDate } from "@/core/dates/calendar-date";
import type { DueDateSource, PlannedDocument, PlannedParty } from "@/core/intake/plan";
import { type Currency, isCurrency, parseDecimal } from "@/core/money";

/** A line as it is saved with its order. `net` is minor units, 0 where the document states none. */
export type OrderLineDraft = {
  readonly description: string;
  readonly sku: string | null;
  readonly quantity: string;
  readonly unit: string | null;
  readonly net: bigint;
};

/** Who owes: `key` is the strongest identifier the document gives, `name` what people read. */
export type BuyerDraft = {
  readonly key: string;
  readonly name: string;
  readonly country: string | null;
};

/** An order ready to be saved. `canonical` is the text that `contentHash` covers, byte for byte. */
export type OrderDraft = {
  readonly number: string;
  readonly orderNumber: string | null;
  readonly issueDate: string | null;
  readonly dueDate: string;
  readonly dueDateSource: DueDateSource;
  readonly currency: Currency;
  readonly amountDue: bigint;
  readonly buyer: BuyerDraft;
  readonly lines: readonly OrderLineDraft[];
  readonly orderKey: string;
  readonly contentHash: string;
  readonly canonical: string;
};

/** What a person adds to a held document after looking at it. */
export type Resolution = { readonly dueDate?: CalendarDate };

/** What is still missing before a document can become an order. */
export type Missing = "number" | "buyer" | "currency" | "amount" | "dueDate";

const hashText = (text: string): string => `0x${bytesToHex(keccak_256(utf8ToBytes(text)))}`;

const normal = (text: string): string => text.normalize("NFKC").trim().replace(/\s+/g, " ");

/** The buyer as the document names it; the first identifier with a scheme wins over the name. */
export const buyerOf = (party: PlannedParty | null): BuyerDraft | null => {
  if (!party) return null;
  const id = party.ids.find(({ scheme, value }) => scheme !== "" && value.trim() !== "");
  const name = party.name ? normal(party.name) : id?.value;
  if (!name) return null;
  return {
    key: id
      ? `${id.scheme.toLowerCase()}:${normal(id.value).toLowerCase()}`
      : `name:${name.toLowerCase()}`,
    name,
    country: party.country,
  };
};

/**
 * The identity of an order: the warehouse that handles it, who owes it and its number.
 * The seller is not part of it, so that two sellers cannot finance the same order at one warehouse.
 */
export const orderKeyOf = (identity: {
  readonly warehouseId: string;
  readonly buyerKey: string;
  readonly number: string;
}): string =>
  hashText(
    JSON.stringify([
      "quaynote.order.1",
      identity.warehouseId,
      identity.buyerKey,
      normal(identity.number).toUpperCase(),
    ]),
  );

const linesOf = (document: PlannedDocument): OrderLineDraft[] =>
  document.lines.map((line) => ({
    description: line.description ?? line.sku ?? line.id,
    sku: line.sku ?? line.gtin,
    quantity: line.quantity ?? "1",
    unit: line.unit,
    net: (line.net === null ? undefined : parseDecimal(line.net)) ?? 0n,
  }));

const canonicalOf = (draft: Omit<OrderDraft, "contentHash" | "canonical">): string =>
  JSON.stringify({
    version: 1,
    orderKey: draft.orderKey,
    number: draft.number,
    orderNumber: draft.orderNumber,
    issueDate: draft.issueDate,
    dueDate: draft.dueDate,
    dueDateSource: draft.dueDateSource,
    currency: draft.currency,
    amountDue: draft.amountDue.toString(),
    buyer: draft.buyer,
    lines: draft.lines.map((line) => ({ ...line, net: line.net.toString() })),
  });

/** Fields that stop a document from becoming an order, with what a person added taken into account. */
export const missingOf = (document: PlannedDocument, resolution: Resolution = {}): Missing[] => {
  const amount = document.amountDue === null ? undefined : parseDecimal(document.amountDue);
  const missing: Missing[] = [];
  if (!document.number) missing.push("number");
  if (!buyerOf(document.buyer)) missing.push("buyer");
  if (!document.currency || !isCurrency(document.currency)) missing.push("currency");
  if (amount === undefined || amount <= 0n) missing.push("amount");
  if (!(resolution.dueDate ?? document.dueDate)) missing.push("dueDate");
  return missing;
};

/** Turns a planned document into an order at a warehouse; undefined while anything is missing. */
export const draftOrder = (
  document: PlannedDocument,
  { warehouseId, resolution = {} }: { warehouseId: string; resolution?: Resolution },
): OrderDraft | undefined => {
  const buyer = buyerOf(document.buyer);
  const { number, currency } = document;
  const dueDate = resolution.dueDate ?? document.dueDate;
  const amountDue = document.amountDue === null ? undefined : parseDecimal(document.amountDue);
  if (!buyer || !number || !currency || !isCurrency(currency) || !dueDate) return undefined;
  if (amountDue === undefined || amountDue <= 0n) return undefined;
  const draft = {
    number: normal(number),
    orderNumber: document.orderReferences[0] ?? null,
    issueDate: document.issueDate,
    dueDate,
    dueDateSource: resolution.dueDate ? ("entered" as const) : document.dueDateSource,
    currency,
    amountDue,
    buyer,
    lines: linesOf(document),
    orderKey: orderKeyOf({ warehouseId, buyerKey: buyer.key, number }),
  };
  const canonical = canonicalOf(draft);
  return { ...draft, canonical, contentHash: hashText(canonical) };
};
