// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {IBusinessCalendar} from "./interfaces/IBusinessCalendar.sol";
import {BusinessDays} from "./libraries/BusinessDays.sol";

/// @title BusinessCalendar
contract BusinessCalendar is IBusinessCalendar, AccessManaged {
    using BusinessDays for mapping(uint256 word => uint256);

    mapping(uint256 word => uint256) private _holidays;

    constructor(address authority) AccessManaged(authority) {}

    /// @inheritdoc IBusinessCalendar
    function setHolidays(uint256[] calldata days_, bool published) external override restricted {
        require(days_.length != 0, NoDays());
        for (uint256 i = 0; i < days_.length; i++) {
            uint256 bit = 1 << (days_[i] & 255);
            if (published) _holidays[days_[i] >> 8] |= bit;
            else _holidays[days_[i] >> 8] &= ~bit;
        }
        emit HolidaysPublished(days_, published);
    }

    /// @inheritdoc IBusinessCalendar
    function isHoliday(uint256 day) external view override returns (bool) {
        return _holidays.isHoliday(day);
    }

    /// @inheritdoc IBusinessCalendar
    function areHolidays(uint256[] calldata days_) external view override returns (bool) {
        for (uint256 i = 0; i < days_.length; i++) {
            if (!_holidays.isHoliday(days_[i])) return false;
        }
        return true;
    }

    /// @inheritdoc IBusinessCalendar
    function isBusinessDay(uint256 day) external view override returns (bool) {
        return !BusinessDays.isWeekend(day) && !_holidays.isHoliday(day);
    }

    /// @inheritdoc IBusinessCalendar
    function dayOf(uint256 moment) external pure override returns (uint256) {
        return BusinessDays.dayOf(moment);
    }

    /// @inheritdoc IBusinessCalendar
    function endOfNextBusinessDay(uint256 moment) external view override returns (uint256) {
        return BusinessDays.endOf(_holidays.nextAfter(BusinessDays.dayOf(moment)));
    }
}
