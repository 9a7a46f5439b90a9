// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {ICollectionAccount} from "./interfaces/ICollectionAccount.sol";

/// @title Implementation behind the collection account of every receivable
/// @dev Cloned by Receivables; holds no state of its own.
contract CollectionAccount is ICollectionAccount {
    using SafeERC20 for IERC20;

    address private immutable RECEIVABLES;

    constructor(address receivables_) {
        RECEIVABLES = receivables_;
    }

    /// @inheritdoc ICollectionAccount
    function forward(address coin) external override returns (uint256 amount) {
        require(msg.sender == RECEIVABLES, NotReceivables(msg.sender));
        uint256 before = IERC20(coin).balanceOf(RECEIVABLES);
        IERC20(coin).safeTransfer(RECEIVABLES, IERC20(coin).balanceOf(address(this)));
        amount = IERC20(coin).balanceOf(RECEIVABLES) - before;
    }

    /// @inheritdoc ICollectionAccount
    function receivables() external view override returns (address) {
        return RECEIVABLES;
    }
}
