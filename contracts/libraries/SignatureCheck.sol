// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title Signatures of plain, delegated and contract accounts
/// @notice A 65-byte signature is first tried with ecrecover, so an account that delegates its code under EIP-7702
/// still signs with its own key; only then is the account asked under ERC-1271.
library SignatureCheck {
    /// @notice The same for a signature in calldata, which is copied only where a contract is asked.
    function isValidCalldata(address account, bytes32 digest, bytes calldata signature) internal view returns (bool) {
        if (signature.length == 65) {
            (address recovered, ECDSA.RecoverError problem,) = ECDSA.tryRecoverCalldata(digest, signature);
            if (problem == ECDSA.RecoverError.NoError && recovered == account) return true;
        }
        return _isValidForContract(account, digest, signature);
    }

    /// @notice Whether `signature` over `digest` is `account`'s. Never reverts for a malformed signature.
    function isValid(address account, bytes32 digest, bytes memory signature) internal view returns (bool) {
        if (signature.length == 65) {
            (address recovered, ECDSA.RecoverError problem,) = ECDSA.tryRecover(digest, signature);
            if (problem == ECDSA.RecoverError.NoError && recovered == account) return true;
        }
        return _isValidForContract(account, digest, signature);
    }

    function _isValidForContract(address account, bytes32 digest, bytes memory signature) private view returns (bool) {
        if (account.code.length == 0) return false;
        (bool answered, bytes memory answer) =
            account.staticcall(abi.encodeCall(IERC1271.isValidSignature, (digest, signature)));
        return answered && answer.length >= 32
            && abi.decode(answer, (bytes32)) == bytes32(IERC1271.isValidSignature.selector);
    }
}
