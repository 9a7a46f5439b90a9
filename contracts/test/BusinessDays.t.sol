// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {BusinessCalendar} from "../BusinessCalendar.sol";
import {IBusinessCalendar} from "../interfaces/IBusinessCalendar.sol";
import {BusinessDays} from "../libraries/BusinessDays.sol";
import {vm} from "./Vm.sol";

contract BusinessDaysTest {
    /// @dev Friday, 15 January 2027.
    uint256 private constant FRIDAY = 20_833;
    BusinessCalendar private _calendar;

    function setUp() external {
        _calendar = new BusinessCalendar(address(new AccessManager(address(this))));
    }

    function _publish(uint256 day, bool published) private {
        uint256[] memory days_ = new uint256[](1);
        days_[0] = day;
        _calendar.setHolidays(days_, published);
    }

    function test_theDayChangesAtMidnightInHongKong() external pure {
        uint256 midnight = FRIDAY * 1 days - 8 hours;
        require(BusinessDays.dayOf(midnight) == FRIDAY, "first second");
        require(BusinessDays.dayOf(midnight - 1) == FRIDAY - 1, "last second before");
        require(BusinessDays.endOf(FRIDAY) == midnight + 1 days - 1, "last second");
    }

    function testFuzz_aDayLiesBetweenItsEnds(uint40 moment) external pure {
        uint256 day = BusinessDays.dayOf(moment);
        require(moment <= BusinessDays.endOf(day), "end");
        require(day == 0 || moment > BusinessDays.endOf(day - 1), "begin");
    }

    function testFuzz_twoOfSevenDaysAreAWeekend(uint32 day) external pure {
        uint256 count;
        for (uint256 i = 0; i < 7; i++) {
            if (BusinessDays.isWeekend(uint256(day) + i)) count++;
        }
        require(count == 2, "weekend");
    }

    function test_weekendsAreComputed() external view {
        require(_calendar.isBusinessDay(FRIDAY) && _calendar.isBusinessDay(FRIDAY + 3), "Friday, Monday");
        require(!_calendar.isBusinessDay(FRIDAY + 1) && !_calendar.isBusinessDay(FRIDAY + 2), "weekend");
    }

    function test_holidaysArePublishedAndTakenBack() external {
        _publish(FRIDAY + 3, true);
        require(_calendar.isHoliday(FRIDAY + 3) && !_calendar.isBusinessDay(FRIDAY + 3), "published");
        require(!_calendar.isHoliday(FRIDAY + 4), "the next is none");
        require(_calendar.endOfNextBusinessDay(FRIDAY * 1 days) == BusinessDays.endOf(FRIDAY + 4), "Tuesday");
        _publish(FRIDAY + 3, false);
        require(_calendar.endOfNextBusinessDay(FRIDAY * 1 days) == BusinessDays.endOf(FRIDAY + 3), "Monday");
    }

    function test_areHolidaysAnswersForAllOfThem() external {
        uint256[] memory days_ = new uint256[](2);
        (days_[0], days_[1]) = (FRIDAY, FRIDAY + 300);
        _calendar.setHolidays(days_, true);
        require(_calendar.areHolidays(days_), "both");
        days_[1] = FRIDAY + 1;
        require(!_calendar.areHolidays(days_), "one");
    }

    function test_theNextBusinessDayIsAnotherDay() external view {
        uint256 firstSecond = FRIDAY * 1 days - 8 hours;
        uint256 lastSecond = firstSecond + 1 days - 1;
        require(_calendar.endOfNextBusinessDay(firstSecond) == BusinessDays.endOf(FRIDAY + 3), "early");
        require(_calendar.endOfNextBusinessDay(lastSecond) == BusinessDays.endOf(FRIDAY + 3), "late");
        require(_calendar.endOfNextBusinessDay(lastSecond + 1) == BusinessDays.endOf(FRIDAY + 3), "Saturday");
        require(_calendar.endOfNextBusinessDay(firstSecond - 1) == BusinessDays.endOf(FRIDAY), "Thursday");
    }

    function testFuzz_noCalendarPutsTheDayOffForLong(uint256 bits) external {
        uint256[] memory days_ = new uint256[](20);
        for (uint256 i = 0; i < 20; i++) {
            days_[i] = FRIDAY + 1 + (bits >> i & 1 == 1 ? i : 0);
        }
        _calendar.setHolidays(days_, true);
        uint256 end = _calendar.endOfNextBusinessDay(FRIDAY * 1 days);
        require(end > BusinessDays.endOf(FRIDAY) && end <= BusinessDays.endOf(FRIDAY + 7), "within a week");
        uint256 day = BusinessDays.dayOf(end);
        require(_calendar.isBusinessDay(day) || day == FRIDAY + 7, "a business day, or the last resort");
    }

    function test_aListOfNoDaysIsRefused() external {
        vm.expectRevert(IBusinessCalendar.NoDays.selector);
        _calendar.setHolidays(new uint256[](0), true);
    }

    function test_publishingIsRestricted() external {
        address stranger = address(0x5732A9E);
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger));
        _calendar.setHolidays(new uint256[](1), true);
    }
}
