// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title Structs of Receivables
/// @notice Units as in IReceivables: amounts in 10^-6 of the currency, times in unix seconds, rates in basis points.
interface IReceivablesTypes {
    enum Status {
        None,
        Registered,
        Funding,
        Funded,
        Released,
        Settled,
        Cancelled,
        Refunded,
        BoughtBack,
        Defaulted
    }

    /// @notice One lot of a registration.
    /// @param receivable id: the lot key with the lowest bit cleared
    /// @param buyer account of the buyer's organisation; surplus is parked for it
    /// @param amountDue what the buyer owes, 1 to 2^53 - 1 units
    /// @param dueAt when it is due
    /// @param ordersRoot Merkle root of the orders behind it
    /// @param documentHash hash of the document
    struct Lot {
        bytes32 receivable;
        address buyer;
        uint256 amountDue;
        uint40 dueAt;
        bytes32 ordersRoot;
        bytes32 documentHash;
    }

    /// @notice A batch: one seller, one warehouse, one coin. Signed by seller and warehouse.
    /// @param issuedAt when it was drawn up; a cancelled lot needs one drawn up after its cancellation
    /// @param expiry last second at which it can be carried in
    struct Registration {
        address seller;
        address warehouse;
        address coin;
        uint40 issuedAt;
        uint40 expiry;
        Lot[] lots;
    }

    /// @notice What a receivable is. Never changes.
    struct Terms {
        bytes32 receivable;
        address seller;
        address warehouse;
        address buyer;
        address coin;
        uint256 amountDue;
        uint40 dueAt;
        bytes32 ordersRoot;
        bytes32 documentHash;
    }

    /// @notice The seller's financing terms; signed together with the plain fields of {Terms} and the attesters.
    /// @param lender the only account that may fund, or 0 for any licensed lender
    /// @param advanceBps advance rate, 1 to 10,000
    /// @param rateBps discount rate a year on released principal, simple
    /// @param lateRateBps rate that replaces it after grace
    /// @param feeBps platform fee on released principal, flat
    /// @param dayCount days of a year, 360 or 365
    /// @param dayOffset seconds added to a time before the day is taken (Hong Kong 28,800)
    /// @param minimum least principal with which funding can close
    /// @param fundBy last second of funding
    /// @param deliverBy last second of release; a lender's licence must last until then
    /// @param graceDays days after the due day without late rate
    /// @param noticeDays days after grace before default can be declared
    /// @param quorum how many distinct attesting organisations a release needs
    /// @param recourse whether the seller answers for what the buyer does not pay
    /// @param rateOverride explicit consent to more than 30.74% a year; never above 39.20%
    /// @param memorandumHash hash of the signed money lender's memorandum, 0 where none is needed
    /// @param sequence of the seller's offers for this receivable; below the floor an offer is void
    struct Offer {
        address lender;
        uint16 advanceBps;
        uint16 rateBps;
        uint16 lateRateBps;
        uint16 feeBps;
        uint16 dayCount;
        int32 dayOffset;
        uint256 minimum;
        uint40 fundBy;
        uint40 deliverBy;
        uint16 graceDays;
        uint16 noticeDays;
        uint8 quorum;
        bool recourse;
        bool rateOverride;
        bytes32 memorandumHash;
        uint40 sequence;
    }

    /// @notice Everything a receivable rests on. `attesters` belong to the offer: accounts of the organisations whose
    /// signers confirm delivery.
    struct Deal {
        Terms terms;
        uint40 registeredAt;
        Offer offer;
        address[] attesters;
    }

    /// @notice Money moved by EIP-3009 `receiveWithAuthorization` to this contract. With an empty signature the caller
    /// must be `payer` and the amount is taken from its allowance (salt and times are then not looked at).
    /// @param salt makes the coin nonce unique; see {fundingNonce}, {paymentNonce}, {buyBackNonce}
    struct Payment {
        address payer;
        uint256 amount;
        bytes32 salt;
        uint256 validAfter;
        uint256 validBefore;
        bytes signature;
    }

