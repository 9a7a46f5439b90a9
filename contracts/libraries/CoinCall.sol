// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title Calls of a coin that copy nothing of what it answers but the first word
/// @notice A coin may answer nothing, true, false or a megabyte.
library CoinCall {
    /// @notice The coin gave no answer.
    error NoBalance(address coin);

    /// @notice Balance of `account` in the coin's smallest unit. Reverts {NoBalance}.
    function balanceOf(address coin, address account) internal view returns (uint256 amount) {
        bool answered;
        assembly ("memory-safe") {
            // Selector and argument side by side, ending at 0x34: the scratch space is enough.
            mstore(0x14, account)
            mstore(0x00, 0x70a08231000000000000000000000000)
            answered := staticcall(gas(), coin, 0x10, 0x24, 0x00, 0x20)
            answered := and(answered, gt(returndatasize(), 0x1f))
            amount := mload(0x00)
        }
        require(answered, NoBalance(coin));
    }

    /// @notice Whether the coin took `transfer(to, amount)`. No answer from a contract counts as yes, as does a first
    /// word of 1.
    function tryTransfer(address coin, address to, uint256 amount) internal returns (bool paid) {
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, shl(224, 0xa9059cbb))
            mstore(add(free, 0x04), to)
            mstore(add(free, 0x24), amount)
            paid := call(gas(), coin, 0, free, 0x44, 0x00, 0x20)
            if paid {
                switch returndatasize()
                case 0 { paid := gt(extcodesize(coin), 0) }
                default { paid := and(gt(returndatasize(), 0x1f), eq(mload(0x00), 1)) }
            }
        }
    }
}
