// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";

import {CoinAuthorizations} from "./abstracts/CoinAuthorizations.sol";
import {ISettlementCoin} from "./interfaces/ISettlementCoin.sol";

/// @title SettlementCoin
/// @dev One word per holder: the issuer's list bit on top of the balance, so a transfer reads no other slot for it.
contract SettlementCoin is CoinAuthorizations, AccessManaged, IERC20Errors {
    uint256 private constant LISTED = 1 << 255;

    mapping(address account => uint256) private _holders;
    mapping(address owner => mapping(address spender => uint256)) private _allowances;
    mapping(address minter => uint256) private _minterAllowances;
    mapping(address account => bool) private _minters;
    uint256 private _supply;
    bool private _paused;
    bool private _issuanceApproved;
    string private _name;
    string private _symbol;
    string private _currency;

    modifier whenRunning() {
        require(!_paused, CoinPaused());
        _;
    }

    /// @param gated whether minting waits for {approveIssuance}
    constructor(
        address authority,
        string memory name_,
        string memory symbol_,
        string memory currency_,
        bool gated
    ) AccessManaged(authority) CoinAuthorizations(name_) {
        _name = name_;
        _symbol = symbol_;
        _currency = currency_;
        _issuanceApproved = !gated;
    }

    /// @inheritdoc IERC20
    function transfer(address to, uint256 value) external override whenRunning returns (bool) {
        _transfer(msg.sender, to, value);
        return true;
    }

    /// @inheritdoc IERC20
    function transferFrom(address from, address to, uint256 value) external override whenRunning returns (bool) {
        uint256 allowed = _allowances[from][msg.sender];
        if (allowed != type(uint256).max) {
            require(allowed >= value, ERC20InsufficientAllowance(msg.sender, allowed, value));
            unchecked {
                _allowances[from][msg.sender] = allowed - value;
            }
        }
        _transfer(from, to, value);
        return true;
    }

    /// @inheritdoc IERC20
    function approve(address spender, uint256 value) external override whenRunning returns (bool) {
        _approve(msg.sender, spender, value);
        return true;
    }

    /// @inheritdoc ISettlementCoin
    function mint(address to, uint256 amount) external override whenRunning returns (bool) {
        uint256 allowed = _minterAllowances[msg.sender];
        require(_issuanceApproved, IssuanceNotApproved());
        require(amount > 0, ZeroAmount());
        require(amount <= allowed, MinterAllowanceExceeded(msg.sender, allowed, amount));
        _requireUnlisted(msg.sender);
        require(to != address(0), ERC20InvalidReceiver(to));
        require(to != address(this), TransferToCoin());
        require(_holders[to] & LISTED == 0, AccountBlacklisted(to));

        _minterAllowances[msg.sender] = allowed - amount;
        _supply += amount;
        _holders[to] += amount;

        emit Mint(msg.sender, to, amount, allowed - amount);
        emit Transfer(address(0), to, amount);
        return true;
    }

    /// @inheritdoc ISettlementCoin
    function burn(uint256 amount) external override whenRunning {
        require(_minters[msg.sender], MinterAllowanceExceeded(msg.sender, 0, amount));
        require(amount > 0, ZeroAmount());
        uint256 balance = _requireUnlisted(msg.sender);
        require(balance >= amount, ERC20InsufficientBalance(msg.sender, balance, amount));

        _supply -= amount;
        _holders[msg.sender] = balance - amount;

        emit Burn(msg.sender, amount);
        emit Transfer(msg.sender, address(0), amount);
    }

    /// @inheritdoc ISettlementCoin
    function configureMinter(address minter, uint256 minterAllowedAmount) external override restricted returns (bool) {
        _minters[minter] = true;
        _minterAllowances[minter] = minterAllowedAmount;
        emit MinterConfigured(minter, minterAllowedAmount);
        return true;
    }

    /// @inheritdoc ISettlementCoin
    function removeMinter(address minter) external override restricted returns (bool) {
        _minters[minter] = false;
        _minterAllowances[minter] = 0;
        emit MinterRemoved(minter);
        return true;
    }

    /// @inheritdoc ISettlementCoin
    function blacklist(address account) external override restricted {
        _holders[account] |= LISTED;
        emit Blacklisted(account);
    }

    /// @inheritdoc ISettlementCoin
    function unBlacklist(address account) external override restricted {
        _holders[account] &= ~LISTED;
        emit UnBlacklisted(account);
    }

    /// @inheritdoc ISettlementCoin
    function pause() external override restricted {
        _paused = true;
        emit Pause();
    }

    /// @inheritdoc ISettlementCoin
    function unpause() external override restricted {
        _paused = false;
        emit Unpause();
    }

    /// @inheritdoc ISettlementCoin
    function approveIssuance(string calldata approvalReference) external override restricted {
        require(bytes(approvalReference).length > 0, IssuanceNotApproved());
        _issuanceApproved = true;
        emit IssuanceApproved(approvalReference);
    }

    /// @inheritdoc IERC20Metadata
    function name() external view override returns (string memory) {
        return _name;
    }

    /// @inheritdoc IERC20Metadata
    function symbol() external view override returns (string memory) {
        return _symbol;
    }

    /// @inheritdoc IERC20Metadata
    function decimals() external pure override returns (uint8) {
        return 6;
    }

    /// @inheritdoc ISettlementCoin
    function currency() external view override returns (string memory) {
        return _currency;
    }

    /// @inheritdoc IERC20
    function totalSupply() external view override returns (uint256) {
        return _supply;
    }

    /// @inheritdoc IERC20
    function balanceOf(address account) external view override returns (uint256) {
        return _holders[account] & ~LISTED;
    }

    /// @inheritdoc IERC20
    function allowance(address owner, address spender) external view override returns (uint256) {
        return _allowances[owner][spender];
    }

    /// @inheritdoc ISettlementCoin
    function minterAllowance(address minter) external view override returns (uint256) {
        return _minterAllowances[minter];
    }

    /// @inheritdoc ISettlementCoin
    function isMinter(address account) external view override returns (bool) {
        return _minters[account];
    }

    /// @inheritdoc ISettlementCoin
    function isBlacklisted(address account) external view override returns (bool) {
        return _holders[account] & LISTED != 0;
    }

    /// @inheritdoc ISettlementCoin
    function paused() external view override returns (bool) {
        return _paused;
    }

    /// @inheritdoc ISettlementCoin
    function issuanceApproved() external view override returns (bool) {
        return _issuanceApproved;
    }

    /// @dev Both words carry the list bit above the balance; a listed word is larger than any balance.
    function _transfer(address from, address to, uint256 value) internal override {
        uint256 balance = _requireUnlisted(from);
        require(to != address(0), ERC20InvalidReceiver(to));
        require(to != address(this), TransferToCoin());
        require(balance >= value, ERC20InsufficientBalance(from, balance, value));

        unchecked {
            _holders[from] = balance - value;
        }
        uint256 holder = _holders[to];
        require(holder & LISTED == 0, AccountBlacklisted(to));
        unchecked {
            _holders[to] = holder + value;
        }

        emit Transfer(from, to, value);
    }

    function _approve(address owner, address spender, uint256 value) internal override {
        require(spender != address(0), ERC20InvalidSpender(spender));
        _requireUnlisted(owner);
        _requireUnlisted(spender);
        _allowances[owner][spender] = value;
        emit Approval(owner, spender, value);
    }

    function _requireRunning() internal view override {
        require(!_paused, CoinPaused());
    }

    function _requireUnlisted(address account) private view returns (uint256 balance) {
        balance = _holders[account];
        require(balance & LISTED == 0, AccountBlacklisted(account));
    }
}
