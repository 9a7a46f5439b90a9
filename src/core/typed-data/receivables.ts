import type { Attestation, Deal, Lot, Registration } from "@/core/typed-data/deal";
import type { Hex, TypedData, TypedDomain, TypedField } from "@/core/typed-data/typed-data";

/** "type name" pairs of an EIP-712 struct, apart by commas. */
export const fields = (spec: string): readonly TypedField[] =>
  spec.split(",").map((field) => {
    const [type = "", name = ""] = field.trim().split(" ");
    return { type, name };
  });

/** EIP-712 structs of the Receivables contract, field for field as in Solidity. */
export const receivablesTypes = {
  Lot: fields(
    "bytes32 receivable,address buyer,uint256 amountDue,uint40 dueAt,bytes32 ordersRoot,bytes32 documentHash",
  ),
  Registration: fields(
    "address seller,address warehouse,address coin,uint40 issuedAt,uint40 expiry,Lot[] lots",
  ),
  Terms: fields(
    "bytes32 receivable,address seller,address warehouse,address buyer,address coin,uint256 amountDue,uint40 dueAt,bytes32 ordersRoot,bytes32 documentHash",
  ),
  Offer: fields(
    "bytes32 receivable,address buyer,address coin,uint256 amountDue,uint40 dueAt,uint40 registeredAt,address lender,uint16 advanceBps,uint16 rateBps,uint16 lateRateBps,uint16 feeBps,uint16 dayCount,int32 dayOffset,uint256 minimum,uint40 fundBy,uint40 deliverBy,uint16 graceDays,uint16 noticeDays,uint8 quorum,bool recourse,bool rateOverride,bytes32 memorandumHash,uint40 sequence,address[] attesters",
  ),
  OfferFloor: fields("bytes32 receivable,uint40 registeredAt,uint40 sequence,uint40 expiry"),
  Cancellation: fields("bytes32 receivable,uint40 registeredAt,uint40 expiry"),
  Attestation: fields(
    "bytes32 receivable,address buyer,address coin,uint256 amountDue,uint256 delivered,uint32 seq,uint40 notBefore,uint40 expiry,bytes32 evidenceHash,bool isFinal",
  ),
  AttestationVoid: fields("bytes32 receivable,uint32 seq,uint40 expiry"),
  CreditNote: fields(
    "bytes32 receivable,address coin,uint256 amountDue,uint256 diluted,bytes32 documentHash,uint40 expiry",
  ),
  Dispute: fields(
    "bytes32 receivable,address party,address coin,uint256 amountDue,uint256 amount,bytes32 reasonHash,uint40 expiry",
  ),
  DisputeResolution: fields(
    "bytes32 receivable,address seller,address buyer,address coin,uint256 amountDue,uint256 undelivered,uint40 until,uint40 expiry",
  ),
  PaymentPromise: fields(
    "bytes32 receivable,uint40 registeredAt,address seller,address buyer,address coin,uint256 amountDue,uint40 payBy,uint40 expiry",
  ),
  ClaimTo: fields("address coin,address account,address to,uint256 nonce,uint40 expiry"),
} as const;

/** Domain of the Receivables contract. */
export const receivablesDomain = (chainId: number, verifyingContract: Hex): TypedDomain => ({
  name: "Quaynote Receivables",
  version: "1",
  chainId,
  verifyingContract,
});

const typed = <Message extends object>(
  domain: TypedDomain,
  primaryType: keyof typeof receivablesTypes,
  message: Message,
): TypedData<Message> => ({
  domain,
  primaryType,
  types:
    primaryType === "Registration"
      ? { Registration: receivablesTypes.Registration, Lot: receivablesTypes.Lot }
      : { [primaryType]: receivablesTypes[primaryType] },
  message,
});

