// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC7943MultiToken} from "./IERC7943MultiToken.sol";
import {IReceivablesErrors} from "./IReceivablesErrors.sol";
import {IReceivablesEvents} from "./IReceivablesEvents.sol";

/// @title How notes change hands other than by their holder's plain transfer: sale, order, recovery
/// @notice Implemented by ReceivablesTransfers and called at the address of Receivables. Every movement settles both
/// sides first: what fell due before stays with the giver. Titles never move. No movement here calls a receiver.
///
/// A forced transfer and a recovery need two approvals and a delay. Compliance proposes; the checker, another role and
/// another account, approves within 14 days; 3 days later and for 14 days it can be carried out, exactly as proposed.
/// Either role can stop it until then. To keep the units where they are in the meantime, freeze them.
///
/// ERC-7943: {canSend} is false for a frozen account alone. {canReceive} needs the role of a lender, a licence that
/// has not lapsed, and no freeze. {canTransfer} is what `safeTransferFrom` by the holder would do, short of the
/// receiving contract's answer. Frozen units are still repaid.
interface IReceivablesTransfers is IReceivablesEvents, IReceivablesErrors, IERC7943MultiToken {
    /// @notice A lender buys note units at the holder's signed price (typed data NoteSale, with the coin of the deal),
    /// all in one transaction. Sweeps the collection account first; any distribution since the sale was drawn up voids
    /// it, so the price is for exactly what is still to come. The coin nonce must be {saleNonce}({saleHash}, payer,
    /// amount, salt), `payment.amount` the price; with an empty payment signature the caller pays by allowance, with an
    /// empty `signature` the caller is the holder. The holder is paid at once, or keeps a claim. Emits TransferSingle,
    /// {NotesSold}, {Parked}. Reverts {WrongDeal}, {WrongStatus}, {TooLate}, {SaleSpent}, {SaleOutdated},
    /// {NotAuthorised}, {NotEligible}, {InvalidAmount}, {ShortPayment}, {ERC7943CannotSend}, {ERC7943CannotReceive},
    /// {ERC7943InsufficientUnfrozenBalance}, ERC1155InsufficientBalance and the coin's errors.
    function buyNotes(Deal calldata deal, NoteSale calldata sale, bytes calldata signature, Payment calldata payment)
        external;

    /// @notice Voids all sales of a holder with this salt, carried out or not. By the holder (typed data
    /// NoteSaleRevocation). Emits {SaleRevoked}. Reverts {NotAuthorised}, {SaleSpent}.
    function revokeSale(address holder, bytes32 salt, bytes calldata signature) external;

    /// @notice Sets how many units of an account are frozen, in all; more than it holds withholds what it gets later.
    /// At most 2^56 - 1. Restricted (compliance). Emits {Frozen}. Reverts {TitleNotTransferable}, {InvalidAmount}.
    /// @param tokenId a note
    function setFrozenTokens(address account, uint256 tokenId, uint256 amount) external override returns (bool);

    /// @notice Proposes a forced transfer; `orderReference` names the order it rests on. Restricted (compliance).
    /// Emits {ForcedTransferProposed}. Reverts {TitleNotTransferable}, {InvalidAmount}, {ERC7943CannotTransfer} from an
    /// account to itself, {ProposalPending} while the same waits.
    function proposeForcedTransfer(
        address from, address to, uint256 tokenId, uint256 amount, bytes32 orderReference
    ) external;

    /// @notice The second approval. Restricted (checker). Emits {ProposalApproved}. Reverts {NoProposal},
    /// {NotAuthorised} for the account that proposed it, {ProposalPending} when it is approved already, {TooLate}.
    function approveForcedTransfer(address from, address to, uint256 tokenId, uint256 amount) external;

    /// @notice Carries an approved transfer out, even from or of a frozen account. Takes free units first; frozen ones
    /// only by lowering the frozen figure by as many, before the transfer. Restricted (compliance). Emits
    /// {ProposalExecuted}, {Frozen} where frozen units move, TransferSingle, {ForcedTransfer}. Reverts {NoProposal},
    /// {TooEarly}, {TooLate}, {ERC7943CannotReceive}, ERC1155InsufficientBalance.
    function forcedTransfer(address from, address to, uint256 tokenId, uint256 amount) external override returns (bool);

    /// @notice Proposes to move notes and claims from an account whose key is lost to another account of the same
    /// organisation. Restricted (compliance). Emits {RecoveryProposed}. Reverts {NotEligible} when the organisations
    /// differ, {ProposalPending}.
    function proposeRecovery(Recovery calldata recovery, bytes32 orderReference) external;

    /// @notice The second approval. Restricted (checker). Emits and reverts as {approveForcedTransfer}.
    function approveRecovery(Recovery calldata recovery) external;

    /// @notice The account said to be lost stops its recovery, at any time before it is carried out: its key is not
    /// lost. By the account (typed data RecoveryObjection with the proposal's `proposedAt`). Emits {ProposalStopped}.
    /// Reverts {NoProposal}, {NotAuthorised}.
    function objectToRecovery(Recovery calldata recovery, bytes calldata signature) external;

    /// @notice Carries an approved recovery out, by anyone. Whole holdings move: units, what is due on them, and what
    /// is frozen, which stays frozen. What is no longer there (repaid, claimed) is passed over. Emits
    /// {ProposalExecuted}, {Frozen}, TransferSingle, {ForcedTransfer}, {HoldingRecovered}, {ClaimReaddressed}. Reverts
    /// {NoProposal}, {TooEarly}, {TooLate}, {NotEligible} when the organisations differ or the new account is frozen,
    /// {ERC7943CannotReceive} when it gets units it may not hold.
    function recover(Recovery calldata recovery) external;

    /// @notice The proposer's role takes a proposal back. Restricted (compliance). Emits {ProposalStopped}. Reverts
    /// {NoProposal}.
    function withdrawProposal(bytes32 proposal) external;

    /// @notice The approver's role stops a proposal, approved or not. Restricted (checker). Emits {ProposalStopped}.
    /// Reverts {NoProposal}.
    function rejectProposal(bytes32 proposal) external;

    /// @notice What waits under this key; all zero when nothing does.
    function proposalOf(bytes32 proposal) external view returns (Proposal memory);

    /// @notice Key of a forced transfer's proposal.
    function forcedTransferKey(address from, address to, uint256 tokenId, uint256 amount)
        external
        pure
        returns (bytes32);

    /// @notice Key of a recovery's proposal.
    function recoveryKey(Recovery calldata recovery) external pure returns (bytes32);

    /// @notice EIP-712 struct hash of a sale as the holder signs it; `coin` is the deal's.
    function saleHash(address coin, NoteSale calldata sale) external pure returns (bytes32);

    /// @notice Coin nonce of a purchase: keccak256(abi.encode(keccak256("NotePurchase"), saleHash, payer, amount, salt)).
    function saleNonce(bytes32 sale, address payer, uint256 amount, bytes32 salt) external pure returns (bytes32);

    /// @notice Whether sales of this holder with this salt are carried out or revoked.
    function isSaleSpent(address holder, bytes32 salt) external view returns (bool);
}
