// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title Events and errors of the coin
interface ICoinTypes {
    /// @notice Tokens were minted by `minter`.
    event Mint(address indexed minter, address indexed to, uint256 amount);
    /// @notice Tokens were burned by `burner`; by the coin itself when a redemption was paid.
    event Burn(address indexed burner, uint256 amount);
    /// @notice A minter was given a new allowance (not added to the old one).
    event MinterConfigured(address indexed minter, uint256 minterAllowedAmount);
    /// @notice A minter was removed and its allowance set to 0.
    event MinterRemoved(address indexed oldMinter);
    /// @notice An account was put on the issuer's list.
    event Blacklisted(address indexed account);
    /// @notice An account was taken off the issuer's list.
    event UnBlacklisted(address indexed account);
    /// @notice Transfers, mints, burns and approvals stopped.
    event Pause();
    /// @notice Everything runs again.
    event Unpause();
    /// @notice An EIP-3009 authorisation was used.
    event AuthorizationUsed(address indexed authorizer, bytes32 indexed nonce);
    /// @notice An EIP-3009 authorisation was cancelled before use.
    event AuthorizationCanceled(address indexed authorizer, bytes32 indexed nonce);
    /// @notice The approval without which a gated coin cannot be minted was recorded.
    event IssuanceApproved(string approvalReference);
    /// @notice Allow-list mode was switched on or off.
    event AllowListModeSet(bool on);
    /// @notice An account was allowed by the issuer for allow-list mode, or is so no more.
    event AllowedSet(address indexed account, bool allowed);
    /// @notice Contracts with this code were allowed for allow-list mode, or are so no more.
    event AllowedCodeSet(bytes32 indexed codeHash, bool allowed);

    /// @notice The coin is paused.
    error CoinPaused();
    /// @notice The account is on the issuer's list.
    error AccountBlacklisted(address account);
    /// @notice In allow-list mode: the account is not known, or frozen in Participants.
    error HolderNotAllowed(address account);
    /// @notice A transfer to the coin contract itself.
    error TransferToCoin();
    /// @notice The coin's own balance is what holders are owed; nobody can take it out.
    error RescueOfOwnCoin();
    /// @notice 0 and the hash of no code are the hashes of every account that has none.
    error CodeNotAllowable(bytes32 codeHash);
    /// @notice The licence under which the coin is issued must be named.
    error LicenceMissing();
    /// @notice More than the minter may still mint.
    error MinterAllowanceExceeded(address minter, uint256 allowance, uint256 amount);
    /// @notice Only minters burn.
    error NotMinter(address account);
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
}
