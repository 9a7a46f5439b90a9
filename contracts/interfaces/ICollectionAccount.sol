// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title The address a buyer pays to: one deterministic clone per receivable
/// @notice It has an address before it is deployed. Anything sent to it can be moved to Receivables by anyone through
/// `Receivables.sweep` or `Receivables.sweepOther`, and to nobody else.
interface ICollectionAccount {
    /// @notice Only Receivables may move the balance.
    error NotReceivables(address caller);

    /// @notice Sends the whole balance of a coin to Receivables. Reverts {NotReceivables} for anybody else.
    /// @return amount what Receivables received, in the coin's smallest unit, measured there
    function forward(address coin) external returns (uint256 amount);

    /// @notice The contract that may move the balance and receives it.
    function receivables() external view returns (address);
}
