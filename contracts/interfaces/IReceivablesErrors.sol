// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IReceivablesTypes} from "./IReceivablesTypes.sol";

/// @title Errors of Receivables
/// @notice Units as in IReceivables: amounts in 10^-6 of the currency, times in unix seconds, rates in basis points.
interface IReceivablesErrors is IReceivablesTypes {
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
