// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IReceivablesErrors} from "./IReceivablesErrors.sol";
import {IReceivablesEvents} from "./IReceivablesEvents.sol";

/// @title What takes value off a receivable, and what the seller then owes
/// @notice Disputes, promises, orders sold twice, recourse. Implemented by ReceivablesDisputes and called
/// at the address of Receivables. See IReceivables for the state table.
///
/// How a dispute runs. Buyer and seller have one each, while funding is open or complete and nothing was released. It
/// is open from the second in which it is opened to the end of the second `until`, 10 days later. If the other side
/// opens its own meanwhile, both run to the later `until` and the larger of the two amounts counts. A resolution ends
/// what is open at once with an agreed undelivered value; otherwise silence ends it, and the whole disputed amount
/// counts as undelivered. What counts as undelivered caps the value that release may use: at most amount due less it.
/// The buyer's debt stays as it is: only a credit note or a final attestation lowers it.
///
/// While one is open: release and closeFunding are refused; collection, payout, notes, attestations and funding go on.
/// closeRelease needs t > `until` + 3 days (after a resolution `until` is its second), and while a lodged attestation
/// waits t > max(`deliverBy`, its `notBefore`, end of the last pause, `until`) + 7 days. An attestation lodged at t <= `deliverBy`
/// can therefore always be used after the dispute. At t > `deliverBy` + 60 days nothing keeps the lenders waiting.
interface IReceivablesDisputes is IReceivablesEvents, IReceivablesErrors {
    /// @notice Opens a dispute over `amount` of the goods. By the buyer or the seller (typed data Dispute; the signer of
    /// `approval` is the side, an empty signature means it calls). Once per side, in funding and funded, until
    /// `deliverBy` and after it only while a lodged attestation waits; not by a buyer that has promised to pay. Emits
    /// {DisputeOpened}. Reverts {WrongDeal}, {WrongStatus}, {TooLate}, {InvalidDispute}, {NotAuthorised},
    /// {PaymentIsPromised}, {AlreadyDisputed}.
    /// @param amount disputed value, 1 to the amount due
    /// @param reasonHash hash of what is said about it
    /// @param expiry last second of the signature
    function dispute(
        Deal calldata deal,
        uint256 amount,
        bytes32 reasonHash,
        uint40 expiry,
        Approval calldata approval
    ) external;

    /// @notice Ends an open dispute at once: `undelivered` counts as not delivered, escrow that can no longer be
    /// released returns. Signed (typed data DisputeResolution, naming the present `until`) by buyer and seller, or by
    /// two arbiters (role ARBITER, not frozen, with role and organisation since before the first funding) of distinct
    /// organisations, neither of them the seller's, the buyer's, the warehouse's or a holder's. For arbiters `holders`
    /// must name, ascending, accounts that hold all note units. Emits {DisputeClosed}, {Returned}. Reverts {WrongDeal},
    /// {WrongStatus}, {TooLate}, {NoDispute}, {InvalidDispute}, {QuorumMissing}, {NotAuthorised}, {NotEligible},
    /// {NotArbiter}, {NotAscending}, {HoldersMissing}.
    /// @param undelivered 0 to the disputed amount
    /// @param expiry last second of the signatures
    /// @param approvals exactly two
    function resolveDispute(
        Deal calldata deal,
        uint256 undelivered,
        uint40 expiry,
        Approval[] calldata approvals,
        address[] calldata holders
    ) external;

    /// @notice After a dispute has ended by silence, by anyone: escrow that can no longer be released because of it
    /// returns to the lenders. Nobody has to call it: every other act takes the end into account by itself. Once for
    /// each end. Emits {DisputeClosed}, {Returned}. Reverts {WrongDeal}, {WrongStatus}, {Disputed}, {NoDispute}.
    function closeDispute(Deal calldata deal) external;

    /// @notice The buyer promises to pay amount due less credits by `payBy` without set-off, and gives up its dispute.
    /// By the buyer (typed data PaymentPromise), once, while registered, funding, funded, released or defaulted, not
    /// while a dispute is open. It ends with a cancellation. Emits {PaymentPromised}. Reverts {WrongDeal},
    /// {WrongStatus}, {TooLate} (also for a `payBy` that has passed), {PaymentIsPromised}, {Disputed}, {NotAuthorised}.
    /// @param payBy last second of payment as promised
    /// @param expiry last second of the signature
    function promisePayment(Deal calldata deal, uint40 payBy, uint40 expiry, bytes calldata signature) external;

    /// @notice Proves that two receivables hold the same order, by anyone, in either sequence. It counts against the one
    /// that comes second: funded later (never funded is later than any), else registered later, else of the larger id.
    /// Never against the first; and a first that is cancelled, or refunded (nothing was released), is no ground. The
    /// second can no longer be funded or released. In funding and funded all escrow returns and it is refunded; in
    /// released unspent escrow returns; there and in defaulted everything owed is due from the seller, whatever the
    /// offer says of recourse. Sweeps the second first. Emits {DuplicateProven}, {Returned}, {RecourseDue} and what a
    /// sweep emits. Reverts {WrongDeal}, {OrderNotInLot}, {NoDuplicate}, {DuplicateOrder} (proven before),
    /// {WrongStatus} (the second is closed).
    /// @param orderKey key of the order in both; what the two say about its content may differ
    function proveDuplicate(
        Deal calldata one,
        Deal calldata other,
        bytes32 orderKey,
        OrderProof calldata inOne,
        OrderProof calldata inOther
    ) external;

    /// @notice The seller pays what it owes by {recourseDue}, or a part of it, without buying back. It runs through fee,
    /// late charge, charge and principal and is not counted as the buyer's money, so that this can still come to the
    /// seller. The coin nonce must be {recourseNonce}(receivable, payer, amount, salt), payer = seller. Emits {Collected}, {PaidOut}, {Parked}. Reverts {WrongDeal}, {WrongStatus}, {NotAuthorised},
    /// {InvalidAmount}, {AboveRecourse}, {ShortPayment} and the coin's errors.
    function payRecourse(Deal calldata deal, Payment calldata payment, address[] calldata payees) external;

    /// @notice What the seller owes now. While released or defaulted with a proven duplicate: all that is owed to
    /// lenders and platform. Else with recourse: in default all of it, before that what exceeds the buyer's remaining
    /// debt. Else 0. Reverts {WrongDeal}, {WrongStatus}.
    function recourseDue(Deal calldata deal) external view returns (uint256);

    /// @notice Coin nonce of a recourse payment: keccak256(abi.encode(keccak256("Recourse"), receivable, payer, amount,
    /// salt)).
    function recourseNonce(bytes32 receivable, address payer, uint256 amount, bytes32 salt) external pure returns (bytes32);

    /// @notice What stands against a receivable, or for it.
    function standing(bytes32 receivable) external view returns (Standing memory);
}
