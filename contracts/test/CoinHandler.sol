// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICoinRedemptions} from "../interfaces/ICoinRedemptions.sol";
import {ISettlementCoin} from "../interfaces/ISettlementCoin.sol";
import {CoinSetup} from "./CoinSetup.sol";
import {vm} from "./Vm.sol";

/// @title Random acts on one coin, by holders and issuer
/// @dev A refused act is a no-op; the invariants are about what the accepted ones leave behind.
contract CoinHandler {
    uint256 public constant HOLDERS = 4;
    CoinSetup public setup;
    ISettlementCoin public coin;
    address[] public holders;
    /// @dev What each holder should have, told apart from the coin by what it was asked to do.
    mapping(address holder => uint256) public expected;
    uint256 public expectedSupply;
    uint256 public accepted;
    bool public unbackedMint;
    bool public wrongStatus;

    constructor() {
        vm.warp(1_800_000_000);
        setup = new CoinSetup(address(0), 1e9);
        coin = setup.coin();
        coin.configureMinter(address(this), type(uint256).max);
        for (uint256 i = 0; i < HOLDERS; i++) {
            holders.push(address(uint160(0xC0111 + i)));
            mint(i, 1e6);
        }
    }

    function pass(uint256 hours_) external {
        vm.warp(block.timestamp + hours_ % 480 * 1 hours);
    }

    function attest(uint256 total) external {
        (bool done,) = address(setup).call(abi.encodeCall(setup.attest, (uint128(total % 2e9))));
        if (done) accepted++;
    }

    function mint(uint256 who, uint256 amount) public {
        address to = holders[who % HOLDERS];
        amount = amount % 1e9;
        if (!_as(address(this), abi.encodeCall(coin.mint, (to, amount)))) return;
        expected[to] += amount;
        expectedSupply += amount;
        (uint256 total, uint256 supply, uint256 needed,) = setup.reserves().coverage("HKD");
        if (needed > total || supply > total || !setup.reserves().isFresh("HKD")) unbackedMint = true;
    }

    function transfer(uint256 from, uint256 to, uint256 amount) external {
        (address payer, address payee) = (holders[from % HOLDERS], holders[to % HOLDERS]);
        amount %= 2e6;
        if (!_as(payer, abi.encodeCall(coin.transfer, (payee, amount)))) return;
        expected[payer] -= amount;
        expected[payee] += amount;
    }

    function transferFrom(uint256 from, uint256 to, uint256 amount) external {
        (address payer, address payee) = (holders[from % HOLDERS], holders[to % HOLDERS]);
        amount %= 2e6;
        _as(payer, abi.encodeCall(coin.approve, (payee, amount)));
        if (!_as(payee, abi.encodeCall(coin.transferFrom, (payer, payee, amount)))) return;
        expected[payer] -= amount;
        expected[payee] += amount;
    }

    function request(uint256 who, uint256 amount) external {
        address holder = holders[who % HOLDERS];
        amount %= 2e6;
        if (!_as(holder, abi.encodeCall(coin.requestRedemption, (amount, "bank")))) return;
        expected[holder] -= amount;
    }

    function end(uint256 id, uint256 how) external {
        id = 1 + id % (coin.redemptionCount() + 1);
        ICoinRedemptions.Redemption memory entry = coin.redemption(id);
        if (how % 4 == 0) {
            if (_as(address(this), abi.encodeCall(coin.completeRedemption, (id, "paid")))) expectedSupply -= entry.amount;
        } else if (how % 4 == 1) {
            bool done = _as(address(this), abi.encodeCall(coin.rejectRedemption, (id, "reason")));
            if (done && !coin.isBlacklisted(entry.account)) expected[entry.account] += entry.amount;
        } else if (how % 4 == 2) {
            if (_as(address(this), abi.encodeCall(coin.returnParked, (id)))) expected[entry.account] += entry.amount;
        } else {
            _as(address(this), abi.encodeCall(coin.holdRedemption, (id, "reason")));
        }
        _watch(id, entry.status);
    }

    function list(uint256 who, bool isListed) external {
        address holder = holders[who % HOLDERS];
        if (isListed) coin.blacklist(holder);
        else coin.unBlacklist(holder);
    }

    function switchPause(bool isOn) external {
        if (isOn) coin.pause();
        else coin.unpause();
    }

    /// @dev Completed and rejected are ends; parked leads to rejected alone.
    function _watch(uint256 id, ICoinRedemptions.RedemptionStatus before) private {
        ICoinRedemptions.RedemptionStatus now_ = coin.redemption(id).status;
        bool moved = now_ != before;
        if (before == ICoinRedemptions.RedemptionStatus.Completed && moved) wrongStatus = true;
        if (before == ICoinRedemptions.RedemptionStatus.Rejected && moved) wrongStatus = true;
        if (before == ICoinRedemptions.RedemptionStatus.None && moved) wrongStatus = true;
        if (before == ICoinRedemptions.RedemptionStatus.Parked && moved) {
            if (now_ != ICoinRedemptions.RedemptionStatus.Rejected) wrongStatus = true;
        }
    }

    function _as(address who, bytes memory data) private returns (bool done) {
        vm.prank(who);
        (done,) = address(coin).call(data);
        if (done) accepted++;
    }
}
