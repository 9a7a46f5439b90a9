// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title Calls of a coin: what moved is what its balances say, whatever else it answers
/// @notice A coin may answer nothing, true, false or a megabyte; of that nothing is read.
library CoinCall {
    /// @dev Longest reason of a coin that is passed on, in bytes.
    uint256 private constant REASON_MAX = 1024;

    /// @notice The coin gave no answer.
    error NoBalance(address coin);
    /// @notice The coin refused, with no reason or with one too long to pass on.
    error CoinRefused(address coin);

    /// @notice Balance of `account` in the coin's smallest unit. Reverts {NoBalance}.
    function balanceOf(address coin, address account) internal view returns (uint256 amount) {
        bool answered;
        (answered, amount) = tryBalanceOf(coin, account);
        require(answered, NoBalance(coin));
    }

    /// @notice The same, with 0 where the coin gives no answer.
    function tryBalanceOf(address coin, address account) internal view returns (bool answered, uint256 amount) {
        assembly ("memory-safe") {
            // Selector and argument side by side, ending at 0x34: the scratch space is enough.
            mstore(0x14, account)
            mstore(0x00, 0x70a08231000000000000000000000000)
            answered := staticcall(gas(), coin, 0x10, 0x24, 0x00, 0x20)
            answered := and(answered, gt(returndatasize(), 0x1f))
            if answered { amount := mload(0x00) }
        }
    }

    /// @notice What the coin answers to a question without arguments, or the greatest number where it gives no answer.
    function answerOf(address coin, bytes4 question) internal view returns (uint256 answer) {
        assembly ("memory-safe") {
            mstore(0x00, question)
            let answered := staticcall(gas(), coin, 0x00, 0x04, 0x00, 0x20)
            answer := not(0)
            if and(answered, gt(returndatasize(), 0x1f)) { answer := mload(0x00) }
        }
    }

    /// @notice Asks the coin to move money; whether it did is for the caller to measure. A refusal is passed on with
    /// the coin's own reason where that is short. Reverts {CoinRefused}.
    function run(address coin, bytes memory data) internal {
        uint256 start;
        assembly ("memory-safe") {
            start := add(data, 0x20)
        }
        _call(coin, start, data.length);
    }

    /// @notice The same for `transferFrom(from, address(this), amount)`.
    function pull(address coin, address from, uint256 amount) internal {
        uint256 free;
        assembly ("memory-safe") {
            free := mload(0x40)
            mstore(free, shl(224, 0x23b872dd))
            mstore(add(free, 0x04), from)
            mstore(add(free, 0x24), address())
            mstore(add(free, 0x44), amount)
        }
        _call(coin, free, 0x64);
    }

    function _call(address coin, uint256 start, uint256 length) private {
        bool taken;
        assembly ("memory-safe") {
            taken := call(gas(), coin, 0, start, length, 0x00, 0x00)
            let size := returndatasize()
            if iszero(or(taken, or(lt(size, 4), gt(size, REASON_MAX)))) {
                let free := mload(0x40)
                returndatacopy(free, 0x00, size)
                revert(free, size)
            }
        }
        require(taken, CoinRefused(coin));
    }

    /// @notice Asks the coin to pay `amount` of what this contract holds; whether it took the call. How much left is for
    /// the caller to measure.
    function tryTransfer(address coin, address to, uint256 amount) internal returns (bool taken) {
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, shl(224, 0xa9059cbb))
            mstore(add(free, 0x04), to)
            mstore(add(free, 0x24), amount)
            taken := call(gas(), coin, 0, free, 0x44, 0x00, 0x00)
        }
    }
}
