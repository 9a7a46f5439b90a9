// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {ICoinRedemptions} from "../interfaces/ICoinRedemptions.sol";
import {ICoinTypes} from "../interfaces/ICoinTypes.sol";
import {IParticipants} from "../interfaces/IParticipants.sol";
import {ParticipantWord} from "../libraries/ParticipantWord.sol";

/// @title Who holds how much, and who may
/// @dev Both pieces of the coin inherit this, and all storage is here, so that both see one layout. One word per holder:
/// the issuer's two bits on top of the balance, so a transfer reads no other slot for them; and one word of switches, so
/// the open mode costs the read a pause costs anyway.
abstract contract CoinLedger is ICoinTypes, IERC20Errors, AccessManaged {
    using ParticipantWord for uint256;

    struct Holder {
        uint256 word;
    }

    uint256 internal constant LISTED = 1 << 255;
    uint256 internal constant ALLOWED = 1 << 254;
    uint256 private constant BALANCE = ALLOWED - 1;

    uint256 internal constant PAUSED = 1;
    uint256 internal constant ISSUABLE = 2;
    uint256 internal constant ALLOW_LIST = 4;

    uint256 private constant ANY_ROLE = 0xff;

    IParticipants internal immutable PARTICIPANTS;

    mapping(address account => Holder) private _holders;
    mapping(address owner => mapping(address spender => uint256)) internal _allowances;
    mapping(address authorizer => mapping(bytes32 nonce => bool)) internal _spent;
    mapping(address owner => uint256) internal _nonces;
    uint256 internal _switches;
    uint256 internal _supply;
    mapping(bytes32 codeHash => bool) internal _allowedCode;
    mapping(address minter => uint256) internal _minterAllowances;
    mapping(address account => bool) internal _minters;
    mapping(uint256 id => ICoinRedemptions.Redemption) internal _redemptions;
    uint256 internal _redemptionCount;
    uint256 internal _parked;
    string internal _symbol;
    string internal _currency;
    string internal _issuerLicence;

    constructor(address authority, address participants) AccessManaged(authority) {
        PARTICIPANTS = IParticipants(participants);
    }

    /// @dev The switches, read once per call and handed on.
    function _running() internal view returns (uint256 switches) {
        switches = _switches;
        require(switches & PAUSED == 0, CoinPaused());
    }

    function _turn(uint256 bit, bool on) internal {
        if (on) _switches |= bit;
        else _switches &= ~bit;
    }

    function _mark(address account, uint256 bit, bool on) internal {
        if (on) _holders[account].word |= bit;
        else _holders[account].word &= ~bit;
    }

    function _isMarked(address account, uint256 bit) internal view returns (bool) {
        return _holders[account].word & bit != 0;
    }

    function _balanceOf(address account) internal view returns (uint256) {
        return _holders[account].word & BALANCE;
    }

    function _transfer(uint256 switches, address from, address to, uint256 value) internal {
        uint256 payer = _debit(from, value);
        (Holder storage holder, uint256 payee) = _payee(to);
        if (switches & ALLOW_LIST != 0) {
            _requireHolder(from, payer);
            _requireHolder(to, payee);
        }
        // The balances of all sum up to the supply, which the reserve bounds at 128 bits.
        unchecked {
            holder.word = payee + value;
        }
        emit IERC20.Transfer(from, to, value);
    }

    /// @dev Coins out of nothing; whether they are backed is the caller's to ask.
    function _create(uint256 switches, address to, uint256 amount) internal {
        (Holder storage holder, uint256 payee) = _payee(to);
        if (switches & ALLOW_LIST != 0) _requireHolder(to, payee);
        holder.word = payee + amount;
        emit IERC20.Transfer(address(0), to, amount);
    }

    function _destroy(address from, uint256 amount) internal {
        _debit(from, amount);
        _supply -= amount;
        emit IERC20.Transfer(from, address(0), amount);
    }

    /// @dev Into and out of the coin's own balance, past the refusal that protects holders from a slip.
    function _takeIn(address from, uint256 amount) internal {
        _debit(from, amount);
        _holders[address(this)].word += amount;
        emit IERC20.Transfer(from, address(this), amount);
    }

    /// @dev Whatever list the coin itself may stand on: held coins are owed.
    function _destroyHeld(uint256 amount) internal {
        _holders[address(this)].word -= amount;
        _supply -= amount;
        emit IERC20.Transfer(address(this), address(0), amount);
    }

    function _giveBack(address to, uint256 amount) internal {
        _holders[address(this)].word -= amount;
        _holders[to].word += amount;
        emit IERC20.Transfer(address(this), to, amount);
    }

    function _approve(address owner, address spender, uint256 value) internal {
        require(spender != address(0), ERC20InvalidSpender(spender));
        _requireUnlisted(owner);
        _requireUnlisted(spender);
        _allowances[owner][spender] = value;
        emit IERC20.Approval(owner, spender, value);
    }

    function _requireUnlisted(address account) internal view {
        require(_holders[account].word & LISTED == 0, AccountBlacklisted(account));
    }

    /// @dev Whether an account may hold coins in allow-list mode, its own word apart from the list bit.
    function _isKnown(address account, uint256 word) internal view returns (bool) {
        if (word & ALLOWED != 0) return true;
        uint256 participant = _participantOf(account);
        return participant.hasRole(ANY_ROLE) ? !participant.isFrozen() : _allowedCode[account.codehash];
    }

    function _wordOf(address account) internal view returns (uint256) {
        return _holders[account].word;
    }

    /// @dev PARTICIPANTS.word(account), in the scratch space: it is asked twice in every transfer.
    function _participantOf(address account) private view returns (uint256 word) {
        address participants = address(PARTICIPANTS);
        bytes4 ask = IParticipants.word.selector;
        assembly ("memory-safe") {
            mstore(0, ask)
            mstore(4, account)
            if iszero(staticcall(gas(), participants, 0, 0x24, 0, 0x20)) { revert(0, 0) }
            if lt(returndatasize(), 0x20) { revert(0, 0) }
            word := mload(0)
        }
    }

    function _requireHolder(address account, uint256 word) private view {
        require(_isKnown(account, word), HolderNotAllowed(account));
    }

    /// @dev Answers the word as it was.
    function _debit(address from, uint256 value) private returns (uint256 payer) {
        Holder storage holder = _holders[from];
        payer = holder.word;
        require(payer & LISTED == 0, AccountBlacklisted(from));
        uint256 balance = payer & BALANCE;
        require(balance >= value, ERC20InsufficientBalance(from, balance, value));
        unchecked {
            holder.word = payer - value;
        }
    }

    function _payee(address to) private view returns (Holder storage holder, uint256 payee) {
        require(to != address(0), ERC20InvalidReceiver(to));
        require(to != address(this), TransferToCoin());
        holder = _holders[to];
        payee = holder.word;
        require(payee & LISTED == 0, AccountBlacklisted(to));
    }
}