    /// @notice A holder's offer of note units, signed together with the coin of the receivable.
    /// @param lender the only account that may buy, or 0 for any licensed lender
    /// @param units note units, within what the holder may move
    /// @param price in the receivable's coin
    /// @param distributed what lenders had got in all (returned, principal, charge, late charge) when it was drawn up;
    /// once they got more the sale is void
    /// @param expiry last second of the sale
    /// @param salt of the holder's choice; of sales with the same salt only one can be carried out
    struct NoteSale {
        bytes32 receivable;
        address holder;
        address lender;
        uint256 units;
        uint256 price;
        uint256 distributed;
        uint40 expiry;
        bytes32 salt;
    }

    /// @notice What moves from an account whose key is lost.
    /// @param account the lost one
    /// @param to another account of the same organisation
    /// @param receivables whose notes move, with what is due on them
    /// @param coins whose parked claims move
    struct Recovery {
        address account;
        address to;
        bytes32[] receivables;
        address[] coins;
    }

    /// @notice An act that waits for its second approval (`approvedAt` 0) or for its delay to pass.
    struct Proposal {
        address proposer;
        uint40 proposedAt;
        uint40 approvedAt;
    }

    /// @notice Confirmation of delivery.
    /// @param delivered cumulative value delivered, at most the amount due
    /// @param seq number of the attestation, counts up within a receivable
    /// @param notBefore when it takes effect: signing time plus correction window
    /// @param expiry last second at which it can be lodged or used
    /// @param evidenceHash root of the warehouse events behind it
    /// @param isFinal nothing more will come: what is not delivered counts as credited
    struct Attestation {
        uint256 delivered;
        uint32 seq;
        uint40 notBefore;
        uint40 expiry;
        bytes32 evidenceHash;
        bool isFinal;
    }

    /// @notice One organisation's signature; `signer` may be the organisation's account or another of its accounts.
    struct Approval {
        address signer;
        bytes signature;
    }

    /// @notice An order under a receivable's `ordersRoot`. Its leaf is keccak256(keccak256(orderKey, contentHash)).
    /// @param contentHash hash of the order's content as this receivable has it
    /// @param siblings from the leaf up to the root; pairs are hashed in ascending order
    struct OrderProof {
        bytes32 contentHash;
        bytes32[] siblings;
    }

    /// @notice How one collection was split; the six parts sum to it.
    struct Split {
        uint256 fee;
        uint256 late;
        uint256 charge;
        uint256 principal;
        uint256 remainder;
        uint256 surplus;
    }

    /// @notice The stored figures of a receivable, all cumulative.
    /// @param sequence floor of the offer sequence, before funding
    /// @param fundedAt time of the first funding, from then on
    /// @param funded principal paid in by lenders (= note units ever minted)
    /// @param released principal paid out to the seller
    /// @param returned escrow given back to lenders unspent
    /// @param delivered value attested so far; 2^56 - 1 once it is the whole amount due
    /// @param collected buyer's money taken into tiers one to five (surplus is not)
    /// @param principalDays sum of outstanding principal x days at the contract rate, up to `accruedDay`
    /// @param lateDays the same at the late rate
    /// @param accruedDay day number up to which both sums run
    struct Position {
        Status status;
        uint40 sequence;
        uint40 fundedAt;
        uint256 funded;
        uint256 released;
        uint256 returned;
        uint256 delivered;
        uint256 collected;
        uint256 principalRepaid;
        uint256 chargePaid;
        uint256 latePaid;
        uint256 feePaid;
        uint256 diluted;
        uint256 principalDays;
        uint256 lateDays;
        uint256 accruedDay;
    }

    /// @notice What stands against a receivable, or for it.
    /// @param isPromised the buyer has promised to pay without set-off
    /// @param isDuplicate one of its orders is also in a receivable that comes first
    /// @param isDeliveryClosed a final attestation was used
    /// @param isDisputed a dispute is open now
    /// @param byBuyer the buyer has used its one dispute
    /// @param bySeller the seller has used its one dispute
    /// @param undelivered while a dispute is open what is disputed, afterwards what counts as undelivered because of it
    /// @param until last second of the dispute, 0 for none
    struct Standing {
        bool isPromised;
        bool isDuplicate;
        bool isDeliveryClosed;
        bool isDisputed;
        bool byBuyer;
        bool bySeller;
        uint256 undelivered;
        uint40 until;
    }

    /// @notice What is owed at a moment, by tier, after what was already paid.
    struct Owed {
        uint256 fee;
        uint256 late;
        uint256 charge;
        uint256 principal;
    }
}
