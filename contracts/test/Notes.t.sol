// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IReceivables} from "../interfaces/IReceivables.sol";
import {IReceivablesTypes} from "../interfaces/IReceivablesTypes.sol";
import {ISettlementCoin} from "../interfaces/ISettlementCoin.sol";
import {NotesHandler} from "./NotesHandler.sol";
import {vm} from "./Vm.sol";

/// @title What must hold of notes and payouts after any sequence of movements, payments and freezes
contract NotesInvariants {
    NotesHandler private _handler;
    IReceivables private _core;
    address[] private _targets;

    function setUp() external {
        _handler = new NotesHandler();
        _core = _handler.core();
        _targets.push(address(_handler));
    }

    function targetContracts() external view returns (address[] memory) {
        return _targets;
    }

    /// @dev One campaign for all promises: each refusal names the one that broke.
    function invariant_notesAndPayouts() external view {
        string memory breach = _handler.breach();
        require(bytes(breach).length == 0, breach);
        _everythingHasAPlace();
        for (uint256 lot = 0; lot < _handler.LOTS(); lot++) {
            _unitsAreWhatWasFunded(lot);
            _lendersAreNotPaidMoreThanThereIs(lot);
            _everyLenderHasItsShare(lot);
        }
    }

    /// @dev To the unit: escrow, what lenders got and were not paid yet (dues and dust), and claims.
    function _everythingHasAPlace() private view {
        address coin = address(_handler.coin());
        uint256 claims = _core.claimOf(coin, _handler.SELLER()) + _core.claimOf(coin, _handler.BUYER())
            + _core.claimOf(coin, _handler.TREASURY());
        for (uint256 i = 0; i < _handler.LENDERS(); i++) {
            claims += _core.claimOf(coin, _handler.lenders(i));
        }
        uint256 dues;
        uint256 places = claims;
        for (uint256 lot = 0; lot < _handler.LOTS(); lot++) {
            IReceivablesTypes.Position memory figures = _core.position(_id(lot));
            uint256 due = _due(lot);
            dues += due;
            places += figures.funded - figures.released - figures.returned + _unpaid(lot, due);
        }
        uint256 held = _handler.coin().balanceOf(address(_core));
        require(held == places, "something has no place, or a place nothing in it");
        require(claims + dues <= held, "owes more than it holds");
    }

    /// @dev Once the last units have burnt only dues are left: the dust went to the seller.
    function _unpaid(uint256 lot, uint256 due) private view returns (uint256) {
        if (_isClosed(lot) && _units(lot) == 0) return due;
        return _handler.distributed(lot) - _handler.paidOut(lot);
    }

    function _due(uint256 lot) private view returns (uint256 due) {
        for (uint256 i = 0; i < _handler.LENDERS(); i++) {
            due += _core.dueTo(_id(lot), _handler.lenders(i));
        }
    }

    function _unitsAreWhatWasFunded(uint256 lot) private view {
        uint256 funded = _core.position(_id(lot)).funded;
        uint256 units = _units(lot);
        require(_isClosed(lot) ? units <= funded : units == funded, "units were made or lost");
    }

    function _lendersAreNotPaidMoreThanThereIs(uint256 lot) private view {
        uint256 paid = _handler.paidOut(lot);
        require(paid <= _handler.distributed(lot), "paid beyond what lenders got");
        require(paid <= _handler.cameIn(lot), "paid beyond what came in");
    }

    /// @dev What its units earned while it held them, whoever is frozen or cannot be paid: to the unit, or at most two
    /// units off for each movement it was in.
    function _everyLenderHasItsShare(uint256 lot) private view {
        uint256 funded = _core.position(_id(lot)).funded;
        if (funded == 0) return;
        for (uint256 i = 0; i < _handler.LENDERS(); i++) {
            address lender = _handler.lenders(i);
            uint256 has = _handler.got(lot, lender) + _core.dueTo(_id(lot), lender);
            uint256 fair = _handler.earned(lot, lender) / funded;
            uint256 room = 2 * _handler.touched(lot, lender);
            require(has + room >= fair, "a lender is paid less than its share");
            require(has <= fair + room, "a lender is paid more than its share");
        }
    }

    function _units(uint256 lot) private view returns (uint256 units) {
        for (uint256 i = 0; i < _handler.LENDERS(); i++) {
            (uint256 held,,,) = _core.holding(_id(lot), _handler.lenders(i));
            units += held;
        }
    }

    function _isClosed(uint256 lot) private view returns (bool) {
        IReceivablesTypes.Status status = _core.statusOf(_id(lot));
        return status == IReceivablesTypes.Status.Settled || status == IReceivablesTypes.Status.Refunded
            || status == IReceivablesTypes.Status.BoughtBack;
    }

    function _id(uint256 lot) private view returns (bytes32) {
        return _handler.dealAt(lot).terms.receivable;
    }

    function _lived() private {
        _handler.open(0, 7, 77_777);
        _handler.settle(0, 20_000, 1);
        _handler.moveNote(0, 0, 1, 17);
        _handler.moveTwice(0, 1, 2, 33);
        _handler.sell(0, 2, 0, 23, 999);
        _handler.freeze(0, 0, 4_000);
        _handler.bar(1, 4);
        _handler.force(0, 0, 2, 21);
        _handler.settle(0, 11_111, 6);
        _handler.recover(2, false);
        _handler.sweep(0, 4_321, 7);
    }

    /// @dev Guards the guard: the handler's movements of every kind are accepted, and all is in its place.
    function test_theHandlerMovesNotesInEveryWay() external {
        _lived();
        for (uint256 kind = 0; kind < 5; kind++) {
            require(_handler.moved(NotesHandler.Kind(kind)) == 1, "a movement was refused");
        }
        require(_handler.paidOut(0) > 15_000, "nothing was paid out");
        this.invariant_notesAndPayouts();
        _handler.bar(1, 1);
        _handler.settle(0, 59_999, 0);
        _handler.settle(0, 59_999, 7);
        require(_isClosed(0) && _units(0) == 0, "not closed");
        this.invariant_notesAndPayouts();
    }

    /// @dev The invariants are not blind.
    function test_aMissingUnitIsSeen() external {
        _lived();
        ISettlementCoin coin = _handler.coin();
        vm.prank(address(_core));
        coin.transfer(address(1), 1);
        require(_sees("something has no place, or a place nothing in it"), "unseen");
    }

    function _sees(string memory breach) private view returns (bool) {
        try this.invariant_notesAndPayouts() {
            return false;
        } catch Error(string memory reason) {
            return keccak256(bytes(reason)) == keccak256(bytes(breach));
        }
    }
}
