// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IReceivables} from "../interfaces/IReceivables.sol";
import {IReceivablesTypes} from "../interfaces/IReceivablesTypes.sol";
import {ReceivablesHandler} from "./ReceivablesHandler.sol";

/// @title What must hold after any sequence of acts
contract ReceivablesInvariants {
    ReceivablesHandler private _handler;
    IReceivables private _core;
    address[] private _targets;

    mapping(uint256 lot => IReceivablesTypes.Position) private _before;

    function setUp() external {
        _handler = new ReceivablesHandler();
        _core = _handler.core();
        _targets.push(address(_handler));
    }

    function targetContracts() external view returns (address[] memory) {
        return _targets;
    }

    function _position(uint256 lot) private view returns (IReceivablesTypes.Position memory) {
        return _core.position(_handler.dealAt(lot).terms.receivable);
    }

    /// @dev One campaign for all promises: each refusal names the one that broke.
    function invariant_everyPromiseHolds() external {
        _everyUnitHasAPlace();
        _nothingIsReleasedWithoutAttestation();
        _repaidNeverExceedsReleased();
        _closedMeansPaid();
        _countersOnlyGrow();
    }

    /// @dev What the core holds is escrow, what lenders are still due (less than a unit of dust each), and claims.
    function _everyUnitHasAPlace() private view {
        uint256 owed;
        uint256 dustRoom;
        for (uint256 lot = 0; lot < _handler.LOTS(); lot++) {
            IReceivablesTypes.Position memory figures = _position(lot);
            owed += figures.funded - figures.released - figures.returned;
            for (uint256 i = 0; i < _handler.LENDERS(); i++) {
                owed += _core.dueTo(_handler.dealAt(lot).terms.receivable, _handler.lenders(i));
            }
            dustRoom += _handler.LENDERS();
        }
        address coin = address(_handler.coin());
        for (uint256 i = 0; i < _handler.LENDERS(); i++) {
            owed += _core.claimOf(coin, _handler.lenders(i));
        }
        owed += _core.claimOf(coin, _handler.SELLER()) + _core.claimOf(coin, _handler.BUYER())
            + _core.claimOf(coin, _handler.TREASURY());
        uint256 held = _handler.coin().balanceOf(address(_core));
        require(held >= owed, "owes more than it holds");
        require(held - owed <= dustRoom, "holds what is nobody's");
    }

    function _nothingIsReleasedWithoutAttestation() private view {
        for (uint256 lot = 0; lot < _handler.LOTS(); lot++) {
            IReceivablesTypes.Position memory figures = _position(lot);
            uint256 due = _handler.dealAt(lot).terms.amountDue;
            require(figures.delivered == _handler.attested(lot), "delivered without attestation");
            require(figures.released <= figures.funded * figures.delivered / due, "released beyond delivery");
        }
    }

    function _repaidNeverExceedsReleased() private view {
        for (uint256 lot = 0; lot < _handler.LOTS(); lot++) {
            IReceivablesTypes.Position memory figures = _position(lot);
            require(figures.principalRepaid <= figures.released, "repaid beyond released");
            require(figures.released + figures.returned <= figures.funded, "escrow below zero");
        }
    }

    function _closedMeansPaid() private view {
        for (uint256 lot = 0; lot < _handler.LOTS(); lot++) {
            IReceivablesTypes.Position memory figures = _position(lot);
            bool isClosed = figures.status == IReceivablesTypes.Status.Settled
                || figures.status == IReceivablesTypes.Status.BoughtBack;
            if (!isClosed) continue;
            require(figures.principalRepaid == figures.released, "closed with principal outstanding");
            require(figures.released + figures.returned == figures.funded, "closed with escrow");
        }
    }

    function _countersOnlyGrow() private {
        for (uint256 lot = 0; lot < _handler.LOTS(); lot++) {
            IReceivablesTypes.Position memory was = _before[lot];
            IReceivablesTypes.Position memory figures = _position(lot);
            require(
                figures.funded >= was.funded && figures.released >= was.released && figures.returned >= was.returned
                    && figures.delivered >= was.delivered && figures.collected >= was.collected
                    && figures.principalRepaid >= was.principalRepaid && figures.chargePaid >= was.chargePaid
                    && figures.latePaid >= was.latePaid && figures.feePaid >= was.feePaid
                    && figures.diluted >= was.diluted,
                "a counter fell"
            );
            _before[lot] = figures;
        }
    }

    /// @dev Guards the guard: straight through one life, the handler's acts are accepted.
    function test_theHandlerReachesEveryStage() external {
        _handler.fund(0, 0, 39_999);
        _handler.fund(0, 1, 29_999);
        _handler.release(0, 100_000);
        _handler.pass(200);
        _handler.settle(0, 59_999, 7);
        _handler.settle(0, 59_999, 7);
        require(_handler.accepted() == 5, "an act was refused");
        require(_position(0).status == IReceivablesTypes.Status.Settled, "not settled");
        _everyUnitHasAPlace();
        _closedMeansPaid();
    }
}
