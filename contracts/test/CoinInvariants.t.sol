// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISettlementCoin} from "../interfaces/ISettlementCoin.sol";
import {CoinHandler} from "./CoinHandler.sol";

/// @title What holds for the coin after any acts of holders and issuer
contract CoinInvariantsTest {
    CoinHandler private _handler;
    address[] private _targets;

    function setUp() external {
        _handler = new CoinHandler();
        _targets.push(address(_handler));
    }

    function targetContracts() external view returns (address[] memory) {
        return _targets;
    }

    /// @dev One campaign for all promises: each refusal names the one that broke.
    function invariant_everyPromiseHolds() external view {
        _balancesSumUpToTheSupply();
        _balancesMoveByActsAlone();
        _custodyIsWhatTheRedemptionsSay();
        require(!_handler.unbackedMint(), "minted beyond the reserve, or on a stale report");
        require(!_handler.wrongStatus(), "a redemption left its end");
    }

    /// @dev Conservation: every coin is some holder's or in redemption.
    function _balancesSumUpToTheSupply() private view {
        ISettlementCoin coin = _handler.coin();
        uint256 sum = coin.balanceOf(address(coin));
        for (uint256 i = 0; i < _handler.HOLDERS(); i++) {
            sum += coin.balanceOf(_handler.holders(i));
        }
        require(sum == coin.totalSupply(), "sum of balances");
        require(coin.totalSupply() == _handler.expectedSupply(), "supply");
    }

    /// @dev No interest, no rebasing: a balance is what was sent, minted and handed in, to the unit.
    function _balancesMoveByActsAlone() private view {
        ISettlementCoin coin = _handler.coin();
        for (uint256 i = 0; i < _handler.HOLDERS(); i++) {
            address holder = _handler.holders(i);
            require(coin.balanceOf(holder) == _handler.expected(holder), "balance");
        }
    }

    /// @dev Custody is exactly what is owed or parked.
    function _custodyIsWhatTheRedemptionsSay() private view {
        ISettlementCoin coin = _handler.coin();
        uint256 held;
        for (uint256 id = 1; id <= coin.redemptionCount(); id++) {
            uint256 status = uint256(coin.redemption(id).status);
            if (status == 1 || status == 2 || status == 5) held += coin.redemption(id).amount;
        }
        require(coin.balanceOf(address(coin)) == held, "custody");
        require(coin.redemptionsOutstanding() + coin.redemptionsParked() == held, "sums");
    }
}
