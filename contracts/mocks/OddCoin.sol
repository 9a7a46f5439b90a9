// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

/// @title A coin that is honest until it is told to be odd in one way
/// @dev It keeps shares; `_numerator / _denominator` units are one share, 1 until it is rebased.
contract OddCoin is IERC20, IERC20Errors {
    enum Oddity {
        None,
        SenderFee,
        ReceiverFee,
        AnswersNothing,
        AnswersFalse,
        MovesNothing,
        AnswersBlob,
        Reenters,
        RefusesReceivers,
        RefusesSenders,
        RefusesListed,
        Paused,
        RevertsMegabyte,
        BurnsGas,
        RefusesAmounts,
        ApprovalRace,
        KeepsAllowance,
        ShowsDouble,
        Hooks
    }

    uint256 private constant FEE_BPS = 100;
    uint256 private constant BLOB_BYTES = 100_000;
    uint256 private constant MEGABYTE = 1 << 20;

    uint8 public decimals = 6;
    Oddity public oddity;
    /// @notice Units taken by fees so far.
    uint256 public taxed;
    /// @inheritdoc IERC20
    mapping(address account => mapping(address spender => uint256)) public override allowance;
    /// @notice The other address at which this coin takes transfers.
    SecondEntry public immutable second = new SecondEntry(this);

    uint256 private _numerator = 1;
    uint256 private _denominator = 1;
    uint256 private _shares;
    mapping(address account => uint256) private _sharesOf;
    mapping(address account => bool) private _listed;
    address private _callee;
    bytes[] private _calls;
    bytes4[] private _met;

    error CoinStopped();
    error AccountRefused(address account);
    error AmountRefused(uint256 amount);
    error AllowanceNotZero(uint256 allowed);

    /// @notice From now on it has this oddity.
    function turn(Oddity oddity_) external {
        oddity = oddity_;
    }

    /// @notice From now on it says so about its decimals.
    function setDecimals(uint8 decimals_) external {
        decimals = decimals_;
    }

    /// @notice Puts accounts on its list.
    function list(address[] calldata accounts) external {
        for (uint256 i = 0; i < accounts.length; i++) {
            _listed[accounts[i]] = true;
        }
    }

    /// @notice From now on a transfer makes these calls in a row, if its oddity is to call.
    function callBack(address callee, bytes[] calldata calls) external {
        _callee = callee;
        _calls = calls;
    }

    /// @notice One share becomes so many units.
    function rebase(uint256 numerator, uint256 denominator) external {
        (_numerator, _denominator) = (numerator, denominator);
    }

    /// @notice Gives anyone any amount.
    function mint(address to, uint256 amount) external {
        _give(to, amount);
    }

    /// @inheritdoc IERC20
    function approve(address spender, uint256 amount) external override returns (bool) {
        uint256 allowed = allowance[msg.sender][spender];
        require(oddity != Oddity.ApprovalRace || amount == 0 || allowed == 0, AllowanceNotZero(allowed));
        allowance[msg.sender][spender] = amount;
        emit Approval(msg.sender, spender, amount);
        return true;
    }

    /// @inheritdoc IERC20
    function transfer(address to, uint256 amount) external override returns (bool) {
        _move(msg.sender, to, amount);
        return _answer();
    }

    /// @notice A transfer that came in through the second address.
    function transferFor(address from, address to, uint256 amount) external {
        require(msg.sender == address(second), AccountRefused(msg.sender));
        _move(from, to, amount);
    }

    /// @inheritdoc IERC20
    function transferFrom(address from, address to, uint256 amount) external override returns (bool) {
        uint256 allowed = allowance[from][msg.sender];
        require(allowed >= amount, ERC20InsufficientAllowance(msg.sender, allowed, amount));
        if (oddity != Oddity.KeepsAllowance) allowance[from][msg.sender] = allowed - amount;
        _move(from, to, amount);
        return _answer();
    }

    /// @dev Calls it does not know succeed and do nothing where transfers do nothing.
    fallback() external {
        require(oddity == Oddity.MovesNothing, AccountRefused(msg.sender));
    }

    /// @inheritdoc IERC20
    function balanceOf(address account) external view override returns (uint256 amount) {
        amount = _unitsOf(account);
        if (oddity == Oddity.ShowsDouble) amount *= 2;
    }

    /// @inheritdoc IERC20
    function totalSupply() external view override returns (uint256) {
        return _shares * _numerator / _denominator;
    }

    /// @notice What its calls met: the selector of the error, 0 for success.
    function met() external view returns (bytes4[] memory) {
        return _met;
    }

    function _move(address from, address to, uint256 amount) private {
        _refuse(from, to, amount);
        if (oddity == Oddity.MovesNothing || oddity == Oddity.AnswersFalse) return;
        uint256 fee = amount * FEE_BPS / 10_000;
        uint256 taken = oddity == Oddity.SenderFee ? amount + fee : amount;
        uint256 given = oddity == Oddity.ReceiverFee ? amount - fee : amount;
        uint256 held = _unitsOf(from);
        require(held >= taken, ERC20InsufficientBalance(from, held, taken));
        taxed += taken - given;
        uint256 shares = _inShares(taken);
        _sharesOf[from] -= shares;
        _shares -= shares;
        _give(to, given);
        if (oddity == Oddity.Reenters || oddity == Oddity.Hooks) _callOut();
    }

    function _refuse(address from, address to, uint256 amount) private view {
        require(oddity != Oddity.Paused, CoinStopped());
        bool refusesTo = oddity == Oddity.RefusesReceivers || oddity == Oddity.RefusesListed;
        bool refusesFrom = oddity == Oddity.RefusesSenders || oddity == Oddity.RefusesListed;
        require(!(refusesTo && _listed[to]), AccountRefused(to));
        require(!(refusesFrom && _listed[from]), AccountRefused(from));
        bool isOdd = amount == 0 || amount > type(uint96).max;
        require(!(oddity == Oddity.RefusesAmounts && isOdd), AmountRefused(amount));
        if (oddity == Oddity.RevertsMegabyte) {
            assembly ("memory-safe") {
                revert(mload(0x40), MEGABYTE)
            }
        }
        if (oddity == Oddity.BurnsGas) {
            assembly ("memory-safe") {
                invalid()
            }
        }
    }

    /// @dev A hook's refusal is passed on; a coin that calls back on its own account only notes it.
    function _callOut() private {
        for (uint256 i = 0; i < _calls.length; i++) {
            (bool done, bytes memory answer) = _callee.call(_calls[i]);
            _met.push(done ? bytes4(0) : bytes4(answer));
            if (done || oddity != Oddity.Hooks) continue;
            assembly ("memory-safe") {
                revert(add(answer, 0x20), mload(answer))
            }
        }
    }

    function _answer() private view returns (bool) {
        if (oddity == Oddity.AnswersNothing) {
            assembly ("memory-safe") {
                return(0x00, 0x00)
            }
        }
        if (oddity == Oddity.AnswersBlob) {
            assembly ("memory-safe") {
                let free := mload(0x40)
                mstore(free, 1)
                return(free, BLOB_BYTES)
            }
        }
        return oddity != Oddity.AnswersFalse;
    }

    function _give(address to, uint256 amount) private {
        uint256 shares = _inShares(amount);
        _sharesOf[to] += shares;
        _shares += shares;
        emit Transfer(address(0), to, amount);
    }

    function _unitsOf(address account) private view returns (uint256) {
        return _sharesOf[account] * _numerator / _denominator;
    }

    function _inShares(uint256 amount) private view returns (uint256) {
        return amount * _denominator / _numerator;
    }
}

/// @title Another address of the same coin, over the same balances
contract SecondEntry {
    OddCoin private immutable COIN;

    constructor(OddCoin coin) {
        COIN = coin;
    }

    function decimals() external view returns (uint8) {
        return COIN.decimals();
    }

    function balanceOf(address account) external view returns (uint256) {
        return COIN.balanceOf(account);
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        COIN.transferFor(msg.sender, to, amount);
        return true;
    }
}
