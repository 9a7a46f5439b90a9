// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IReceivablesErrors} from "./IReceivablesErrors.sol";
import {IReceivablesEvents} from "./IReceivablesEvents.sol";

/// @title What happens to a receivable off the common path
/// @notice Implemented by ReceivablesServicing and called at the address of Receivables. See IReceivables for the state
/// table.
interface IReceivablesServicing is IReceivablesEvents, IReceivablesErrors {
    /// @notice Makes all offers below `sequence` void. By the seller (typed data OfferFloor). Only while registered.
    /// Emits {OfferFloorRaised}. Reverts {WrongDeal}, {WrongStatus}, {TooLate}, {NotAuthorised}, {OfferSuperseded}.
    /// @param expiry last second of the signature
    function raiseOfferFloor(Deal calldata deal, uint40 sequence, uint40 expiry, bytes calldata signature) external;

    /// @notice Withdraws a receivable nobody has funded and burns its title. By the seller (typed data Cancellation).
    /// Emits {Cancelled} and TransferSingle. Reverts {WrongDeal}, {WrongStatus}, {TooLate}, {NotAuthorised}.
    function cancel(Deal calldata deal, uint40 expiry, bytes calldata signature) external;

    /// @notice After `fundBy`, by anyone: at the offer's minimum the state becomes funded, else everything returns to
    /// the lenders and the state is refunded. `payees` are paid at once. Not while a dispute is open; after one the
    /// escrow that can no longer be released returns too. Emits {FundingClosed}, {Returned}, {PaidOut}. Reverts
    /// {WrongDeal}, {WrongStatus}, {TooEarly}, {Disputed}.
    function closeFunding(Deal calldata deal, address[] calldata payees) external;

    /// @notice Stores an attestation that takes effect later, so that neither `deliverBy` nor a pause or a dispute can
    /// pass it by; from the first funding on, also while these last. Needs the quorum's approvals, now <= `deliverBy`,
    /// now <= its own expiry, and `notBefore` at most 7 days away. A newer one replaces it. Emits {AttestationLodged}. Reverts {WrongDeal},
    /// {WrongStatus}, {TooLate}, {InvalidDelivery}, {DeliveryIsClosed}, {NotAttester}, {NotEligible}, {NotAuthorised},
    /// {QuorumMissing}, {AttestationVoid}.
    function lodge(Deal calldata deal, Attestation calldata attestation, Approval[] calldata approvals) external;

    /// @notice Any attester's signer makes attestations up to `seq` void (typed data AttestationVoid), before a lodged
    /// one takes effect. Emits {AttestationVoided}. Reverts {WrongDeal}, {WrongStatus}, {TooLate}, {NotAttester},
    /// {NotEligible}, {NotAuthorised}, {AttestationVoid}.
    function voidAttestation(Deal calldata deal, uint32 seq, uint40 expiry, Approval calldata approval) external;

    /// @notice After `deliverBy`, by anyone: what is left in escrow returns to the lenders; refunded if nothing was
    /// released. Not during a pause of release of up to 30 days or a dispute, nor within 3 days after them; not while a
    /// lodged attestation waits, that is for 7 days from `deliverBy`, its `notBefore`, or the end of a pause or dispute,
    /// whichever is latest. More than 60 days after `deliverBy` none of these counts. Emits {Returned}, {PaidOut}.
    /// Reverts {WrongDeal}, {WrongStatus}, {TooEarly}, {Disputed}, {AttestationPending}.
    function closeRelease(Deal calldata deal, address[] calldata payees) external;

    /// @notice Lowers what the buyer owes to amount due - `diluted` (cumulative), at most down to what it has paid. By
    /// the seller (typed data CreditNote), in every state but none, settled and cancelled. The hold-back (amount due
    /// less credits, collections and what is owed to lenders and platform today) absorbs it first; beyond that holders
    /// of more than half of all note units must sign the same CreditNote, by ascending account. Units count as held at
    /// the time of the call; frozen holders and frozen units cannot consent but count among all. Lenders' principal and
    /// charge stay as they are. Emits {Diluted}, {Returned}, {RecourseDue}. Reverts {WrongDeal}, {WrongStatus},
    /// {TooLate}, {NotAuthorised}, {InvalidDilution}, {ConsentMissing}, {NotAscending}, {NotEligible}.
    /// @param diluted total of credits, 10^-6 units
    /// @param documentHash hash of the credit note
    /// @param expiry last second of the signatures
    function dilute(
        Deal calldata deal,
        uint256 diluted,
        bytes32 documentHash,
        uint40 expiry,
        bytes calldata signature,
        Approval[] calldata consents
    ) external;

    /// @notice Puts code at a receivable's collection account, by anyone; without effect where it has some. A coin that
    /// pays known holders only knows the account by its code. The first sweep does it too.
    /// @return where it is, see {IReceivablesNotes-collectionAccount}
    function openCollectionAccount(bytes32 receivable) external returns (address);

    /// @notice Moves the collection account's balance of any other coin to a claim of the buyer's account. Emits
    /// {Parked}. Reverts {WrongDeal}, {WrongStatus}, {OwnCoin}, {InvalidAmount}.
    function sweepOther(Deal calldata deal, address coin) external;

    /// @notice The seller repays everything owed (fee, late charge, charge, principal); escrow left returns to the
    /// lenders; more than owed goes back to the payer. The coin nonce must be {buyBackNonce}(receivable, payer, amount,
    /// salt), payer = seller. Later money of the buyer goes to the seller. Emits {BoughtBack}, {Returned}, {PaidOut}.
    /// Reverts {WrongDeal}, {WrongStatus}, {NotAuthorised}, {InvalidAmount}, {BuyBackTooSmall}, {ShortPayment} and the
    /// coin's errors.
    function buyBack(Deal calldata deal, Payment calldata payment, address[] calldata payees) external;

    /// @notice After due time + grace + notice, by anyone. Sweeps first, and returns the escrow left. Where nothing is
    /// owed the state is settled, else defaulted; late recoveries still run the waterfall. Emits {Returned},
    /// {Defaulted}, and {RecourseDue} where the offer has recourse. Reverts {WrongDeal}, {WrongStatus}, {TooEarly}.
    function declareDefault(Deal calldata deal, address[] calldata payees) external;
}
