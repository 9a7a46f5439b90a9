// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Market} from "../Market.sol";
import {IMarket} from "../interfaces/IMarket.sol";
import {IReceivablesTypes} from "../interfaces/IReceivablesTypes.sol";
import {ReceivablesHandler} from "./ReceivablesHandler.sol";
import {vm} from "./Vm.sol";

/// @title Random fillings and revocations among all the other acts
contract MarketHandler is ReceivablesHandler {
    uint256 public constant MANDATES = 4;

    Market public market;
    IMarket.Mandate[] private _mandates;
    uint256 public filledCount;
    mapping(address lender => uint256) public lent;

    constructor() {
        market = new Market(address(core));
        for (uint256 i = 0; i < MANDATES; i++) {
            address lender = lenders[i % LENDERS];
            vm.prank(lender);
            coin.approve(address(market), 300_000);
            IMarket.Mandate storage mandate = _mandates.push();
            mandate.lender = lender;
            mandate.coins.push(address(coin));
            mandate.minRateBps = i < 2 ? 0 : 1000;
            mandate.maxAdvanceBps = 10_000;
            mandate.maxTenorDays = 365;
            mandate.maxGraceDays = 30;
            mandate.minTicket = i * 10;
            mandate.perReceivableLimit = 20_000 + i * 5_000;
            mandate.cumulativeLimit = 45_000;
            mandate.expiry = uint40(block.timestamp + 20 days);
        }
    }

    function mandateAt(uint256 which) external view returns (IMarket.Mandate memory) {
        return _mandates[which];
    }

    function fill(uint256 lot, uint256 which, uint256 amount) external {
        IMarket.Mandate memory mandate = _mandates[which % MANDATES];
        amount = amount % 30_000;
        vm.prank(mandate.lender);
        try market.fill(_deals[lot % LOTS], hex"01", mandate, "", amount) {
            filledCount++;
            lent[mandate.lender] += amount;
        } catch {}
    }

    function revoke(uint256 which, uint256 rarely) external {
        if (rarely % 8 != 0) return;
        IMarket.Mandate memory mandate = _mandates[which % MANDATES];
        vm.prank(mandate.lender);
        try market.revoke(mandate, type(uint40).max, "") {} catch {}
    }
}

/// @title What must hold for Market after any sequence of acts
contract MarketInvariants {
    MarketHandler private _handler;
    address[] private _targets;

    function setUp() external {
        _handler = new MarketHandler();
        _targets.push(address(_handler));
    }

    function targetContracts() external view returns (address[] memory) {
        return _targets;
    }

    function invariant_nothingStaysAndNoLimitBreaks() external view {
        _nothingStays();
        _limitsHold();
        _everyUnitIsBooked();
    }

    /// @dev Neither money nor an allowance of it.
    function _nothingStays() private view {
        address market = address(_handler.market());
        require(_handler.coin().balanceOf(market) == 0, "money stayed in Market");
        require(_handler.coin().allowance(market, address(_handler.core())) == 0, "an allowance stayed");
    }

    function _limitsHold() private view {
        for (uint256 i = 0; i < _handler.MANDATES(); i++) {
            IMarket.Mandate memory mandate = _handler.mandateAt(i);
            (uint256 inAll, uint256 byLot) = _sums(mandate);
            require(inAll == byLot, "the two totals differ");
            require(inAll <= mandate.cumulativeLimit, "above the cumulative limit");
        }
    }

    function _sums(IMarket.Mandate memory mandate) private view returns (uint256 inAll, uint256 byLot) {
        Market market = _handler.market();
        bytes32 hash = market.hashOf(mandate);
        inAll = market.filled(hash, address(_handler.coin()));
        for (uint256 lot = 0; lot < _handler.LOTS(); lot++) {
            uint256 here = market.filledFor(hash, _handler.dealAt(lot).terms.receivable);
            require(here <= mandate.perReceivableLimit, "above the limit of a receivable");
            byLot += here;
        }
    }

    /// @dev What left a lender through Market is what its allowance lost and what its mandates have booked.
    function _everyUnitIsBooked() private view {
        for (uint256 i = 0; i < _handler.LENDERS(); i++) {
            address lender = _handler.lenders(i);
            uint256 spent = 300_000 - _handler.coin().allowance(lender, address(_handler.market()));
            require(spent == _handler.lent(lender), "the allowance lost something else");
            uint256 booked;
            for (uint256 j = 0; j < _handler.MANDATES(); j++) {
                IMarket.Mandate memory mandate = _handler.mandateAt(j);
                if (mandate.lender != lender) continue;
                (uint256 inAll,) = _sums(mandate);
                booked += inAll;
            }
            require(booked == spent, "spent without a booking");
        }
    }

    /// @dev Guards the guard: fillings are accepted up to the limit, and not beyond.
    function test_theHandlerFills() external {
        _handler.fill(0, 0, 20_000);
        _handler.fill(1, 0, 20_000);
        _handler.fill(2, 0, 5_000);
        require(_handler.filledCount() == 3, "a filling was refused");
        _handler.fill(2, 0, 1);
        _handler.fill(0, 2, 25_000);
        require(_handler.filledCount() == 3, "too much was accepted");
        _handler.fill(1, 2, 25_000);
        require(_handler.filledCount() == 4, "a fitting filling was refused");
        _nothingStays();
        _everyUnitIsBooked();
    }
}