/** Signed by seller and by warehouse before `register`. */
export const registrationTypedData = (domain: TypedDomain, registration: Registration) =>
  typed<Omit<Registration, "lots"> & { lots: readonly Lot[] }>(
    domain,
    "Registration",
    registration,
  );

/** The offer with the plain fields of the terms it is signed over. */
export const offerMessage = (deal: Deal) => {
  const { receivable, buyer, coin, amountDue, dueAt } = deal.terms;
  return {
    receivable,
    buyer,
    coin,
    amountDue,
    dueAt,
    registeredAt: deal.registeredAt,
    ...deal.offer,
    attesters: deal.attesters,
  };
};

/** Signed by the seller; carried in with the first `fund`. */
export const offerTypedData = (domain: TypedDomain, deal: Deal) =>
  typed(domain, "Offer", offerMessage(deal));

/** Signed by a signer of an attesting organisation; carried in with `release` or `lodge`. */
export const attestationTypedData = (domain: TypedDomain, deal: Deal, attestation: Attestation) => {
  const { receivable, buyer, coin, amountDue } = deal.terms;
  return typed(domain, "Attestation", { receivable, buyer, coin, amountDue, ...attestation });
};

/** Signed by any attester's signer to make attestations up to `seq` void. */
export const attestationVoidTypedData = (
  domain: TypedDomain,
  message: { receivable: Hex; seq: number; expiry: number },
) => typed(domain, "AttestationVoid", message);

/** Signed by the seller to make all offers below `sequence` void. */
export const offerFloorTypedData = (
  domain: TypedDomain,
  message: { receivable: Hex; registeredAt: number; sequence: number; expiry: number },
) => typed(domain, "OfferFloor", message);

/** Signed by the seller to withdraw a receivable before funding. */
export const cancellationTypedData = (
  domain: TypedDomain,
  message: { receivable: Hex; registeredAt: number; expiry: number },
) => typed(domain, "Cancellation", message);

/** Signed by the seller, beyond the hold-back also by holders of more than half the notes; `diluted` is the total. */
export const creditNoteTypedData = (
  domain: TypedDomain,
  message: {
    receivable: Hex;
    coin: Hex;
    amountDue: bigint;
    diluted: bigint;
    documentHash: Hex;
    expiry: number;
  },
) => typed(domain, "CreditNote", message);

/** Signed by the side that disputes, the buyer or the seller. */
export const disputeTypedData = (
  domain: TypedDomain,
  { terms }: Pick<Deal, "terms">,
  said: { party: Hex; amount: bigint; reasonHash: Hex; expiry: number },
) => {
  const { receivable, coin, amountDue } = terms;
  return typed(domain, "Dispute", { receivable, coin, amountDue, ...said });
};

/** Signed by buyer and seller, or by two arbiters; `until` is the dispute's last second as it stands. */
export const disputeResolutionTypedData = (
  domain: TypedDomain,
  { terms }: Pick<Deal, "terms">,
  said: { undelivered: bigint; until: number; expiry: number },
) => {
  const { receivable, seller, buyer, coin, amountDue } = terms;
  return typed(domain, "DisputeResolution", {
    ...{ receivable, seller, buyer, coin, amountDue },
    ...said,
  });
};

/** Signed by the buyer, who will then not dispute; `payBy` is the last second of payment. */
export const paymentPromiseTypedData = (
  domain: TypedDomain,
  { terms, registeredAt }: Pick<Deal, "terms" | "registeredAt">,
  said: { payBy: number; expiry: number },
) => {
  const { receivable, seller, buyer, coin, amountDue } = terms;
  return typed(domain, "PaymentPromise", {
    ...{ receivable, registeredAt, seller, buyer, coin, amountDue },
    ...said,
  });
};

/** Signed by the account whose parked claim goes to another address. */
export const claimToTypedData = (
  domain: TypedDomain,
  message: { coin: Hex; account: Hex; to: Hex; nonce: bigint; expiry: number },
) => typed(domain, "ClaimTo", message);
