// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IReceivablesTypes} from "../interfaces/IReceivablesTypes.sol";

/// @title The money arithmetic of one receivable, pure
/// @notice Amounts in the coin's smallest unit, rates in basis points a year. Every tier is
/// floor(cumulative entitlement) - already paid, so splitting a payment into pieces changes nothing.
/// @dev Unchecked where the bounds are plain: amounts below 2^64, days below 2^32, rates below 2^16, nothing repaid
/// beyond what was released.
library Waterfall {
    /// @notice The figures the tiers are made of, all cumulative.
    struct Book {
        uint256 released;
        uint256 principalRepaid;
        uint256 chargePaid;
        uint256 latePaid;
        uint256 feePaid;
        uint256 principalDays;
        uint256 lateDays;
        uint256 accruedDay;
    }

    /// @notice What money costs. `lateFromDay` is the first day counted at the late rate.
    struct Price {
        uint256 rateBps;
        uint256 lateRateBps;
        uint256 feeBps;
        uint256 dayCount;
        uint256 ceilingBps;
        uint256 lateFromDay;
    }

    /// @notice Highest simple rate a year with all fees, basis points: ln(1.48), rounded down.
    uint256 internal constant HARD_CEILING_BPS = 3920;
    /// @notice Highest rate without explicit consent, basis points: ln(1.36), rounded down.
    uint256 internal constant SOFT_CEILING_BPS = 3074;
    uint256 private constant BPS = 10_000;

    /// @notice Day number of a moment: floor((moment + offset) / 86,400). `offset` in seconds.
    function dayOf(uint256 moment, int256 offset) internal pure returns (uint256) {
        return uint256(int256(moment) + offset) / 1 days;
    }

    /// @notice Runs the principal-day sums up to `day`. The first day counts, `day` itself does not; nothing compounds.
    function accrue(Book memory book, uint256 lateFromDay, uint256 day) internal pure {
        if (day <= book.accruedDay) return;
        unchecked {
            uint256 outstanding = book.released - book.principalRepaid;
            uint256 lateFrom = book.accruedDay > lateFromDay ? book.accruedDay : lateFromDay;
            uint256 late = day > lateFrom ? day - lateFrom : 0;
            if (late != 0) book.lateDays += outstanding * late;
            book.principalDays += outstanding * (day - book.accruedDay - late);
            book.accruedDay = day;
        }
    }

    /// @notice What is owed in tiers one to four, each rounded down and less what was paid. Charges and fee together
    /// stay within the ceiling on the principal days so far; the platform's fee yields first, then the charge.
    function owed(Book memory book, Price memory price) internal pure returns (IReceivablesTypes.Owed memory due) {
        unchecked {
            uint256 year = BPS * price.dayCount;
            uint256 room = (book.principalDays + book.lateDays) * price.ceilingBps / (BPS * 365);
            uint256 late = _least(book.lateDays * price.lateRateBps / year, room);
            uint256 charge = _least(book.principalDays * price.rateBps / year, room - late);
            uint256 fee = _least(book.released * price.feeBps / BPS, room - late - charge);
            due.fee = _above(fee, book.feePaid);
            due.late = _above(late, book.latePaid);
            due.charge = _above(charge, book.chargePaid);
            due.principal = book.released - book.principalRepaid;
        }
    }

    /// @notice Splits `amount` over the six tiers. `sellerRoom` is what the buyer may still pay within the amount due
    /// less credits, counted over all tiers; beyond it the money is surplus. The parts sum to `amount`.
    function split(IReceivablesTypes.Owed memory due, uint256 amount, uint256 sellerRoom)
        internal
        pure
        returns (IReceivablesTypes.Split memory parts)
    {
        uint256 rest = amount;
        unchecked {
            rest -= parts.fee = _least(due.fee, rest);
            rest -= parts.late = _least(due.late, rest);
            rest -= parts.charge = _least(due.charge, rest);
            rest -= parts.principal = _least(due.principal, rest);
            parts.remainder = _least(rest, _above(sellerRoom, amount - rest));
            parts.surplus = rest - parts.remainder;
        }
    }

    /// @notice Most that may be lent against what the buyer still owes: `advanceBps` of it, down.
    function advanceCap(uint256 advanceBps, uint256 expected, uint256 collected) internal pure returns (uint256) {
        return _above(expected, collected) * advanceBps / BPS;
    }

    /// @notice A holder's share of what lenders got: floor(units x total / funded).
    function share(uint256 units, uint256 total, uint256 funded) internal pure returns (uint256) {
        unchecked {
            return funded == 0 ? 0 : units * total / funded;
        }
    }

    /// @notice Rate and flat fee as one simple rate a year of 365 days, basis points, rounded up. A term below one day
    /// counts as one day.
    function annualBpsUp(uint256 rateBps, uint256 feeBps, uint256 dayCount, uint256 termDays)
        internal
        pure
        returns (uint256)
    {
        uint256 term = termDays == 0 ? 1 : termDays;
        uint256 divisor = dayCount * term;
        return (365 * (rateBps * term + feeBps * dayCount) + divisor - 1) / divisor;
    }

    function _least(uint256 a, uint256 b) private pure returns (uint256) {
        return a < b ? a : b;
    }

    function _above(uint256 a, uint256 b) private pure returns (uint256) {
        return a > b ? a - b : 0;
    }
}
