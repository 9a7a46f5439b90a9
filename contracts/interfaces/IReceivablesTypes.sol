// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title Structs, events and errors of Receivables
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

    /// @notice Head of a batch; the {LotRegistered} events of the same call follow it.
    event Registered(
        address indexed seller, address indexed warehouse, address indexed coin, uint40 registeredAt, uint256 lots
    );
    /// @notice One lot was registered and its title minted to the seller of the {Registered} event before it.
    event LotRegistered(
        bytes32 indexed receivable,
        address indexed buyer,
        uint256 amountDue,
        uint40 dueAt,
        bytes32 ordersRoot,
        bytes32 documentHash
    );
    /// @notice Offers with a lower sequence are void.
    event OfferFloorRaised(bytes32 indexed receivable, uint40 sequence);
    /// @notice The seller withdrew the receivable before funding.
    event Cancelled(bytes32 indexed receivable);
    /// @notice First funding: the deal can no longer change.
    event OfferFrozen(bytes32 indexed receivable, bytes32 indexed dealHash, uint40 sequence);
    /// @notice A lender paid `amount` into escrow; `funded` is the total and `status` the resulting state.
    event Funded(bytes32 indexed receivable, address indexed lender, uint256 amount, uint256 funded, Status status);
    /// @notice Funding was closed after its deadline.
    event FundingClosed(bytes32 indexed receivable, uint256 funded, Status status);
    /// @notice An attestation waits for its `notBefore`.
    event AttestationLodged(bytes32 indexed receivable, uint32 seq, uint256 delivered, uint40 notBefore);
    /// @notice Attestations up to `seq` are void.
    event AttestationVoided(bytes32 indexed receivable, uint32 seq, address indexed signer);
    /// @notice `amount` left escrow for the seller; totals are the resulting ones.
    event Released(
        bytes32 indexed receivable, uint256 amount, uint256 released, uint256 delivered, uint32 seq, bytes32 evidenceHash
    );
    /// @notice `amount` left escrow for the lenders unspent; `status` is the resulting state.
    event Returned(bytes32 indexed receivable, uint256 amount, uint256 returned, Status status);
    /// @notice The buyer owes less: `diluted` is the total of credits.
    event Diluted(bytes32 indexed receivable, uint256 diluted, bytes32 documentHash);
    /// @notice Nothing more will be delivered; follows {Released} where something was released.
    event DeliveryClosed(bytes32 indexed receivable, uint256 delivered, uint32 seq, bytes32 evidenceHash);
    /// @notice Buyer or seller disputes `amount`; release waits until after `until` or a resolution.
    event DisputeOpened(
        bytes32 indexed receivable, address indexed party, uint256 amount, bytes32 reasonHash, uint40 until
    );
    /// @notice The dispute is over, by agreement, by arbiters or by silence: `undelivered` counts as not delivered.
    event DisputeClosed(bytes32 indexed receivable, uint256 undelivered);
    /// @notice The buyer promised to pay the amount due less credits by `payBy`, without set-off.
    event PaymentPromised(bytes32 indexed receivable, address indexed buyer, uint256 amountDue, uint40 payBy);
    /// @notice An order of this receivable is also in `earlier`, which comes first.
    event DuplicateProven(bytes32 indexed receivable, bytes32 indexed earlier, bytes32 orderKey);
    /// @notice The seller owes `amount` now (see {IReceivablesDisputes-recourseDue}).
    event RecourseDue(bytes32 indexed receivable, address indexed seller, uint256 amount);
    /// @notice Money arrived and ran through the waterfall. `payer` is 0 for a swept plain transfer. `outstanding` is
    /// the principal still owed to lenders, `collected` the buyer's money so far, `status` the resulting state. What the
    /// seller pays on its recourse comes as this too and leaves `collected` as it is.
    event Collected(
        bytes32 indexed receivable,
        address indexed payer,
        uint256 amount,
        Split split,
        uint256 collected,
        uint256 outstanding,
        Status status
    );
    /// @notice The seller bought the receivable back: tiers one to four were paid in full, `surplus` went back to it.
    event BoughtBack(bytes32 indexed receivable, address indexed payer, uint256 amount, Split split);
    /// @notice Default was declared with this principal outstanding.
    event Defaulted(bytes32 indexed receivable, uint256 outstanding);
    /// @notice A holder's due was paid, or parked as its claim.
    event PaidOut(bytes32 indexed receivable, address indexed holder, uint256 amount, bool parked);
    /// @notice Money that could not be paid, or has no place to go, waits for `account`; `claim` is the resulting total.
    event Parked(bytes32 indexed receivable, address indexed coin, address indexed account, uint256 amount, uint256 claim);
    /// @notice A claim was paid out in full.
    event Claimed(address indexed coin, address indexed account, address indexed to, uint256 amount);
    /// @notice A holder's parked money waits for another account of its organisation; `claim` is the resulting total.
    event ClaimReaddressed(
        address indexed coin, address indexed account, address indexed to, uint256 amount, uint256 claim
    );
    /// @notice Notes were sold for `price`, paid to the holder or parked as its claim.
    event NotesSold(
        bytes32 indexed receivable,
        address indexed holder,
        address indexed lender,
        uint256 units,
        uint256 price,
        bool parked
    );
    /// @notice Sales of this holder with this salt are void.
    event SaleRevoked(address indexed holder, bytes32 salt);
    /// @notice A forced transfer waits for its second approval.
    event ForcedTransferProposed(
        bytes32 indexed proposal,
        address indexed from,
        address indexed to,
        uint256 tokenId,
        uint256 amount,
        bytes32 orderReference,
        address proposer
    );
    /// @notice A recovery waits for its second approval.
    event RecoveryProposed(
        bytes32 indexed proposal,
        address indexed account,
        address indexed to,
        bytes32[] receivables,
        address[] coins,
        bytes32 orderReference,
        uint40 proposedAt,
        address proposer
    );
    /// @notice A proposal has its second approval and can be carried out after `executableAfter`.
    event ProposalApproved(bytes32 indexed proposal, address indexed approver, uint40 executableAfter);
    /// @notice A proposal was taken back, rejected or objected to.
    event ProposalStopped(bytes32 indexed proposal, address indexed by);
    /// @notice A proposal was carried out.
    event ProposalExecuted(bytes32 indexed proposal);
    /// @notice A lost account's units and what was due on them are another account's now.
    event HoldingRecovered(
        bytes32 indexed receivable, address indexed account, address indexed to, uint256 units, uint256 credit
    );
    /// @notice A coin was allowed or refused for new registrations.
    event CoinSet(address indexed coin, bool allowed);
    /// @notice New funding was stopped or allowed.
    event FundingPaused(bool paused);
    /// @notice Release was stopped or allowed.
    event ReleasePaused(bool paused);
    /// @notice Funding has ended for ever at this deployment.
    event FundingEnded();

    /// @notice The receivable is not in a state in which this act is possible.
    error WrongStatus(bytes32 receivable, Status actual);
    /// @notice The deal passed in is not the committed one.
    error WrongDeal(bytes32 receivable);
    /// @notice The lot is registered already (or was funded once). `actual` is its state here: none where a predecessor
    /// knows it.
    error AlreadyRegistered(bytes32 receivable, Status actual);
    /// @notice Lowest bit set, no buyer, amount 0 or above 2^53 - 1, or no due time.
    error InvalidLot(bytes32 receivable);
    /// @notice A batch needs at least one lot.
    error EmptyBatch();
    /// @notice The coin is not allowed for new receivables.
    error CoinNotAllowed(address coin);
    /// @notice The account lacks the role, is frozen, or its licence ends too early.
    error NotEligible(address account);
    /// @notice Neither called nor signed by the one it belongs to.
    error NotAuthorised(address account);
    /// @notice The time to do this is over.
    error TooLate(uint256 deadline);
    /// @notice It is not yet time to do this.
    error TooEarly(uint256 notBefore);
    /// @notice A newer offer counts.
    error OfferSuperseded(bytes32 receivable, uint40 sequence, uint40 floor);
    /// @notice The offer's figures do not make sense; `field` names the first that does not.
    error InvalidOffer(bytes32 field);
    /// @notice Rate and fees, or the late rate, are above the ceiling (basis points a year).
    error RateAboveCeiling(uint256 rateBps, uint256 ceilingBps);
    /// @notice More than may still be funded.
    error AboveCap(bytes32 receivable, uint256 amount, uint256 room);
    /// @notice An amount of 0, or above 2^53 - 1.
    error InvalidAmount(uint256 amount);
    /// @notice Funding or release is paused, or funding has ended for ever.
    error Paused();
    /// @notice Funding has ended for ever and cannot be allowed again.
    error IsSunset();
    /// @notice A successor may only follow a deployment whose funding has ended for ever.
    error NotSunset(address predecessor);
    /// @notice Attested value must grow and stay within the amount due.
    error InvalidDelivery(bytes32 receivable, uint256 delivered, uint256 before);
    /// @notice Fewer distinct attesting organisations than the quorum.
    error QuorumMissing(uint256 approvals, uint256 quorum);
    /// @notice The signer does not belong to the attesters, is no warehouse, is frozen, is not older than the funding,
    /// or its organisation has signed already.
    error NotAttester(address signer);
    /// @notice The attestation's number is void or behind.
    error AttestationVoid(bytes32 receivable, uint32 seq);
    /// @notice Nothing can be released for this attestation.
    error NothingToRelease(bytes32 receivable);
    /// @notice A lodged attestation must be used or voided first.
    error AttestationPending(bytes32 receivable);
    /// @notice The credit total must grow, and stay within what the buyer has not paid yet.
    error InvalidDilution(bytes32 receivable, uint256 diluted, uint256 limit);
    /// @notice A credit beyond the hold-back needs holders of at least `needed` units.
    error ConsentMissing(bytes32 receivable, uint256 units, uint256 needed);
    /// @notice A list of accounts must ascend, so that nobody is in it twice.
    error NotAscending(address account);
    /// @notice A final attestation was used: nothing more will be delivered.
    error DeliveryIsClosed(bytes32 receivable);
    /// @notice A dispute is open until the end of this second.
    error Disputed(bytes32 receivable, uint256 until);
    /// @notice Each side has one dispute.
    error AlreadyDisputed(bytes32 receivable, address party);
    /// @notice An amount of 0, or above what can be disputed, or above what is.
    error InvalidDispute(bytes32 receivable, uint256 amount, uint256 limit);
    /// @notice No dispute is open, or this one has been closed.
    error NoDispute(bytes32 receivable);
    /// @notice The signer is no arbiter, is frozen, is not older than the funding, or its organisation is a side's, the
    /// warehouse's, a lender's or the other arbiter's.
    error NotArbiter(address signer);
    /// @notice The holders named do not hold all units.
    error HoldersMissing(bytes32 receivable, uint256 units, uint256 needed);
    /// @notice The buyer has promised to pay without set-off.
    error PaymentIsPromised(bytes32 receivable);
    /// @notice An order of this receivable is also in one that comes first.
    error DuplicateOrder(bytes32 receivable);
    /// @notice The two are one, or the one that comes first is no ground: cancelled, or refunded without a release.
    error NoDuplicate(bytes32 earlier, bytes32 later);
    /// @notice The order is not in this receivable.
    error OrderNotInLot(bytes32 receivable);
    /// @notice More than the seller owes by recourse.
    error AboveRecourse(bytes32 receivable, uint256 amount, uint256 due);
    /// @notice Buying back needs at least this amount today.
    error BuyBackTooSmall(bytes32 receivable, uint256 amount, uint256 owed);
    /// @notice No claim to pay.
    error NoClaim(address coin, address account);
    /// @notice The coin could not be paid to the account.
    error PaymentFailed(address coin, address to);
    /// @notice The coin did not deliver the full amount.
    error ShortPayment(address coin, uint256 expected, uint256 received);
    /// @notice More left this contract than was paid.
    error UnevenPayment(address coin, uint256 amount, uint256 left);
    /// @notice Too little gas was left to tell a refusing coin from a starved one.
    error OutOfGas();
    /// @notice The receivable's own coin goes through {sweep}.
    error OwnCoin(address coin);
    /// @notice The sale was carried out or revoked.
    error SaleSpent(address holder, bytes32 salt);
    /// @notice Lenders got money since the sale was drawn up.
    error SaleOutdated(bytes32 receivable, uint256 expected, uint256 distributed);
    /// @notice Nothing approved waits under this key.
    error NoProposal(bytes32 proposal);
    /// @notice The same act waits already.
    error ProposalPending(bytes32 proposal);
    /// @notice Titles do not move.
    error TitleNotTransferable(uint256 id);
}
