// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IReceivablesTypes} from "../interfaces/IReceivablesTypes.sol";
import {Waterfall} from "../libraries/Waterfall.sol";

contract WaterfallTest {
    uint256 private constant PRINCIPAL_MAX = 2 ** 53 - 1;

    function _bound(uint256 value, uint256 least, uint256 most) private pure returns (uint256) {
        return least + value % (most - least + 1);
    }

    function _price(uint256 seed) private pure returns (Waterfall.Price memory) {
        return Waterfall.Price({
            rateBps: seed % 3000,
            lateRateBps: (seed >> 16) % 3000,
            feeBps: (seed >> 32) % 200,
            dayCount: (seed >> 48) % 2 == 0 ? 360 : 365,
            ceilingBps: 3920,
            lateFromDay: 20_000 + (seed >> 64) % 200
        });
    }

    function _fresh(uint256 released) private pure returns (Waterfall.Book memory book) {
        book.released = _bound(released, 1, PRINCIPAL_MAX);
        book.accruedDay = 20_000;
    }

    function _pay(Waterfall.Book memory book, Waterfall.Price memory price, uint256 amount, uint256 room)
        private
        pure
        returns (IReceivablesTypes.Split memory parts)
    {
        parts = Waterfall.split(Waterfall.owed(book, price), amount, room);
        book.feePaid += parts.fee;
        book.latePaid += parts.late;
        book.chargePaid += parts.charge;
        book.principalRepaid += parts.principal;
    }

    function testFuzz_partsSumToThePayment(uint256 released, uint256 seed, uint256 day, uint256 amount, uint256 room)
        external
        pure
    {
        Waterfall.Book memory book = _fresh(released);
        Waterfall.Price memory price = _price(seed);
        amount = _bound(amount, 0, 2 * PRINCIPAL_MAX);
        room = _bound(room, 0, 2 * PRINCIPAL_MAX);
        Waterfall.accrue(book, price.lateFromDay, 20_000 + day % 1000);
        IReceivablesTypes.Split memory parts = _pay(book, price, amount, room);
        uint256 lenders = parts.fee + parts.late + parts.charge + parts.principal;
        require(lenders + parts.remainder + parts.surplus == amount, "sum");
        require(parts.remainder == 0 || lenders + parts.remainder <= room, "beyond the amount due");
        require(parts.remainder + parts.surplus == 0 || parts.principal == book.released, "seller before lenders");
    }

    function testFuzz_twoPaymentsOnADayAreOne(uint256 released, uint256 seed, uint256 day, uint256 first, uint256 second)
        external
        pure
    {
        first = _bound(first, 0, PRINCIPAL_MAX);
        second = _bound(second, 0, PRINCIPAL_MAX);
        Waterfall.Price memory price = _price(seed);
        Waterfall.Book memory once = _fresh(released);
        Waterfall.Book memory twice = _fresh(released);
        Waterfall.accrue(once, price.lateFromDay, 20_000 + day % 1000);
        Waterfall.accrue(twice, price.lateFromDay, 20_000 + day % 1000);
        _pay(once, price, first + second, 0);
        _pay(twice, price, first, 0);
        _pay(twice, price, second, 0);
        require(keccak256(abi.encode(once)) == keccak256(abi.encode(twice)), "differ");
    }

    function testFuzz_accruingDayByDayIsAccruingAtOnce(uint256 released, uint256 seed, uint256 days_) external pure {
        Waterfall.Price memory price = _price(seed);
        Waterfall.Book memory once = _fresh(released);
        Waterfall.Book memory daily = _fresh(released);
        uint256 last = 20_000 + days_ % 300;
        Waterfall.accrue(once, price.lateFromDay, last);
        for (uint256 day = 20_000; day <= last; day++) {
            Waterfall.accrue(daily, price.lateFromDay, day);
        }
        require(keccak256(abi.encode(once)) == keccak256(abi.encode(daily)), "differ");
    }

    function testFuzz_costStaysBelowTheCeiling(uint256 released, uint256 seed, uint256 day) external pure {
        Waterfall.Book memory book = _fresh(released);
        Waterfall.Price memory price = _price(seed);
        uint256 passed = day % 3000;
        Waterfall.accrue(book, price.lateFromDay, 20_000 + passed);
        IReceivablesTypes.Owed memory due = Waterfall.owed(book, price);
        uint256 most = book.released * passed * price.ceilingBps / (10_000 * 365);
        require(due.fee + due.late + due.charge <= most, "dearer than allowed");
    }

    function testFuzz_sharesNeverExceedTheTotal(uint256 a, uint256 b, uint256 c, uint256 total) external pure {
        a = _bound(a, 1, PRINCIPAL_MAX / 3);
        b = _bound(b, 1, PRINCIPAL_MAX / 3);
        c = _bound(c, 1, PRINCIPAL_MAX / 3);
        total = _bound(total, 0, 2 * PRINCIPAL_MAX);
        uint256 funded = a + b + c;
        uint256 paid = Waterfall.share(a, total, funded) + Waterfall.share(b, total, funded)
            + Waterfall.share(c, total, funded);
        require(paid <= total && total - paid < 3, "dust");
    }

    function test_aDayIsCountedFromItsOffset() external pure {
        require(Waterfall.dayOf(86_399, 0) == 0 && Waterfall.dayOf(86_400, 0) == 1, "utc");
        require(Waterfall.dayOf(57_599, 28_800) == 0 && Waterfall.dayOf(57_600, 28_800) == 1, "hong kong");
    }

    function test_aFlatFeeOnAShortTermIsDear() external pure {
        require(Waterfall.annualBpsUp(1200, 0, 365, 30) == 1200, "rate alone");
        require(Waterfall.annualBpsUp(1200, 100, 365, 30) == 2417, "with one percent for thirty days");
        require(Waterfall.annualBpsUp(1200, 0, 360, 30) == 1217, "three hundred and sixty days");
        require(Waterfall.annualBpsUp(0, 1, 365, 0) == 365, "a term below a day is a day");
    }
}
