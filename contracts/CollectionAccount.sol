// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {ICollectionAccount} from "./interfaces/ICollectionAccount.sol";
import {CoinCall} from "./libraries/CoinCall.sol";

/// @title Implementation behind the collection account of every receivable
/// @dev Cloned by Receivables; holds no state of its own.
contract CollectionAccount is ICollectionAccount {
    address private immutable RECEIVABLES;

    constructor(address receivables_) {
        RECEIVABLES = receivables_;
    }

    /// @inheritdoc ICollectionAccount
    function forward(address coin) external override returns (uint256 amount) {
        require(msg.sender == RECEIVABLES, NotReceivables(msg.sender));
        uint256 before = CoinCall.balanceOf(coin, RECEIVABLES);
        uint256 there = CoinCall.balanceOf(coin, address(this));
        CoinCall.run(coin, abi.encodeCall(IERC20.transfer, (RECEIVABLES, there)));
        uint256 held = CoinCall.balanceOf(coin, RECEIVABLES);
        amount = held > before ? held - before : 0;
    }

    /// @inheritdoc ICollectionAccount
    function receivables() external view override returns (address) {
        return RECEIVABLES;
    }
}
