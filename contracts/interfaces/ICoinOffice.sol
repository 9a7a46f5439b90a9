// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {ICoinTypes} from "./ICoinTypes.sol";

/// @title What the issuer does with the coin, and what can be asked of it
interface ICoinOffice is ICoinTypes {
    /// @notice Mints to an account within the caller's minter allowance, as far as the attested reserve covers the
    /// resulting supply and its buffer (see IReserveAttestations). The supply counts every coin, also frozen ones and
    /// those in redemption. Emits {Mint} and Transfer. Reverts {CoinPaused}, {IssuanceNotApproved}, {ZeroAmount},
    /// {MinterAllowanceExceeded}, {AccountBlacklisted} (minter or receiver), {HolderNotAllowed}, {TransferToCoin},
    /// ERC20InvalidReceiver, and ReserveStale, ReserveTooSmall, NotTheBackedCoin of the reserve.
    function mint(address to, uint256 amount) external returns (bool);
    /// @notice Burns the caller's own tokens; callers are minters. Emits {Burn} and Transfer. Reverts {CoinPaused},
    /// {NotMinter}, {ZeroAmount}, {AccountBlacklisted}, ERC20InsufficientBalance.
    function burn(uint256 amount) external;
    /// @notice Sets what a minter may mint from now on. Restricted (minter admin). Emits {MinterConfigured}.
    function configureMinter(address minter, uint256 minterAllowedAmount) external returns (bool);
    /// @notice Removes a minter. Restricted (minter admin). Emits {MinterRemoved}.
    function removeMinter(address minter) external returns (bool);
    /// @notice Puts an account on the issuer's list. Restricted (compliance). Emits {Blacklisted}.
    function blacklist(address account) external;
    /// @notice Takes an account off the issuer's list. Restricted (compliance). Emits {UnBlacklisted}.
    function unBlacklist(address account) external;
    /// @notice Stops the coin. Restricted (guardian). Emits {Pause}.
    function pause() external;
    /// @notice Lets the coin run again. Restricted (admin). Emits {Unpause}.
    function unpause() external;
    /// @notice Records the approval a gated coin needs before its first mint. Restricted (admin).
    /// Emits {IssuanceApproved}. Reverts {IssuanceNotApproved} for an empty reference.
    function approveIssuance(string calldata approvalReference) external;
    /// @notice Switches allow-list mode on or off. Restricted (admin). Emits {AllowListModeSet}.
    function setAllowListMode(bool on) external;
    /// @notice Allows an account in allow-list mode although Participants does not know it. Restricted (admin).
    /// Emits {AllowedSet}.
    function setAllowed(address account, bool allowed) external;
    /// @notice Allows every contract with this code in allow-list mode: minimal clones whose implementation can send
    /// coins to a known account alone. Restricted (admin). Emits {AllowedCodeSet}. Reverts {CodeNotAllowable} for 0 and
    /// for the hash of no code.
    /// @param codeHash the accounts' EXTCODEHASH
    function setAllowedCode(bytes32 codeHash, bool allowed) external;
    /// @notice Moves another token that was sent to this contract by mistake. Restricted (admin).
    /// Reverts {RescueOfOwnCoin}.
    function rescueERC20(IERC20 tokenContract, address to, uint256 amount) external;

    /// @notice Adds to the caller's allowance for a spender. Emits Approval with the resulting one. Reverts CoinPaused,
    /// AccountBlacklisted (owner or spender), ERC20InvalidSpender, and where the sum does not fit into 256 bits.
    function increaseAllowance(address spender, uint256 increment) external returns (bool);
    /// @notice Takes from the caller's allowance for a spender. Emits Approval with the resulting one. Reverts as
    /// {increaseAllowance}, and ERC20InsufficientAllowance.
    function decreaseAllowance(address spender, uint256 decrement) external returns (bool);

    /// @notice Makes an unused authorisation, or signed request for redemption, void; by anyone with its signer's word.
    /// Works while the coin is paused. Emits AuthorizationCanceled. Reverts AuthorizationSpent, InvalidSignature.
    function cancelAuthorization(address authorizer, bytes32 nonce, uint8 v, bytes32 r, bytes32 s) external;
    /// @notice The same with a packed or ERC-1271 signature.
    function cancelAuthorization(address authorizer, bytes32 nonce, bytes calldata signature) external;

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
    /// @notice Whether allow-list mode is on.
    function allowListMode() external view returns (bool);
    /// @notice Whether an account may hold coins in allow-list mode, whether or not the mode is on. False for a listed
    /// account.
    function isAllowed(address account) external view returns (bool);
    /// @notice Whether contracts with this code are allowed in allow-list mode.
    function isAllowedCode(bytes32 codeHash) external view returns (bool);
    /// @notice Licence under which the coin is issued, or words saying that it is a reference coin without one.
    function issuerLicence() external view returns (string memory);
    /// @notice Where the reserve is attested.
    function reserves() external view returns (address);
    /// @notice Whose holders are known in allow-list mode.
    function participants() external view returns (address);
    /// @notice Where the business days are published.
    function calendar() external view returns (address);
    /// @notice The access manager. Integrators ask the leading coin for the single accounts behind its roles; here a
    /// role can have several holders, each with a delay, and they change without the coin. What all five questions have
    /// in common, and what stays true, is the contract that decides and that answers who may call what: so each of
    /// {owner}, {pauser}, {masterMinter}, {blacklister} and {rescuer} names it.
    function owner() external view returns (address);
    /// @notice The access manager, as {owner}.
    function pauser() external view returns (address);
    /// @notice The access manager, as {owner}.
    function masterMinter() external view returns (address);
    /// @notice The access manager, as {owner}.
    function blacklister() external view returns (address);
    /// @notice The access manager, as {owner}.
    function rescuer() external view returns (address);
    /// @notice Next EIP-2612 nonce of an account.
    function nonces(address owner) external view returns (uint256);
    /// @notice EIP-712 type hash of {transferWithAuthorization}.
    function TRANSFER_WITH_AUTHORIZATION_TYPEHASH() external view returns (bytes32);
    /// @notice EIP-712 type hash of {receiveWithAuthorization}.
    function RECEIVE_WITH_AUTHORIZATION_TYPEHASH() external view returns (bytes32);
    /// @notice EIP-712 type hash of {cancelAuthorization}.
    function CANCEL_AUTHORIZATION_TYPEHASH() external view returns (bytes32);
    /// @notice EIP-712 type hash of {permit}.
    function PERMIT_TYPEHASH() external view returns (bytes32);
}
