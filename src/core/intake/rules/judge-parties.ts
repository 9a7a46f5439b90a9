import type { Draft, DraftParty } from "@/core/intake/draft";
import type { PlanChoices } from "@/core/intake/plan";
import { type Reason, reason } from "@/core/intake/reason";
import { matchParties, partyLabel, plainName } from "@/core/intake/rules/party-match";

/** Judges seller, buyer and payee: all named, buyer and payee in the right relation to the seller. */
export const judgeParties = (draft: Draft, choices: PlanChoices): readonly Reason[] => [
  ...missing(draft),
  ...foreignSeller(draft, choices),
  ...selfDealing(draft),
  ...otherPayee(draft),
  ...otherAccountName(draft),
];

const named = (party: DraftParty | null): boolean => (party?.names.length ?? 0) > 0;

const missing = ({ format, seller, buyer, places }: Draft): readonly Reason[] => {
  const reasons: Reason[] = [];
  if (format === "ubl" && !named(seller)) {
    const message = "The seller is not named. Ask for a document that says who is owed the money.";
    reasons.push(reason("seller.missing", seller?.path ?? places.seller, message));
  }
  if (!named(buyer)) {
    const message = "The buyer is not named. Say who owes the money before it can be financed.";
    reasons.push(reason("buyer.missing", buyer?.path ?? places.buyer, message));
  }
  return reasons;
};

const foreignSeller = ({ seller }: Draft, { uploader }: PlanChoices): readonly Reason[] => {
  if (uploader === undefined || seller === null) return [];
  const you: DraftParty = {
    path: "/",
    names: uploader.name === null ? [] : [uploader.name],
    ids: uploader.ids.map((id) => ({ ...id, path: "/" })),
    country: uploader.country,
  };
  const match = matchParties(seller, you);
  if (match.ids === true || match.names === true) return [];
  const message = `The seller is "${partyLabel(seller)}", you are "${partyLabel(you)}". Only the seller may offer a debt; have the platform confirm that both are the same.`;
  return [reason("seller.not_you", seller.path, message)];
};

const selfDealing = ({ seller, buyer }: Draft): readonly Reason[] => {
  if (seller === null || buyer === null) return [];
  const match = matchParties(seller, buyer);
  if (match.names === true && match.ids !== false) {
    const message = `Seller and buyer are both "${partyLabel(buyer)}". Nobody owes money to oneself; this is not a receivable.`;
    return [reason("buyer.same_as_seller", buyer.path, message)];
  }
  if (match.ids === true || match.names === true) {
    const shared = match.ids === true ? "an identifier" : "a name";
    const message = `Seller "${partyLabel(seller)}" and buyer "${partyLabel(buyer)}" share ${shared}, so they look related. Have a person confirm that the debt is at arm's length.`;
    return [reason("buyer.related", buyer.path, message)];
  }
  return [];
};

const otherPayee = ({ seller, payee }: Draft): readonly Reason[] => {
  if (payee === null) return [];
  const label = partyLabel(payee);
  if (seller === null) {
    const message = `The document is payable to "${label}" and names no seller. Have a person confirm who owns the claim.`;
    return [reason("payee.unclear", payee.path, message)];
  }
  const { ids, names } = matchParties(seller, payee);
  if (names === true && ids !== false) {
    const message = "The payee named separately is the seller.";
    return [reason("payee.same_party", payee.path, message)];
  }
  if (ids === true && names === null) {
    return [
      reason("payee.same_party", payee.path, "The payee carries an identifier of the seller."),
    ];
  }
  if (names === true || ids === true) {
    const differing = names === true ? "other identifiers" : "another name";
    const message = `The payee "${label}" has ${differing} than the seller. Have a person confirm that both are the same.`;
    return [reason("payee.unclear", payee.path, message)];
  }
  const message = `The document is payable to somebody else: payee "${label}", seller "${partyLabel(seller)}". Only a claim that the seller still owns can be financed.`;
  return [reason("payee.other_party", payee.path, message)];
};

const otherAccountName = ({ seller, payee, accountNames }: Draft): readonly Reason[] => {
  if (seller === null) return [];
  const known = new Set([...seller.names, ...(payee?.names ?? [])].map(plainName));
  return accountNames
    .filter(({ text }) => !known.has(plainName(text)))
    .slice(0, 1)
    .map(({ text, path }) =>
      reason(
        "account.other_name",
        path,
        `The bank account is called "${text}", which is not the seller's name. The buyer will be told to pay the collection account instead.`,
      ),
    );
};
