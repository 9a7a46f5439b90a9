// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title Hands calls it does not know to the next piece of code, on its own storage
/// @dev The pieces inherit one layout from `abstracts` and none can be replaced.
abstract contract Delegating {
    address private immutable NEXT;

    /// @notice There is no code at the address of the next piece.
    error NoCode(address next);

    constructor(address next) {
        require(next.code.length != 0, NoCode(next));
        NEXT = next;
    }

    fallback() external {
        _handOn();
    }

    /// @dev Ends the call with the next piece's answer, passed on as it is.
    function _handOn() internal {
        address next = NEXT;
        assembly ("memory-safe") {
            let free := mload(0x40)
            calldatacopy(free, 0, calldatasize())
            let done := delegatecall(gas(), next, free, calldatasize(), 0, 0)
            returndatacopy(free, 0, returndatasize())
            if done { return(free, returndatasize()) }
            revert(free, returndatasize())
        }
    }
}
