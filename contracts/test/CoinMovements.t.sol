// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ICoinRedemptions} from "../interfaces/ICoinRedemptions.sol";
import {ICoinTypes} from "../interfaces/ICoinTypes.sol";
import {CoinTest} from "./CoinTest.sol";
import {vm} from "./Vm.sol";

/// @title What a transfer refuses, every other way to move or allow coins refuses too
contract CoinMovementsTest is CoinTest {
    uint256 private constant WAYS = 5;
    uint256 private _used;

    /// @dev Alice's coins go to `to` by an allowance, or by either authorisation in either form.
    function _refusesEachWay(address to, uint256 value, bytes memory reason) private {
        for (uint256 way = 0; way < WAYS; way++) {
            bytes32 nonce = bytes32(++_used);
            bytes32 kind =
                way < 3 ? _coin.TRANSFER_WITH_AUTHORIZATION_TYPEHASH() : _coin.RECEIVE_WITH_AUTHORIZATION_TYPEHASH();
            (uint8 v, bytes32 r, bytes32 s) = _signed(keccak256(abi.encode(kind, _alice, to, value, 0, NEVER, nonce)));
            vm.prank(way == 0 ? STRANGER : to);
            _refuses(reason);
            if (way == 0) _coin.transferFrom(_alice, to, value);
            if (way == 1) _coin.transferWithAuthorization(_alice, to, value, 0, NEVER, nonce, v, r, s);
            if (way == 2) {
                _coin.transferWithAuthorization(_alice, to, value, 0, NEVER, nonce, abi.encodePacked(r, s, v));
            }
            if (way == 3) _coin.receiveWithAuthorization(_alice, to, value, 0, NEVER, nonce, v, r, s);
            if (way == 4) {
                _coin.receiveWithAuthorization(_alice, to, value, 0, NEVER, nonce, abi.encodePacked(r, s, v));
            }
        }
    }

    function test_everyMovementRefusesWhatATransferRefuses() external {
        vm.prank(_alice);
        _coin.approve(STRANGER, NEVER);
        _refusesEachWay(address(0), 1, abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, address(0)));
        _refusesEachWay(address(_coin), 1, abi.encodeWithSelector(ICoinTypes.TransferToCoin.selector));
        _refusesEachWay(
            BOB, 1001, abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, _alice, 1000, 1001)
        );
        _coin.blacklist(BOB);
        _refusesEachWay(BOB, 1, abi.encodeWithSelector(ICoinTypes.AccountBlacklisted.selector, BOB));
        _coin.unBlacklist(BOB);
        _coin.blacklist(_alice);
        _refusesEachWay(BOB, 1, abi.encodeWithSelector(ICoinTypes.AccountBlacklisted.selector, _alice));
        _coin.unBlacklist(_alice);
        _enter(_alice, 1);
        _coin.setAllowListMode(true);
        _refusesEachWay(BOB, 1, abi.encodeWithSelector(ICoinTypes.HolderNotAllowed.selector, BOB));
    }

    function test_receivingHasTheBoundsOfTransferring() external {
        bytes memory signature = _packed(_receiveHash(_alice, 1, "n"));
        vm.prank(BOB);
        _refuses(abi.encodeWithSelector(ICoinTypes.AuthorizationNotInForce.selector, START, NEVER));
        _coin.receiveWithAuthorization(_alice, BOB, 1, START, NEVER, "n", signature);
        vm.prank(BOB);
        _refuses(abi.encodeWithSelector(ICoinTypes.InvalidSignature.selector, _alice));
        _coin.receiveWithAuthorization(_alice, BOB, 2, 0, NEVER, "n", signature);
        vm.prank(BOB);
        _coin.receiveWithAuthorization(_alice, BOB, 1, 0, NEVER, "n", signature);
        vm.prank(BOB);
        _refuses(abi.encodeWithSelector(ICoinTypes.AuthorizationSpent.selector, _alice, bytes32("n")));
        _coin.receiveWithAuthorization(_alice, BOB, 1, 0, NEVER, "n", signature);
    }

    function test_noAllowanceIsForNobody() external {
        bytes memory reason = abi.encodeWithSelector(IERC20Errors.ERC20InvalidSpender.selector, address(0));
        bytes32 structHash = keccak256(abi.encode(_coin.PERMIT_TYPEHASH(), _alice, address(0), 7, 0, NEVER));
        (uint8 v, bytes32 r, bytes32 s) = _signed(structHash);
        _refuses(reason);
        _coin.permit(_alice, address(0), 7, NEVER, v, r, s);
        _refuses(reason);
        _coin.permit(_alice, address(0), 7, NEVER, abi.encodePacked(r, s, v));
        _refuses(reason);
        _coin.increaseAllowance(address(0), 1);
        _refuses(reason);
        _coin.decreaseAllowance(address(0), 0);
    }

    function test_aSignedRequestRefusesWhatACallRefuses() external {
        bytes memory signature = _packed(_redemptionHash(_alice, 0, "n"));
        vm.expectRevert(ICoinTypes.ZeroAmount.selector);
        _coin.requestRedemptionWithAuthorization(_alice, 0, "bank", 0, NEVER, "n", signature);
        signature = _packed(_redemptionHash(_alice, 1001, "n"));
        _refuses(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, _alice, 1000, 1001));
        _coin.requestRedemptionWithAuthorization(_alice, 1001, "bank", 0, NEVER, "n", signature);
        bytes32 structHash =
            keccak256(abi.encode(_coin.REDEMPTION_REQUEST_TYPEHASH(), _alice, 1, bytes32(0), 0, NEVER, bytes32("n")));
        signature = _packed(structHash);
        vm.expectRevert(ICoinRedemptions.ReferenceMissing.selector);
        _coin.requestRedemptionWithAuthorization(_alice, 1, 0, 0, NEVER, "n", signature);
    }
}
