// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IReceivablesErrors} from "./IReceivablesErrors.sol";
import {IReceivablesEvents} from "./IReceivablesEvents.sol";

/// @title The path every receivable takes: register, fund, release, settle, pay out
/// @notice Implemented by Receivables itself. See IReceivables for the state table.
interface IReceivablesCore is IReceivablesEvents, IReceivablesErrors {
    /// @notice Registers a batch and mints the titles to the seller. Seller and warehouse have signed it (one of them
    /// may be the caller with an empty signature). Both must be participants in their role and not frozen.
    /// Refuses ids that a predecessor {knows}. Emits one ERC-1155 TransferBatch (TransferSingle for one lot),
    /// {Registered}, and {LotRegistered} for each lot. Reverts {EmptyBatch},
    /// {TooLate}, {TooEarly}, {CoinNotAllowed}, {NotEligible}, {NotAuthorised}, {InvalidLot}, {AlreadyRegistered}.
    function register(
        Registration calldata registration, bytes calldata sellerSignature, bytes calldata warehouseSignature
    ) external;

    /// @notice A lender pays principal into escrow and gets as many note units. The first funding checks the seller's
    /// offer and freezes it; later ones may leave `sellerSignature` empty. The coin nonce must be
    /// {fundingNonce}(dealHash, payer, amount, salt). The collection account is swept first. At the cap
    /// (advance rate x (amount due - diluted - collected), down) the state becomes funded at once.
    /// Emits {OfferFrozen} the first time, TransferSingle, {Funded}. Reverts {WrongDeal}, {WrongStatus}, {Paused},
    /// {TooLate}, {DuplicateOrder}, {OfferSuperseded}, {InvalidOffer}, {RateAboveCeiling}, {NotAuthorised}, {NotEligible}, {AboveCap},
    /// {InvalidAmount}, {ShortPayment} and the coin's errors.
    function fund(Deal calldata deal, bytes calldata sellerSignature, Payment calldata payment) external;

    /// @notice The same for a lender by whoever pays: the caller's allowance pays, the lender gets the notes and must be
    /// as eligible as one that pays itself. For matchers of standing mandates. Emits and reverts as {fund}.
    function fundFor(Deal calldata deal, bytes calldata sellerSignature, address lender, uint256 amount) external;

    /// @notice Pays the seller what the attested value allows, up to both caps: released <= funded x delivered /
    /// amount due, and released - principal repaid <= advance rate x max(0, min(delivered, amount due - diluted) -
    /// collected), both down. Escrow that can no longer be released returns to the lenders at once. Sweeps the
    /// collection account first. Until `deliverBy`; afterwards only with the lodged attestation (approvals may then be
    /// empty). Not while a dispute is open; after one the delivered value counts up to amount due less undelivered.
    /// A final attestation need not grow and may release nothing: it raises the credits to amount due less delivered,
    /// ends delivery, and returns what is left in escrow; refunded if nothing was ever released.
    /// Emits {Released}, {Returned}; a final one {DeliveryClosed}, {Diluted}, {RecourseDue}. Reverts {WrongDeal},
    /// {WrongStatus}, {Paused}, {Disputed}, {DuplicateOrder}, {TooEarly}, {TooLate}, {InvalidDelivery},
    /// {DeliveryIsClosed}, {NotAttester}, {NotEligible}, {NotAuthorised}, {QuorumMissing}, {AttestationVoid},
    /// {NothingToRelease}.
    function release(Deal calldata deal, Attestation calldata attestation, Approval[] calldata approvals) external;

    /// @notice Anyone pays what the buyer owes; in every state but none the money is accepted. The coin nonce must be
    /// {paymentNonce}(receivable, payer, amount, salt). The money runs through the waterfall; `payees` (holders) are
    /// paid at once, other holders by {payOut}. Emits {Collected}, {PaidOut}, {Parked}. Reverts {WrongDeal},
    /// {WrongStatus}, {InvalidAmount}, {NotAuthorised}, {ShortPayment} and the coin's errors.
    function settle(Deal calldata deal, Payment calldata payment, address[] calldata payees) external;

    /// @notice Moves the collection account's balance of the receivable's coin through the waterfall, by anyone, in
    /// every state but none. Does nothing but pay `payees` when it is empty. Emits as {settle}, payer 0. Reverts
    /// {WrongDeal}, {WrongStatus}.
    /// @return amount what was swept
    function sweep(Deal calldata deal, address[] calldata payees) external returns (uint256 amount);

    /// @notice Pays holders what is due to them: floor(units x lender total / funded) - paid. By anyone. A holder that
    /// cannot be paid gets a claim and stops nobody. In a closed state (settled, refunded, boughtBack) the units burn;
    /// with the last ones the dust goes to the seller. Accounts without units are passed over. Emits {PaidOut}, {Parked},
    /// TransferSingle. Reverts {WrongDeal}, {WrongStatus}.
    function payOut(Deal calldata deal, address[] calldata holders) external;

    /// @notice State of a receivable.
    function statusOf(bytes32 receivable) external view returns (Status);

    /// @notice Whether the id is taken here or at a predecessor, so that a successor must refuse it: registered or
    /// more, or cancelled after something was collected on it. A lot withdrawn before that is free again.
    function knows(bytes32 receivable) external view returns (bool);
}
