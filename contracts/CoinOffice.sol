// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

import {CoinLedger} from "./abstracts/CoinLedger.sol";
import {CoinRedemptions} from "./abstracts/CoinRedemptions.sol";
import {ICoinOffice} from "./interfaces/ICoinOffice.sol";
import {ICoinPayments} from "./interfaces/ICoinPayments.sol";
import {IReserveAttestations} from "./interfaces/IReserveAttestations.sol";
import {SignatureCheck} from "./libraries/SignatureCheck.sol";

/// @title CoinOffice
/// @dev The issuer's acts, redemption and most views. One for all coins: it runs by delegatecall at the address of a
/// SettlementCoin and on its storage. Called directly it is a coin without name, minters and holders.
contract CoinOffice is ICoinOffice, CoinRedemptions {
    using SafeERC20 for IERC20;

    /// @inheritdoc ICoinOffice
    bytes32 public constant override TRANSFER_WITH_AUTHORIZATION_TYPEHASH = TRANSFER;
    /// @inheritdoc ICoinOffice
    bytes32 public constant override RECEIVE_WITH_AUTHORIZATION_TYPEHASH = RECEIVE;
    /// @inheritdoc ICoinOffice
    bytes32 public constant override CANCEL_AUTHORIZATION_TYPEHASH = CANCEL;
    /// @inheritdoc ICoinOffice
    bytes32 public constant override PERMIT_TYPEHASH = PERMIT;

    bytes32 private constant NO_CODE = keccak256("");

    IReserveAttestations private immutable RESERVES;

    /// @param authority access manager
    /// @param participants_ asked in allow-list mode
    /// @param reserves_ asked when minting
    /// @param calendar_ asked when a redemption is requested
    constructor(address authority, address participants_, address reserves_, address calendar_)
        CoinLedger(authority, participants_)
        CoinRedemptions(calendar_)
    {
        RESERVES = IReserveAttestations(reserves_);
    }

    /// @inheritdoc ICoinOffice
    function mint(address to, uint256 amount) external override returns (bool) {
        // Checks
        uint256 switches = _running();
        uint256 allowed = _minterAllowances[msg.sender];
        uint256 supply = _supply + amount;
        require(switches & ISSUABLE != 0, IssuanceNotApproved());
        require(amount != 0, ZeroAmount());
        require(amount <= allowed, MinterAllowanceExceeded(msg.sender, allowed, amount));
        _requireUnlisted(msg.sender);
        RESERVES.requireBacked(keccak256(bytes(_currency)), supply);

        // Effects
        _minterAllowances[msg.sender] = allowed - amount;
        _supply = supply;
        emit Mint(msg.sender, to, amount);
        _create(switches, to, amount);
        return true;
    }

    /// @inheritdoc ICoinOffice
    function burn(uint256 amount) external override {
        _running();
        require(_minters[msg.sender], NotMinter(msg.sender));
        require(amount != 0, ZeroAmount());
        emit Burn(msg.sender, amount);
        _destroy(msg.sender, amount);
    }

    /// @inheritdoc ICoinOffice
    function configureMinter(address minter, uint256 minterAllowedAmount) external override restricted returns (bool) {
        _minters[minter] = true;
        _minterAllowances[minter] = minterAllowedAmount;
        emit MinterConfigured(minter, minterAllowedAmount);
        return true;
    }

    /// @inheritdoc ICoinOffice
    function removeMinter(address minter) external override restricted returns (bool) {
        _minters[minter] = false;
        _minterAllowances[minter] = 0;
        emit MinterRemoved(minter);
        return true;
    }

    /// @inheritdoc ICoinOffice
    function blacklist(address account) external override restricted {
        _mark(account, LISTED, true);
        emit Blacklisted(account);
    }

    /// @inheritdoc ICoinOffice
    function unBlacklist(address account) external override restricted {
        _mark(account, LISTED, false);
        emit UnBlacklisted(account);
    }

    /// @inheritdoc ICoinOffice
    function pause() external override restricted {
        _turn(PAUSED, true);
        emit Pause();
    }

    /// @inheritdoc ICoinOffice
    function unpause() external override restricted {
        _turn(PAUSED, false);
        emit Unpause();
    }

    /// @inheritdoc ICoinOffice
    function approveIssuance(string calldata approvalReference) external override restricted {
        require(bytes(approvalReference).length != 0, IssuanceNotApproved());
        _turn(ISSUABLE, true);
        emit IssuanceApproved(approvalReference);
    }

    /// @inheritdoc ICoinOffice
    function setAllowListMode(bool on) external override restricted {
        _turn(ALLOW_LIST, on);
        emit AllowListModeSet(on);
    }

    /// @inheritdoc ICoinOffice
    function setAllowed(address account, bool allowed) external override restricted {
        _mark(account, ALLOWED, allowed);
        emit AllowedSet(account, allowed);
    }

    /// @inheritdoc ICoinOffice
    function setAllowedCode(bytes32 codeHash, bool allowed) external override restricted {
        require(codeHash != 0 && codeHash != NO_CODE, CodeNotAllowable(codeHash));
        _allowedCode[codeHash] = allowed;
        emit AllowedCodeSet(codeHash, allowed);
    }

    /// @inheritdoc ICoinOffice
    function rescueERC20(IERC20 tokenContract, address to, uint256 amount) external override restricted {
        require(address(tokenContract) != address(this), RescueOfOwnCoin());
        tokenContract.safeTransfer(to, amount);
    }

    /// @inheritdoc ICoinOffice
    function increaseAllowance(address spender, uint256 increment) external override returns (bool) {
        _running();
        _approve(msg.sender, spender, _allowances[msg.sender][spender] + increment);
        return true;
    }

    /// @inheritdoc ICoinOffice
    function decreaseAllowance(address spender, uint256 decrement) external override returns (bool) {
        _running();
        uint256 allowed = _allowances[msg.sender][spender];
        require(allowed >= decrement, ERC20InsufficientAllowance(spender, allowed, decrement));
        _approve(msg.sender, spender, allowed - decrement);
        return true;
    }

    /// @inheritdoc ICoinOffice
    function cancelAuthorization(address authorizer, bytes32 nonce, uint8 v, bytes32 r, bytes32 s) external override {
        _require(SignatureCheck.isValidParts(authorizer, _cancel(authorizer, nonce), v, r, s), authorizer);
    }

    /// @inheritdoc ICoinOffice
    function cancelAuthorization(address authorizer, bytes32 nonce, bytes calldata signature) external override {
        _require(SignatureCheck.isValidCalldata(authorizer, _cancel(authorizer, nonce), signature), authorizer);
    }

    /// @inheritdoc ICoinOffice
    function currency() external view override returns (string memory) {
        return _currency;
    }

    /// @inheritdoc ICoinOffice
    function version() external pure override returns (string memory) {
        return "2";
    }

    /// @inheritdoc ICoinOffice
    function issuerLicence() external view override returns (string memory) {
        return _issuerLicence;
    }

    /// @inheritdoc ICoinOffice
    function reserves() external view override returns (address) {
        return address(RESERVES);
    }

    /// @inheritdoc ICoinOffice
    function participants() external view override returns (address) {
        return address(PARTICIPANTS);
    }

    /// @inheritdoc ICoinOffice
    function calendar() external view override returns (address) {
        return address(CALENDAR);
    }

    /// @inheritdoc ICoinOffice
    function authorizationState(address authorizer, bytes32 nonce) external view override returns (bool) {
        return _spent[authorizer][nonce];
    }

    /// @inheritdoc ICoinOffice
    function nonces(address holder) external view override returns (uint256) {
        return _nonces[holder];
    }

    /// @inheritdoc ICoinOffice
    function minterAllowance(address minter) external view override returns (uint256) {
        return _minterAllowances[minter];
    }

    /// @inheritdoc ICoinOffice
    function isMinter(address account) external view override returns (bool) {
        return _minters[account];
    }

    /// @inheritdoc ICoinOffice
    function isBlacklisted(address account) external view override returns (bool) {
        return _isMarked(account, LISTED);
    }

    /// @inheritdoc ICoinOffice
    function isAllowed(address account) external view override returns (bool) {
        return !_isMarked(account, LISTED) && _isKnown(account, _wordOf(account));
    }

    /// @inheritdoc ICoinOffice
    function isAllowedCode(bytes32 codeHash) external view override returns (bool) {
        return _allowedCode[codeHash];
    }

    /// @inheritdoc ICoinOffice
    function allowListMode() external view override returns (bool) {
        return _switches & ALLOW_LIST != 0;
    }

    /// @inheritdoc ICoinOffice
    function paused() external view override returns (bool) {
        return _switches & PAUSED != 0;
    }

    /// @inheritdoc ICoinOffice
    function issuanceApproved() external view override returns (bool) {
        return _switches & ISSUABLE != 0;
    }

    /// @inheritdoc ICoinOffice
    function owner() external view override returns (address) {
        return authority();
    }

    /// @inheritdoc ICoinOffice
    function pauser() external view override returns (address) {
        return authority();
    }

    /// @inheritdoc ICoinOffice
    function masterMinter() external view override returns (address) {
        return authority();
    }

    /// @inheritdoc ICoinOffice
    function blacklister() external view override returns (address) {
        return authority();
    }

    /// @inheritdoc ICoinOffice
    function rescuer() external view override returns (address) {
        return authority();
    }

    /// @dev The domain is the coin's, at whose address this runs.
    function _digest(bytes32 structHash) internal view override returns (bytes32) {
        return MessageHashUtils.toTypedDataHash(ICoinPayments(address(this)).DOMAIN_SEPARATOR(), structHash);
    }

    function _cancel(address authorizer, bytes32 nonce) private returns (bytes32) {
        _spend(authorizer, nonce);
        emit AuthorizationCanceled(authorizer, nonce);
        return _digest(keccak256(abi.encode(CANCEL, authorizer, nonce)));
    }
}
