// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IReceivablesTypes} from "./IReceivablesTypes.sol";

/// @title Market: matches lenders' standing mandates to sellers' offers
/// @notice A lender signs a {Mandate} once and gives this contract an allowance of the coin. From then on anyone, or
/// only the matcher it names, can fund offers inside the mandate with the lender's money; the lender gets the notes.
/// The contract has no owner, no role, no switch and never holds money between calls. What it lets through is still
/// refused by Receivables where the lender could not have funded itself: not licensed, frozen, above the cap, another
/// lender named in the offer, a superseded offer.
///
/// Amounts are in the coin's smallest unit (10^-6), times in unix seconds, rates in basis points (1/10,000) a year.
/// Limits are cumulative: what was filled counts for good and comes back neither by repayment nor by a refund. They
/// are kept for each coin apart, since units of two currencies have no sum.
///
/// A filling from within a filling is refused with {Guarded-Reentered}, a coin that says no balance with
/// {CoinCall-NoBalance}.
///
/// A mandate ends by its expiry, by {revoke}, or at once by taking the coin's allowance back.
interface IMarket {
    /// @notice A lender's standing order. An offer fits when every field lets it through.
    /// @param lender whose money it is and who gets the notes
    /// @param coins coins it may lend; an empty list means none
    /// @param sellers sellers it funds; an empty list means any
    /// @param buyers buyers whose debt it funds; an empty list means any
    /// @param warehouses warehouses it relies on; an empty list means any. If it is not empty, every attester of the
    /// offer must stand in it too, since any of them may confirm delivery
    /// @param minRateBps least discount rate, and least late rate, which replaces it after grace
    /// @param maxAdvanceBps highest advance rate
    /// @param maxTenorDays most days from now to the due time, and to `deliverBy`, until which money may wait without
    /// earning; a day begun counts. What is due already does not fit
    /// @param maxGraceDays most days from the due time until default can be declared: grace and notice together
    /// @param needsRecourse whether the seller must answer for what the buyer does not pay
    /// @param minTicket least amount of one filling
    /// @param matcher the only account that may fill it, or 0 for anyone
    /// @param perReceivableLimit most it ever puts into one receivable
    /// @param cumulativeLimit most it ever lends, of each coin
    /// @param expiry last second at which it can be filled
    /// @param salt tells apart mandates that are equal otherwise
    struct Mandate {
        address lender;
        address[] coins;
        address[] sellers;
        address[] buyers;
        address[] warehouses;
        uint16 minRateBps;
        uint16 maxAdvanceBps;
        uint16 maxTenorDays;
        uint16 maxGraceDays;
        bool needsRecourse;
        uint256 minTicket;
        address matcher;
        uint256 perReceivableLimit;
        uint256 cumulativeLimit;
        uint40 expiry;
        bytes32 salt;
    }

    /// @notice The lender's EIP-2612 approval of this contract, as the coin takes it.
    /// @param value allowance it gives
    /// @param deadline last second at which the coin takes it
    /// @param signature packed or ERC-1271
    struct Allowance {
        uint256 value;
        uint256 deadline;
        bytes signature;
    }

    /// @notice A mandate funded a receivable; `filled` is its total of this coin, `filledFor` of this receivable.
    event MandateFilled(
        bytes32 indexed mandate,
        bytes32 indexed receivable,
        address indexed lender,
        address coin,
        uint256 amount,
        uint256 filled,
        uint256 filledFor
    );
    /// @notice A mandate will not be filled again.
    event MandateRevoked(bytes32 indexed mandate, address indexed lender);

    /// @notice The time to do this is over.
    error TooLate(uint256 deadline);
    /// @notice Neither called nor signed by the lender.
    error NotAuthorised(address account);
    /// @notice The mandate names another matcher.
    error NotMatcher(address caller);
    /// @notice The mandate was revoked.
    error Revoked(bytes32 mandate);
    /// @notice The offer does not fit; `field` names the first field of the mandate that refuses it.
    error OutsideMandate(bytes32 field);
    /// @notice More than the mandate may still fill here.
    error AboveLimit(bytes32 mandate, uint256 amount, uint256 room);
    /// @notice The coin did not deliver the full amount.
    error ShortPayment(address coin, uint256 expected, uint256 received);
    /// @notice Money would have stayed here, or more would have left than came.
    error MoneyLeft(address coin, uint256 expected, uint256 actual);

    /// @notice Funds a receivable with a mandate's money: takes `amount` from the lender by its allowance and passes it
    /// to Receivables, which gives the lender the notes. By anyone, or the mandate's matcher. `mandateSignature` is the
    /// lender's (typed data Mandate of this contract; ERC-1271 accepted), empty if the lender is the caller.
    /// `sellerSignature` is the seller's on its offer, needed for the first funding only.
    /// Emits {MandateFilled}, and in Receivables what fundFor emits. Reverts {TooLate}, {NotMatcher}, {Revoked},
    /// {OutsideMandate}, {AboveLimit}, {NotAuthorised}, {ShortPayment}, {MoneyLeft}, with the coin's errors, and with
    /// those of fundFor.
    function fill(
        IReceivablesTypes.Deal calldata deal,
        bytes calldata sellerSignature,
        Mandate calldata mandate,
        bytes calldata mandateSignature,
        uint256 amount
    ) external;

    /// @notice {fill} after handing the coin the lender's approval of this contract, so that a lender needs no gas. An
    /// approval the coin refuses, for example because somebody ran ahead with it, does not matter if the allowance is
    /// there. Emits and reverts as {fill}.
    function fillWithPermit(
        IReceivablesTypes.Deal calldata deal,
        bytes calldata sellerSignature,
        Mandate calldata mandate,
        bytes calldata mandateSignature,
        uint256 amount,
        Allowance calldata allowance
    ) external;

    /// @notice Ends a mandate for good. By the lender, or with its signature (typed data MandateRevocation). A mandate
    /// that was never filled, or has expired, can be revoked as well. Emits {MandateRevoked}. Reverts {TooLate},
    /// {Revoked}, {NotAuthorised}.
    /// @param expiry last second of the signature
    function revoke(Mandate calldata mandate, uint40 expiry, bytes calldata signature) external;

    /// @notice EIP-712 struct hash of a mandate: its name here.
    function hashOf(Mandate calldata mandate) external pure returns (bytes32);

    /// @notice What a mandate has lent of a coin so far.
    function filled(bytes32 mandate, address coin) external view returns (uint256);

    /// @notice What a mandate has put into a receivable so far.
    function filledFor(bytes32 mandate, bytes32 receivable) external view returns (uint256);

    /// @notice Whether a mandate was revoked.
    function isRevoked(bytes32 mandate) external view returns (bool);

    /// @notice Most that the mandate's own limits let into a receivable of this coin now: 0 once it is revoked, expired
    /// or has less room than its minimum ticket. Looks neither at the offer nor at the lender's allowance and balance.
    function room(Mandate calldata mandate, address coin, bytes32 receivable) external view returns (uint256);

    /// @notice Receivables this market funds.
    function receivables() external view returns (address);
}
