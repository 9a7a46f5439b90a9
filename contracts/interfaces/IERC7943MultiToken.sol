// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title ERC-7943 (uRWA) for tokens with many ids, interface id 0x41c4fbad
/// @notice Who may hold, what is frozen, and moves by order. Written from the standard's final text.
interface IERC7943MultiToken {
    /// @notice `amount` units were taken from one account and given to another by order.
    event ForcedTransfer(address indexed from, address indexed to, uint256 indexed tokenId, uint256 amount);

    /// @notice `amount` units of an account are frozen from now on; it may be more than the account holds.
    event Frozen(address indexed account, uint256 indexed tokenId, uint256 amount);

    /// @notice The account may not give tokens away.
    error ERC7943CannotSend(address account);

    /// @notice The account may not receive tokens.
    error ERC7943CannotReceive(address account);

    /// @notice The rules do not allow this movement.
    error ERC7943CannotTransfer(address from, address to, uint256 tokenId, uint256 amount);

    /// @notice The account holds `amount`, but only `unfrozen` of it may be moved.
    error ERC7943InsufficientUnfrozenBalance(address account, uint256 tokenId, uint256 amount, uint256 unfrozen);

    /// @notice Takes units from one account and gives them to another.
    /// @return result true; otherwise it reverts
    function forcedTransfer(address from, address to, uint256 tokenId, uint256 amount) external returns (bool result);

    /// @notice Sets how many units of an account are frozen, in all.
    /// @return result true; otherwise it reverts
    function setFrozenTokens(address account, uint256 tokenId, uint256 amount) external returns (bool result);

    /// @notice Whether the account may give tokens away. Never reverts.
    function canSend(address account) external view returns (bool allowed);

    /// @notice Whether the account may receive tokens. Never reverts.
    function canReceive(address account) external view returns (bool allowed);

    /// @notice How many units are frozen; it may be more than the account holds.
    function getFrozenTokens(address account, uint256 tokenId) external view returns (uint256 amount);

    /// @notice Whether the holder could move this now. Never reverts.
    function canTransfer(address from, address to, uint256 tokenId, uint256 amount)
        external
        view
        returns (bool allowed);
}
