// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";

/// @title The reference stablecoin
/// @notice 6 decimals; one unit is 10^-6 of the currency. Names and signatures are those integrators of the leading
/// coin already call. Every `signature` of 65 bytes is tried with ecrecover first and then with ERC-1271, so accounts
/// delegated under EIP-7702 work on every overload. Transfers to the coin itself are refused.
interface ISettlementCoin is IERC20Metadata {
    /// @notice Tokens were minted by `minter`; `minterAllowance` is what it may still mint.
    event Mint(address indexed minter, address indexed to, uint256 amount, uint256 minterAllowance);
    /// @notice Tokens were burned by `burner`.
    event Burn(address indexed burner, uint256 amount);
    /// @notice A minter was given a new allowance (not added to the old one).
    event MinterConfigured(address indexed minter, uint256 minterAllowedAmount);
    /// @notice A minter was removed and its allowance set to 0.
    event MinterRemoved(address indexed oldMinter);
    /// @notice An account was put on the issuer's list.
    event Blacklisted(address indexed account);
    /// @notice An account was taken off the issuer's list.
    event UnBlacklisted(address indexed account);
    /// @notice All transfers, mints, burns and approvals by signature stopped.
    event Pause();
    /// @notice Everything runs again.
    event Unpause();
    /// @notice An EIP-3009 authorisation was used.
    event AuthorizationUsed(address indexed authorizer, bytes32 indexed nonce);
    /// @notice An EIP-3009 authorisation was cancelled before use.
    event AuthorizationCanceled(address indexed authorizer, bytes32 indexed nonce);
    /// @notice The approval without which a gated coin cannot be minted was recorded.
    event IssuanceApproved(string approvalReference);

    /// @notice The coin is paused.
    error CoinPaused();
    /// @notice The account is on the issuer's list.
    error AccountBlacklisted(address account);
    /// @notice A transfer to the coin contract itself.
    error TransferToCoin();
    /// @notice More than the minter may still mint.
    error MinterAllowanceExceeded(address minter, uint256 allowance, uint256 amount);
    /// @notice An amount of 0 where one is needed.
    error ZeroAmount();
    /// @notice Issuing is disabled until an approval reference is recorded.
    error IssuanceNotApproved();
    /// @notice The authorisation was used or cancelled before.
    error AuthorizationSpent(address authorizer, bytes32 nonce);
    /// @notice Now is not strictly between `validAfter` and `validBefore`.
    error AuthorizationNotInForce(uint256 validAfter, uint256 validBefore);
    /// @notice `receiveWithAuthorization` must be called by the payee.
    error CallerNotPayee(address caller, address payee);
    /// @notice The signature is not the account's.
    error InvalidSignature(address account);
    /// @notice The permit's deadline has passed.
    error PermitExpired(uint256 deadline);

    /// @notice Mints to an account within the caller's minter allowance. Emits {Mint} and Transfer.
    function mint(address to, uint256 amount) external returns (bool);
    /// @notice Burns the caller's own tokens; callers are minters. Emits {Burn} and Transfer.
    function burn(uint256 amount) external;
    /// @notice Sets what a minter may mint from now on. Restricted (minter admin). Emits {MinterConfigured}.
    function configureMinter(address minter, uint256 minterAllowedAmount) external returns (bool);
    /// @notice Removes a minter. Restricted (minter admin). Emits {MinterRemoved}.
    function removeMinter(address minter) external returns (bool);
    /// @notice Puts an account on the issuer's list: it can neither send nor receive. Restricted (compliance).
    function blacklist(address account) external;
    /// @notice Takes an account off the issuer's list. Restricted (compliance).
    function unBlacklist(address account) external;
    /// @notice Stops the coin. Restricted (guardian).
    function pause() external;
    /// @notice Lets the coin run again. Restricted (admin).
    function unpause() external;
    /// @notice Records the approval a gated coin needs before its first mint. Restricted (admin). Emits {IssuanceApproved}.
    function approveIssuance(string calldata approvalReference) external;

    /// @notice EIP-3009 transfer by signature; `nonce` is any 32 bytes not used before by `from`.
    function transferWithAuthorization(
        address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce,
        uint8 v, bytes32 r, bytes32 s
    ) external;
    /// @notice The same with a packed or ERC-1271 signature.
    function transferWithAuthorization(
        address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce,
        bytes calldata signature
    ) external;
    /// @notice EIP-3009 transfer that only the payee can carry in, so nobody can run ahead of it.
    function receiveWithAuthorization(
        address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce,
        uint8 v, bytes32 r, bytes32 s
    ) external;
    /// @notice The same with a packed or ERC-1271 signature.
    function receiveWithAuthorization(
        address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce,
        bytes calldata signature
    ) external;
    /// @notice Makes an unused authorisation void.
    function cancelAuthorization(address authorizer, bytes32 nonce, uint8 v, bytes32 r, bytes32 s) external;
    /// @notice The same with a packed or ERC-1271 signature.
    function cancelAuthorization(address authorizer, bytes32 nonce, bytes calldata signature) external;
    /// @notice EIP-2612 approval by signature.
    function permit(
        address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s
    ) external;
    /// @notice The same with a packed or ERC-1271 signature.
    function permit(address owner, address spender, uint256 value, uint256 deadline, bytes calldata signature) external;

    /// @notice ISO 4217-like code: "HKD", "USD", "EUR", "CNH".
    function currency() external view returns (string memory);
    /// @notice EIP-712 domain version, "2".
    function version() external view returns (string memory);
    /// @notice Whether an authorisation nonce was used or cancelled.
    function authorizationState(address authorizer, bytes32 nonce) external view returns (bool);
    /// @notice What a minter may still mint.
    function minterAllowance(address minter) external view returns (uint256);
    /// @notice Whether an account is a minter.
    function isMinter(address account) external view returns (bool);
    /// @notice Whether an account is on the issuer's list.
    function isBlacklisted(address account) external view returns (bool);
    /// @notice Whether the coin is paused.
    function paused() external view returns (bool);
    /// @notice Whether minting is possible: always for an open coin, after {approveIssuance} for a gated one.
    function issuanceApproved() external view returns (bool);
    /// @notice Next EIP-2612 nonce of an account.
    function nonces(address owner) external view returns (uint256);
    /// @notice EIP-712 domain separator of this chain and contract.
    function DOMAIN_SEPARATOR() external view returns (bytes32);
    /// @notice EIP-712 type hash of {transferWithAuthorization}.
    function TRANSFER_WITH_AUTHORIZATION_TYPEHASH() external view returns (bytes32);
    /// @notice EIP-712 type hash of {receiveWithAuthorization}.
    function RECEIVE_WITH_AUTHORIZATION_TYPEHASH() external view returns (bytes32);
    /// @notice EIP-712 type hash of {cancelAuthorization}.
    function CANCEL_AUTHORIZATION_TYPEHASH() external view returns (bytes32);
    /// @notice EIP-712 type hash of {permit}.
    function PERMIT_TYPEHASH() external view returns (bytes32);
}
