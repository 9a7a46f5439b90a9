// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IParticipants} from "../interfaces/IParticipants.sol";

/// @title Reads the word of a participant (see IParticipants.word)
library ParticipantWord {
    uint256 private constant LENDER = 2;

    /// @notice The register gave no answer: it is no register.
    error NoRegister(address register);

    /// @notice Asks the register for the word of an account.
    function wordOf(IParticipants register, address account) internal view returns (uint256 word) {
        bool answered;
        bytes4 selector = IParticipants.word.selector;
        assembly ("memory-safe") {
            mstore(0x00, selector)
            mstore(0x04, account)
            answered := staticcall(gas(), register, 0x00, 0x24, 0x00, 0x20)
            answered := and(answered, gt(returndatasize(), 0x1f))
            word := mload(0x00)
        }
        require(answered, NoRegister(address(register)));
    }

    function hasRole(uint256 word, uint256 role) internal pure returns (bool) {
        return word & role != 0;
    }

    function licence(uint256 word) internal pure returns (IParticipants.Licence) {
        return IParticipants.Licence(uint8(word >> 8));
    }

    /// @dev A licensed lender, not frozen, whose licence lasts until `moment`.
    function isLender(uint256 word, uint256 moment) internal pure returns (bool) {
        return hasRole(word, LENDER) && uint8(word >> 8) != 0 && !isFrozen(word) && licenceExpiry(word) >= moment;
    }

    function isFrozen(uint256 word) internal pure returns (bool) {
        return uint8(word >> 16) != 0;
    }

    function organisation(uint256 word) internal pure returns (uint64) {
        return uint64(word >> 24);
    }

    function licenceExpiry(uint256 word) internal pure returns (uint256) {
        return uint40(word >> 88);
    }

    function signerSince(uint256 word) internal pure returns (uint256) {
        return uint40(word >> 128);
    }
}
