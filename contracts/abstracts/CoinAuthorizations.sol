// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import {ISettlementCoin} from "../interfaces/ISettlementCoin.sol";
import {SignatureCheck} from "../libraries/SignatureCheck.sol";

/// @title EIP-3009 and EIP-2612, both overload families
/// @dev Apart from the coin so that the ledger of balances reads on one screen.
abstract contract CoinAuthorizations is ISettlementCoin, EIP712 {
    /// @inheritdoc ISettlementCoin
    bytes32 public constant override TRANSFER_WITH_AUTHORIZATION_TYPEHASH = keccak256(
        "TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );
    /// @inheritdoc ISettlementCoin
    bytes32 public constant override RECEIVE_WITH_AUTHORIZATION_TYPEHASH = keccak256(
        "ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );
    /// @inheritdoc ISettlementCoin
    bytes32 public constant override CANCEL_AUTHORIZATION_TYPEHASH =
        keccak256("CancelAuthorization(address authorizer,bytes32 nonce)");
    /// @inheritdoc ISettlementCoin
    bytes32 public constant override PERMIT_TYPEHASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    mapping(address authorizer => mapping(bytes32 nonce => bool)) private _spent;
    mapping(address owner => uint256) private _nonces;

    constructor(string memory name_) EIP712(name_, "2") {}

    /// @inheritdoc ISettlementCoin
    function transferWithAuthorization(
        address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce,
        uint8 v, bytes32 r, bytes32 s
    ) external override {
        _authorized(
            TRANSFER_WITH_AUTHORIZATION_TYPEHASH, from, to, value, validAfter, validBefore, nonce,
            abi.encodePacked(r, s, v)
        );
    }

    /// @inheritdoc ISettlementCoin
    function transferWithAuthorization(
        address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce,
        bytes calldata signature
    ) external override {
        _authorized(TRANSFER_WITH_AUTHORIZATION_TYPEHASH, from, to, value, validAfter, validBefore, nonce, signature);
    }

    /// @inheritdoc ISettlementCoin
    function receiveWithAuthorization(
        address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce,
        uint8 v, bytes32 r, bytes32 s
    ) external override {
        require(msg.sender == to, CallerNotPayee(msg.sender, to));
        _authorized(
            RECEIVE_WITH_AUTHORIZATION_TYPEHASH, from, to, value, validAfter, validBefore, nonce,
            abi.encodePacked(r, s, v)
        );
    }

    /// @inheritdoc ISettlementCoin
    function receiveWithAuthorization(
        address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce,
        bytes calldata signature
    ) external override {
        require(msg.sender == to, CallerNotPayee(msg.sender, to));
        _authorized(RECEIVE_WITH_AUTHORIZATION_TYPEHASH, from, to, value, validAfter, validBefore, nonce, signature);
    }

    /// @inheritdoc ISettlementCoin
    function cancelAuthorization(address authorizer, bytes32 nonce, uint8 v, bytes32 r, bytes32 s) external override {
        _cancel(authorizer, nonce, abi.encodePacked(r, s, v));
    }

    /// @inheritdoc ISettlementCoin
    function cancelAuthorization(address authorizer, bytes32 nonce, bytes calldata signature) external override {
        _cancel(authorizer, nonce, signature);
    }

    /// @inheritdoc ISettlementCoin
    function permit(
        address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s
    ) external override {
        _permit(owner, spender, value, deadline, abi.encodePacked(r, s, v));
    }

    /// @inheritdoc ISettlementCoin
    function permit(address owner, address spender, uint256 value, uint256 deadline, bytes calldata signature)
        external
        override
    {
        _permit(owner, spender, value, deadline, signature);
    }

    /// @inheritdoc ISettlementCoin
    function authorizationState(address authorizer, bytes32 nonce) external view override returns (bool) {
        return _spent[authorizer][nonce];
    }

    /// @inheritdoc ISettlementCoin
    function nonces(address owner) external view override returns (uint256) {
        return _nonces[owner];
    }

    /// @inheritdoc ISettlementCoin
    function version() external pure override returns (string memory) {
        return "2";
    }

    /// @inheritdoc ISettlementCoin
    function DOMAIN_SEPARATOR() external view override returns (bytes32) {
        return _domainSeparatorV4();
    }

    function _transfer(address from, address to, uint256 value) internal virtual;

    function _approve(address owner, address spender, uint256 value) internal virtual;

    function _requireRunning() internal view virtual;

    function _authorized(
        bytes32 typeHash, address from, address to, uint256 value, uint256 validAfter, uint256 validBefore,
        bytes32 nonce, bytes memory signature
    ) private {
        _requireRunning();
        require(
            block.timestamp > validAfter && block.timestamp < validBefore,
            AuthorizationNotInForce(validAfter, validBefore)
        );
        _requireSigned(
            from, keccak256(abi.encode(typeHash, from, to, value, validAfter, validBefore, nonce)), signature
        );
        require(!_spent[from][nonce], AuthorizationSpent(from, nonce));
        _spent[from][nonce] = true;
        emit AuthorizationUsed(from, nonce);
        _transfer(from, to, value);
    }

    function _cancel(address authorizer, bytes32 nonce, bytes memory signature) private {
        _requireRunning();
        _requireSigned(
            authorizer, keccak256(abi.encode(CANCEL_AUTHORIZATION_TYPEHASH, authorizer, nonce)), signature
        );
        require(!_spent[authorizer][nonce], AuthorizationSpent(authorizer, nonce));
        _spent[authorizer][nonce] = true;
        emit AuthorizationCanceled(authorizer, nonce);
    }

    function _permit(address owner, address spender, uint256 value, uint256 deadline, bytes memory signature) private {
        _requireRunning();
        require(block.timestamp <= deadline, PermitExpired(deadline));
        _requireSigned(
            owner, keccak256(abi.encode(PERMIT_TYPEHASH, owner, spender, value, _nonces[owner]++, deadline)), signature
        );
        _approve(owner, spender, value);
    }

    function _requireSigned(address account, bytes32 structHash, bytes memory signature) private view {
        require(
            account != address(0) && SignatureCheck.isValid(account, _hashTypedDataV4(structHash), signature),
            InvalidSignature(account)
        );
    }
}
