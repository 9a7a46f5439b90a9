// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title Business days of Hong Kong, one calendar for every coin
/// @notice Days are numbered from 1 January 1970 and begin at midnight in Hong Kong. A business day is neither Saturday
/// nor Sunday nor a published public holiday. What was promised by an older calendar stays: due times are fixed when an
/// obligation arises.
interface IBusinessCalendar {
    /// @notice Days were entered as public holidays, or taken off the calendar again.
    event HolidaysPublished(uint256[] days_, bool published);

    /// @notice A list of no days.
    error NoDays();

    /// @notice Enters public holidays, or takes days off the calendar. Restricted (admin).
    /// Emits {HolidaysPublished}. Reverts {NoDays}.
    /// @param days_ day numbers in Hong Kong
    function setHolidays(uint256[] calldata days_, bool published) external;

    /// @notice Whether a day is published as a public holiday.
    function isHoliday(uint256 day) external view returns (bool);

    /// @notice Whether all of these days are published as public holidays.
    function areHolidays(uint256[] calldata days_) external view returns (bool);

    /// @notice Whether a day is a business day.
    function isBusinessDay(uint256 day) external view returns (bool);

    /// @notice Day number at a moment in unix seconds.
    function dayOf(uint256 moment) external pure returns (uint256);

    /// @notice Last second of the first business day after the day of `moment`, unix seconds. Never more than 7 days
    /// after that day, whatever was published.
    function endOfNextBusinessDay(uint256 moment) external view returns (uint256);
}
