// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// @title Signatures of plain, delegated and contract accounts
/// @notice A 65-byte signature is first tried with ecrecover, so an account that delegates its code under EIP-7702
/// still signs with its own key; only then is the account asked under ERC-1271. The zero account signs nothing, and of
/// the two forms every signature has only the one with the lower `s` counts.
library SignatureCheck {
    /// @dev Half the order of secp256k1.
    uint256 private constant S_MAX = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;

    /// @notice Whether `signature` over `digest` is `account`'s; it is copied only where a contract is asked. Never
    /// reverts for a malformed signature.
    function isValidCalldata(address account, bytes32 digest, bytes calldata signature) internal view returns (bool) {
        if (signature.length == 65) {
            (bytes32 r, bytes32 s) = (bytes32(signature[:32]), bytes32(signature[32:64]));
            if (_isRecovered(account, digest, uint8(signature[64]), r, s)) return true;
        }
        return _isValidForContract(account, digest, signature);
    }

    /// @notice The same for a signature in three parts. A contract account is asked with `r`, `s`, `v` packed.
    function isValidParts(address account, bytes32 digest, uint8 v, bytes32 r, bytes32 s) internal view returns (bool) {
        return _isRecovered(account, digest, v, r, s)
            || _isValidForContract(account, digest, abi.encodePacked(r, s, v));
    }

    function _isRecovered(address account, bytes32 digest, uint8 v, bytes32 r, bytes32 s) private pure returns (bool) {
        return uint256(s) <= S_MAX && account != address(0) && ecrecover(digest, v, r, s) == account;
    }

    function _isValidForContract(address account, bytes32 digest, bytes memory signature) private view returns (bool) {
        if (account.code.length == 0) return false;
        (bool answered, bytes memory answer) =
            account.staticcall(abi.encodeCall(IERC1271.isValidSignature, (digest, signature)));
        return answered && answer.length >= 32
            && abi.decode(answer, (bytes32)) == bytes32(IERC1271.isValidSignature.selector);
    }
}
