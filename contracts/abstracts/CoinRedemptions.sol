// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IBusinessCalendar} from "../interfaces/IBusinessCalendar.sol";
import {ICoinRedemptions} from "../interfaces/ICoinRedemptions.sol";
import {SignatureCheck} from "../libraries/SignatureCheck.sol";
import {CoinAuthorizations} from "./CoinAuthorizations.sol";

/// @title Redemption at par
/// @dev Custody is the coin's own balance: transfers to the coin are refused, so nothing else is ever in it.
abstract contract CoinRedemptions is ICoinRedemptions, CoinAuthorizations {
    /// @inheritdoc ICoinRedemptions
    bytes32 public constant override REDEMPTION_REQUEST_TYPEHASH = keccak256(
        "RedemptionRequest(address account,uint256 amount,bytes32 bankAccount,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );

    IBusinessCalendar internal immutable CALENDAR;

    constructor(address calendar_) {
        CALENDAR = IBusinessCalendar(calendar_);
    }

    /// @inheritdoc ICoinRedemptions
    function requestRedemption(uint256 amount, bytes32 bankAccount) external override returns (uint256) {
        return _request(msg.sender, amount, bankAccount);
    }

    /// @inheritdoc ICoinRedemptions
    function requestRedemptionWithAuthorization(
        address account,
        uint256 amount,
        bytes32 bankAccount,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external override returns (uint256) {
        bytes32 digest = _use(REDEMPTION_REQUEST_TYPEHASH, account, validAfter, validBefore, nonce);
        _require(SignatureCheck.isValidCalldata(account, digest, signature), account);
        return _request(account, amount, bankAccount);
    }

    /// @inheritdoc ICoinRedemptions
    function holdRedemption(uint256 id, bytes32 reasonHash) external override restricted {
        Redemption storage entry = _open(id, reasonHash);
        entry.status = RedemptionStatus.Held;
        entry.holdReason = reasonHash;
        emit RedemptionHeld(id, reasonHash);
    }

    /// @inheritdoc ICoinRedemptions
    function completeRedemption(uint256 id, bytes32 bankReferenceHash) external override restricted {
        Redemption storage entry = _open(id, bankReferenceHash);
        (address account, uint256 amount) = (entry.account, entry.amount);
        _requireUnlisted(account);

        entry.status = RedemptionStatus.Completed;
        entry.outcome = bankReferenceHash;
        _destroyHeld(amount);

        emit Burn(address(this), amount);
        emit RedemptionCompleted(id, account, amount, bankReferenceHash, block.timestamp > entry.dueAt);
    }

    /// @inheritdoc ICoinRedemptions
    function rejectRedemption(uint256 id, bytes32 reasonHash) external override restricted {
        Redemption storage entry = _open(id, reasonHash);
        (address account, uint256 amount) = (entry.account, entry.amount);
        bool parked = _isMarked(account, LISTED);

        entry.status = parked ? RedemptionStatus.Parked : RedemptionStatus.Rejected;
        entry.outcome = reasonHash;
        if (parked) _parked += amount;
        else _giveBack(account, amount);

        emit RedemptionRejected(id, account, amount, reasonHash, parked);
    }

    /// @inheritdoc ICoinRedemptions
    function returnParked(uint256 id) external override {
        Redemption storage entry = _redemptions[id];
        (address account, uint256 amount) = (entry.account, entry.amount);
        require(entry.status == RedemptionStatus.Parked, WrongRedemptionStatus(id, entry.status));
        _requireUnlisted(account);

        entry.status = RedemptionStatus.Rejected;
        _parked -= amount;
        _giveBack(account, amount);

        emit RedemptionReturned(id, account, amount);
    }

    /// @inheritdoc ICoinRedemptions
    function redemption(uint256 id) external view override returns (Redemption memory) {
        return _redemptions[id];
    }

    /// @inheritdoc ICoinRedemptions
    function isOverdue(uint256 id) external view override returns (bool) {
        Redemption storage entry = _redemptions[id];
        return _isOpen(entry.status) && block.timestamp > entry.dueAt;
    }

    /// @inheritdoc ICoinRedemptions
    function redemptionCount() external view override returns (uint256) {
        return _redemptionCount;
    }

    /// @inheritdoc ICoinRedemptions
    function redemptionsOutstanding() external view override returns (uint256) {
        return _balanceOf(address(this)) - _parked;
    }

    /// @inheritdoc ICoinRedemptions
    function redemptionsParked() external view override returns (uint256) {
        return _parked;
    }

    function _request(address account, uint256 amount, bytes32 bankAccount) private returns (uint256 id) {
        require(amount != 0, ZeroAmount());
        require(bankAccount != 0, ReferenceMissing());
        uint40 dueAt = uint40(CALENDAR.endOfNextBusinessDay(block.timestamp));

        id = ++_redemptionCount;
        Redemption storage entry = _redemptions[id];
        entry.account = account;
        entry.status = RedemptionStatus.Requested;
        entry.requestedAt = uint40(block.timestamp);
        entry.dueAt = dueAt;
        entry.amount = amount;
        entry.bankAccount = bankAccount;
        _takeIn(account, amount);

        emit RedemptionRequested(id, account, amount, bankAccount, dueAt);
    }

    function _open(uint256 id, bytes32 reference_) private view returns (Redemption storage entry) {
        entry = _redemptions[id];
        require(_isOpen(entry.status), WrongRedemptionStatus(id, entry.status));
        require(reference_ != 0, ReferenceMissing());
    }

    function _isOpen(RedemptionStatus status) private pure returns (bool) {
        return status == RedemptionStatus.Requested || status == RedemptionStatus.Held;
    }
}
