// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IReceivablesTypes} from "./IReceivablesTypes.sol";

/// @title What happens to a receivable off the common path
/// @notice Implemented by ReceivablesServicing and called at the address of Receivables. See IReceivables for the state
/// table.
interface IReceivablesServicing is IReceivablesTypes {
    /// @notice Makes all offers below `sequence` void. By the seller (typed data OfferFloor). Only while registered.
    /// Emits {OfferFloorRaised}. Reverts {WrongDeal}, {WrongStatus}, {TooLate}, {NotAuthorised}, {OfferSuperseded}.
    /// @param expiry last second of the signature
    function raiseOfferFloor(Deal calldata deal, uint40 sequence, uint40 expiry, bytes calldata signature) external;

    /// @notice Withdraws a receivable nobody has funded and burns its title. By the seller (typed data Cancellation).
    /// Emits {Cancelled} and TransferSingle. Reverts {WrongDeal}, {WrongStatus}, {TooLate}, {NotAuthorised}.
    function cancel(Deal calldata deal, uint40 expiry, bytes calldata signature) external;

    /// @notice After `fundBy`, by anyone: at the offer's minimum the state becomes funded, else everything returns to
    /// the lenders and the state is refunded. `payees` are paid at once. Emits {FundingClosed}, {Returned}, {PaidOut}.
    /// Reverts {WrongDeal}, {WrongStatus}, {TooEarly}.
    function closeFunding(Deal calldata deal, address[] calldata payees) external;

    /// @notice Stores an attestation that takes effect later, so that `deliverBy` cannot pass it by. Needs the quorum's
    /// approvals, now <= `deliverBy`, and `notBefore` at most 7 days away. Emits {AttestationLodged}. Reverts
    /// {WrongDeal}, {WrongStatus}, {TooLate}, {InvalidDelivery}, {NotAttester}, {QuorumMissing}, {AttestationVoid}.
    function lodge(Deal calldata deal, Attestation calldata attestation, Approval[] calldata approvals) external;

    /// @notice Any attester's signer makes attestations up to `seq` void (typed data AttestationVoid), before a lodged
    /// one takes effect. Emits {AttestationVoided}. Reverts {WrongDeal}, {WrongStatus}, {TooLate}, {NotAttester},
    /// {NotAuthorised}, {AttestationVoid}.
    function voidAttestation(Deal calldata deal, uint32 seq, uint40 expiry, Approval calldata approval) external;

    /// @notice After `deliverBy`, by anyone: what is left in escrow returns to the lenders; refunded if nothing was
    /// released. Not while a lodged attestation waits, and not within 3 days after a pause of release. Emits {Returned},
    /// {PaidOut}. Reverts {WrongDeal}, {WrongStatus}, {TooEarly}, {AttestationPending}.
    function closeRelease(Deal calldata deal, address[] calldata payees) external;

    /// @notice Lowers what the buyer owes to amount due - `diluted` (cumulative). By the seller (typed data
    /// CreditNote). After release only within the hold-back, never after settlement. Emits {Diluted}, {Returned}.
    /// Reverts {WrongDeal}, {WrongStatus}, {TooLate}, {NotAuthorised}, {InvalidDilution}.
    function dilute(
        Deal calldata deal, uint256 diluted, bytes32 documentHash, uint40 expiry, bytes calldata signature
    ) external;

    /// @notice Moves the collection account's balance of any other coin to a claim of the buyer's account. Emits
    /// {Parked}. Reverts {WrongDeal}, {WrongStatus}, {OwnCoin}, {InvalidAmount}.
    function sweepOther(Deal calldata deal, address coin) external;

    /// @notice The seller repays everything owed (fee, late charge, charge, principal); escrow left returns to the
    /// lenders; more than owed goes back to the payer. The coin nonce must be {buyBackNonce}(receivable, payer, amount,
    /// salt), payer = seller. Later money of the buyer goes to the seller. Emits {BoughtBack}, {Returned}, {PaidOut}.
    /// Reverts {WrongDeal}, {WrongStatus}, {NotAuthorised}, {BuyBackTooSmall} and the coin's errors.
    function buyBack(Deal calldata deal, Payment calldata payment, address[] calldata payees) external;

    /// @notice After due time + grace + notice, by anyone. Sweeps first. Late recoveries still run the waterfall.
    /// Emits {Defaulted}. Reverts {WrongDeal}, {WrongStatus}, {TooEarly}.
    function declareDefault(Deal calldata deal, address[] calldata payees) external;
}
