import { interfaces } from "@/adapters/chain/contracts";
import type { NodeAnswer } from "@/adapters/chain/provider";
import type { Json } from "@/core/intent/intent";
import type { RevertReason } from "@/ports/chain-sender";

/** What the contracts' refusals mean to a person. The rest is worded from the error's own name. */
const words: Readonly<Record<string, string>> = {
  WrongStatus: "The receivable is not in a state in which this is possible.",
  WrongDeal: "The terms passed in are not those the chain has committed to.",
  AlreadyRegistered: "This lot is registered already.",
  InvalidLot: "A lot of the batch is not valid.",
  CoinNotAllowed: "This coin is not allowed for new receivables.",
  NotEligible: "The account lacks the role, is frozen, or its licence ends too early.",
  NotAuthorised: "The signature is missing or belongs to somebody else.",
  TooLate: "The time for this is over.",
  TooEarly: "It is too early for this.",
  OfferSuperseded: "The seller has made a newer offer.",
  InvalidOffer: "The offer's figures do not make sense.",
  RateAboveCeiling: "Rate and fees are above the legal ceiling.",
  AboveCap: "More than may still be funded.",
  InvalidAmount: "The amount is nought or too large.",
  Paused: "Funding or release is paused.",
  IsSunset: "Funding has ended for ever at this deployment.",
  InvalidDelivery: "The delivered value must grow and stay within the amount due.",
  QuorumMissing: "Too few organisations have signed the delivery.",
  NotAttester: "This signer may not confirm delivery of this receivable.",
  AttestationVoid: "This confirmation was taken back or is behind a newer one.",
  NothingToRelease: "Nothing can be released for this confirmation.",
  AttestationPending: "A confirmation that waits must be used or taken back first.",
  DeliveryIsClosed: "The warehouse has confirmed that nothing more will come.",
  Disputed: "A dispute is open.",
  AlreadyDisputed: "This side has had its dispute.",
  InvalidDispute: "The amount is nought or more than can be disputed.",
  NoDispute: "There is no open dispute.",
  NotArbiter: "This signer may not decide this dispute.",
  HoldersMissing: "Not all holders of the notes are named.",
  NotAscending: "The accounts are not in order, or one is named twice.",
  PaymentIsPromised: "The buyer has promised to pay without set-off.",
  DuplicateOrder: "An order of this receivable is also in an earlier one.",
  NoDuplicate: "The two receivables do not exclude each other.",
  OrderNotInLot: "The order is not in this receivable.",
  InvalidDilution: "The credit exceeds what can still be credited.",
  ConsentMissing: "Holders of more than half of the notes must agree to this credit.",
  AboveRecourse: "More than the seller owes by recourse.",
  BuyBackTooSmall: "Buying back needs a larger amount today.",
  NoClaim: "There is no claim to pay.",
  PaymentFailed: "The coin could not be paid out to this account.",
  ShortPayment: "The coin did not deliver the full amount.",
  CoinPaused: "The coin is paused by its issuer.",
  AccountBlacklisted: "The coin's issuer has blocked this account.",
  AuthorizationSpent:
    "This payment authorisation was taken back by its signer, or used for something else.",
  AuthorizationNotInForce: "The payment authorisation is not in force now.",
  InvalidSignature: "The payment authorisation is not signed by this account.",
  MinterAllowanceExceeded: "More than the minter may still mint.",
  HolderNotAllowed: "This coin may be held by known accounts only, and this account is not known.",
  TransferToCoin: "Coins cannot be sent to the coin itself.",
  PermitExpired: "The approval's deadline has passed.",
  ReserveStale: "The coin's reserve was attested too long ago: nothing can be minted.",
  ReserveTooSmall: "The attested reserve does not cover so many coins.",
  ReportNotNewer: "A report on this reserve of the same or a later time stands already.",
  ReportFromFuture: "The report on the reserve speaks of a time to come.",
  WrongRedemptionStatus: "The redemption is not in a state in which this is possible.",
  ERC20InsufficientBalance: "The account does not hold enough of the coin.",
  ERC20InsufficientAllowance: "The account has not approved enough of the coin.",
  WrongSequence: "The log on chain expects another place in its sequence.",
  AlreadyAnchored: "This batch is anchored already.",
  BatchExpired: "The batch was signed too long ago.",
  NotPublisher: "The batch is not its publisher's.",
  AccessManagedUnauthorized: "The sending key lacks the permission for this.",
};

const plain = (value: unknown): Json => {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === "string" || typeof value === "boolean" || typeof value === "number"
    ? value
    : String(value);
};

/** "WrongStatus" becomes "Wrong status." */
const spelled = (name: string): string => {
  const text = name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
};

/** Decodes revert data into the contract's error and words for people. */
export const revertReason = (
  data: unknown,
  fallback = "The contract refused the call.",
): RevertReason => {
  if (typeof data === "string" && data.length >= 10)
    for (const contract of Object.values(interfaces)) {
      const error = contract.parseError(data);
      if (!error) continue;
      const args = Object.fromEntries(
        error.fragment.inputs.map((input, index) => [input.name, plain(error.args[index])]),
      );
      const text = error.name === "Error" ? String(error.args[0]) : words[error.name];
      return { code: error.name, says: text ?? spelled(error.name), args };
    }
  return { code: "Reverted", says: fallback, args: {} };
};

/** Finds the revert data inside a node's answer; nodes put it in one of two places. */
export const revertOf = (answer: NodeAnswer): RevertReason | null => {
  const nested = answer.data as { data?: unknown } | string | null;
  const data = typeof nested === "string" ? nested : (nested?.data ?? null);
  const reverted = /revert|execution error|VM Exception|always failing/i.test(answer.message);
  return reverted || (typeof data === "string" && data.length >= 10)
    ? revertReason(data, answer.message)
    : null;
};
