// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title Reentrancy guard in transient storage
/// @dev Cleared at the end of every call, so several calls in one transaction work.
abstract contract Guarded {
    bool private transient _entered;

    /// @notice A guarded function was called from within a guarded function.
    error Reentered();

    modifier nonReentrant() {
        _enter();
        _;
        _entered = false;
    }

    function _enter() private {
        require(!_entered, Reentered());
        _entered = true;
    }
}
