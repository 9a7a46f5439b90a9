import { moneyText } from "@/components/money/money";
import { type Currency, money } from "@/core/money";
import type { ReceivableFact } from "@/core/receivable/timeline";

/** What the words of a fact need to know of its receivable. */
export type FactSurroundings = {
  readonly currency: Currency;
  readonly collectionAccount: string | null;
  /** Names of accounts that the reader may see. */
  readonly names: ReadonlyMap<string, string>;
};

type Told = {
  /** The fact's one amount, with its currency; "Money" where it has none. */
  readonly money: string;
  /** The name behind an argument of the fact, or the given words for a stranger. */
  readonly who: (argument: string, otherwise: string) => string;
  readonly is: (argument: string, account: string | null) => boolean;
  /** Whether a yes-or-no argument says yes. */
  readonly holds: (argument: string) => boolean;
  readonly collectionAccount: string | null;
};

const NOBODY = "0x0000000000000000000000000000000000000000";
const aLender = "a lender";

/** A movement of notes: made, redeemed or passed on. */
const notesMoved = ({ money: sum, who, is }: Told): string => {
  if (is("from", NOBODY)) return `Notes for ${sum} made for ${who("to", aLender)}`;
  if (is("to", NOBODY)) return `Notes for ${sum} of ${who("from", aLender)} redeemed`;
  return `Notes for ${sum} passed from ${who("from", aLender)} to ${who("to", "another lender")}`;
};

const coinMoved = ({ money: sum, is, collectionAccount }: Told): string =>
  is("to", collectionAccount)
    ? `${sum} arrived in the collection account`
    : `${sum} taken in from the collection account`;

/** One sentence for every event that can name a receivable. */
export const factSentences: Readonly<Record<string, (told: Told) => string>> = {
  LotRegistered: () => "Title registered for the seller",
  Cancelled: () => "Withdrawn by the seller",
  OfferFloorRaised: () => "Older offers made void",
  OfferFrozen: () => "Terms in force: they can change no more",
  Funded: ({ money: sum, who }) => `${sum} paid into escrow by ${who("lender", aLender)}`,
  FundingClosed: ({ money: sum }) => `Funding closed at ${sum}`,
  AttestationLodged: ({ money: sum }) =>
    `Delivery of ${sum} confirmed; takes effect after the correction window`,
  AttestationVoided: () => "A confirmation was withdrawn",
  Diluted: ({ money: sum }) => `Credit notes recorded, ${sum} in all`,
  DeliveryClosed: ({ money: sum }) => `Delivery ended at ${sum}: nothing more will come`,
  DisputeOpened: ({ money: sum, who }) => `${sum} disputed by ${who("party", "one side")}`,
  DisputeClosed: ({ money: sum }) => `The dispute is over: ${sum} counts as not delivered`,
  PaymentPromised: ({ money: sum, who }) =>
    `${sum} promised without set-off by ${who("buyer", "the buyer")}`,
  DuplicateProven: () => "An order of it is proven to be in an earlier receivable too",
  RecourseDue: ({ money: sum, who }) => `${sum} due from ${who("seller", "the seller")}`,
  Released: ({ money: sum }) => `${sum} released to the seller`,
  Returned: ({ money: sum }) => `${sum} of escrow returned to lenders`,
  Collected: ({ money: sum, who }) => `${sum} arrived from ${who("payer", "the buyer")}`,
  BoughtBack: ({ money: sum, who }) => `${sum} repaid by ${who("payer", "the seller")}`,
  Defaulted: ({ money: sum }) => `Default declared with ${sum} outstanding`,
  PaidOut: ({ money: sum, who, holds }) =>
    holds("parked")
      ? `${sum} could not be paid to ${who("holder", aLender)}`
      : `${sum} paid to ${who("holder", aLender)}`,
  Parked: ({ money: sum, who }) => `${sum} set aside for ${who("account", "Quaynote")} to claim`,
  NotesSold: ({ money: sum, who }) =>
    `Notes sold for ${sum} by ${who("holder", aLender)} to ${who("lender", aLender)}`,
  HoldingRecovered: ({ money: sum, who }) =>
    `${sum} of notes moved from a lost account of ${who("account", aLender)}`,
  TransferSingle: notesMoved,
  TransferBatch: () => "Titles made",
  Transfer: coinMoved,
};

/** Where an event keeps its one amount, when it is not called `amount`. */
const amountKey: Readonly<Record<string, string>> = {
  NotesSold: "price",
  HoldingRecovered: "units",
  AttestationLodged: "delivered",
  DeliveryClosed: "delivered",
  Diluted: "diluted",
  DisputeClosed: "undelivered",
  PaymentPromised: "amountDue",
  Defaulted: "outstanding",
  FundingClosed: "funded",
  TransferSingle: "value",
  Transfer: "value",
};

/** A fact of the chain in words; an event unknown to them is told as such, never by its bare name. */
export const factText = (fact: ReceivableFact, around: FactSurroundings): string => {
  const text = (argument: string): string => {
    const value = fact.args[argument];
    return typeof value === "string" ? value : "";
  };
  const amount = text(amountKey[fact.name] ?? "amount");
  const told: Told = {
    money: amount === "" ? "Money" : moneyText(money(around.currency, BigInt(amount))),
    who: (argument, otherwise) => around.names.get(text(argument).toLowerCase()) ?? otherwise,
    is: (argument, account) =>
      account !== null && text(argument).toLowerCase() === account.toLowerCase(),
    holds: (argument) => fact.args[argument] === true,
    collectionAccount: around.collectionAccount,
  };
  return factSentences[fact.name]?.(told) ?? "Another event of the contract";
};
