// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {CoinLedger} from "./CoinLedger.sol";

/// @title What holders sign
/// @dev Signatures stay in calldata or on the stack; only a contract account that has to be asked gets a copy.
abstract contract CoinAuthorizations is CoinLedger {
    bytes32 internal constant TRANSFER = keccak256(
        "TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );
    bytes32 internal constant RECEIVE = keccak256(
        "ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );
    bytes32 internal constant CANCEL = keccak256("CancelAuthorization(address authorizer,bytes32 nonce)");
    bytes32 internal constant PERMIT =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    /// @dev Spends a nonce and answers what must have been signed. Every function that calls this takes the six words
    /// of its struct as its first six arguments, so they lie in calldata as they are hashed; their types were checked
    /// when the call was decoded.
    function _use(bytes32 typeHash, address authorizer, uint256 validAfter, uint256 validBefore, bytes32 nonce)
        internal
        returns (bytes32)
    {
        require(
            block.timestamp > validAfter && block.timestamp < validBefore,
            AuthorizationNotInForce(validAfter, validBefore)
        );
        _spend(authorizer, nonce);
        emit AuthorizationUsed(authorizer, nonce);
        bytes32 structHash;
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, typeHash)
            calldatacopy(add(free, 0x20), 4, 0xc0)
            structHash := keccak256(free, 0xe0)
        }
        return _digest(structHash);
    }

    function _spend(address authorizer, bytes32 nonce) internal {
        require(!_spent[authorizer][nonce], AuthorizationSpent(authorizer, nonce));
        _spent[authorizer][nonce] = true;
    }

    function _require(bool isSigned, address account) internal pure {
        require(isSigned, InvalidSignature(account));
    }

    /// @dev The 32 bytes that are signed, under the coin's domain.
    function _digest(bytes32 structHash) internal view virtual returns (bytes32);
}
