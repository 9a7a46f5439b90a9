// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title Calendar days and business days in Hong Kong
/// @notice A day is numbered from 1 January 1970 and begins at midnight in Hong Kong (UTC+8, no summer time). Saturdays
/// and Sundays are computed; public holidays are a bit set, 256 days a word, that somebody publishes.
library BusinessDays {
    uint256 private constant OFFSET = 8 hours;

    /// @notice No calendar can put the next business day further off than this many days.
    uint256 internal constant LONGEST_CLOSURE = 7;

    /// @notice Number of the day in Hong Kong at a moment in unix seconds.
    function dayOf(uint256 moment) internal pure returns (uint256) {
        return (moment + OFFSET) / 1 days;
    }

    /// @notice Last second of a day in Hong Kong, unix seconds.
    function endOf(uint256 day) internal pure returns (uint256) {
        return (day + 1) * 1 days - OFFSET - 1;
    }

    /// @notice Whether a day is a Saturday or a Sunday. Day 0 was a Thursday.
    function isWeekend(uint256 day) internal pure returns (bool) {
        return (day + 4) % 7 == 6 || (day + 4) % 7 == 0;
    }

    /// @notice Whether a day is published as a public holiday.
    function isHoliday(mapping(uint256 word => uint256) storage holidays, uint256 day) internal view returns (bool) {
        return holidays[day >> 8] >> (day & 255) & 1 == 1;
    }

    /// @notice First business day after `day`; the day LONGEST_CLOSURE days later where the calendar leaves none before.
    function nextAfter(mapping(uint256 word => uint256) storage holidays, uint256 day) internal view returns (uint256) {
        uint256 last = day + LONGEST_CLOSURE;
        while (++day < last && (isWeekend(day) || isHoliday(holidays, day))) {}
        return day;
    }
}
