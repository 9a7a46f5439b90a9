// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IReceivablesTypes} from "../interfaces/IReceivablesTypes.sol";
import {DealHash} from "../libraries/DealHash.sol";
import {Waterfall} from "../libraries/Waterfall.sol";

/// @title Many cases of the pure arithmetic in one call, for comparison with the TypeScript twin
contract ArithmeticHarness {
    struct Case {
        Waterfall.Book book;
        Waterfall.Price price;
        uint256 day;
        uint256 amount;
        uint256 sellerRoom;
    }

    struct Outcome {
        uint256 principalDays;
        uint256 lateDays;
        IReceivablesTypes.Owed owed;
        IReceivablesTypes.Split parts;
        uint256 annualBpsUp;
        uint256 share;
    }

    function outcomes(Case[] calldata cases) external pure returns (Outcome[] memory results) {
        results = new Outcome[](cases.length);
        for (uint256 i = 0; i < cases.length; i++) {
            Waterfall.Book memory book = cases[i].book;
            Waterfall.Price memory price = cases[i].price;
            Waterfall.accrue(book, price.lateFromDay, cases[i].day);
            results[i].principalDays = book.principalDays;
            results[i].lateDays = book.lateDays;
            results[i].owed = Waterfall.owed(book, price);
            results[i].parts = Waterfall.split(results[i].owed, cases[i].amount, cases[i].sellerRoom);
            results[i].annualBpsUp =
                Waterfall.annualBpsUp(price.rateBps, price.feeBps, price.dayCount, cases[i].day - book.accruedDay + 1);
            results[i].share = Waterfall.share(cases[i].amount, book.principalRepaid, book.released);
        }
    }

    function dealHashes(IReceivablesTypes.Deal[] calldata deals) external pure returns (bytes32[] memory hashes) {
        hashes = new bytes32[](deals.length);
        for (uint256 i = 0; i < deals.length; i++) {
            bytes32 terms = DealHash.ofTerms(deals[i].terms);
            hashes[i] = DealHash.ofDeal(terms, deals[i].registeredAt, DealHash.ofOffer(deals[i]));
        }
    }
}
