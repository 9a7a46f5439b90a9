// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";

import {ICoinTypes} from "./ICoinTypes.sol";

/// @title Paying with the coin: ERC-20, EIP-3009 and EIP-2612
/// @notice What has to be cheap; the rest of the coin is in ICoinOffice and ICoinRedemptions, at the same address.
/// Reverts of every movement: CoinPaused, AccountBlacklisted, HolderNotAllowed, TransferToCoin, ERC20InvalidReceiver,
/// ERC20InsufficientBalance.
interface ICoinPayments is ICoinTypes, IERC20Metadata {
    /// @notice EIP-3009 transfer by signature; `nonce` is any 32 bytes not used before by `from`, times in unix seconds,
    /// both exclusive. By anyone. Emits AuthorizationUsed and Transfer. Reverts as {transfer}, AuthorizationNotInForce,
    /// AuthorizationSpent, InvalidSignature.
    function transferWithAuthorization(
        address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce,
        uint8 v, bytes32 r, bytes32 s
    ) external;
    /// @notice The same with a packed or ERC-1271 signature.
    function transferWithAuthorization(
        address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce,
        bytes calldata signature
    ) external;
    /// @notice EIP-3009 transfer that only the payee can carry in, so nobody can run ahead of it. Reverts as
    /// {transferWithAuthorization}, CallerNotPayee.
    function receiveWithAuthorization(
        address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce,
        uint8 v, bytes32 r, bytes32 s
    ) external;
    /// @notice The same with a packed or ERC-1271 signature.
    function receiveWithAuthorization(
        address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce,
        bytes calldata signature
    ) external;
    /// @notice EIP-2612 approval by signature, by anyone until `deadline` (unix seconds, inclusive). Emits Approval.
    /// Reverts CoinPaused, PermitExpired, InvalidSignature, AccountBlacklisted (owner or spender), ERC20InvalidSpender.
    function permit(
        address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s
    ) external;
    /// @notice The same with a packed or ERC-1271 signature.
    function permit(address owner, address spender, uint256 value, uint256 deadline, bytes calldata signature) external;

    /// @notice EIP-712 domain separator of this chain and contract.
    function DOMAIN_SEPARATOR() external view returns (bytes32);
}
