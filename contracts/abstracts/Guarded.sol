// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title Reentrancy guard in transient storage
/// @dev Cleared at the end of every call, so several calls in one transaction work.
abstract contract Guarded {
    /// @dev A whole word, so that setting it reads nothing.
    uint256 private transient _entered;

    /// @notice A guarded function was called from within a guarded function.
    error Reentered();

    modifier nonReentrant() {
        _enter();
        _;
        _entered = 0;
    }

    /// @dev For functions that call nobody who could call back.
    modifier notEntered() {
        require(_entered == 0, Reentered());
        _;
    }

    function _enter() private {
        require(_entered == 0, Reentered());
        _entered = 1;
    }
}
