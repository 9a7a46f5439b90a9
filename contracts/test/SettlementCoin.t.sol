// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {SettlementCoin} from "../SettlementCoin.sol";
import {ISettlementCoin} from "../interfaces/ISettlementCoin.sol";
import {vm} from "./Vm.sol";

/// @dev An account whose word is whatever its owner stored.
contract ContractAccount is IERC1271 {
    bytes32 private _approved;

    function approve(bytes32 digest) external {
        _approved = digest;
    }

    function isValidSignature(bytes32 digest, bytes calldata) external view override returns (bytes4) {
        return digest == _approved ? IERC1271.isValidSignature.selector : bytes4(0);
    }
}

contract SettlementCoinTest {
    uint256 private constant KEY = 0xA11CE;
    address private constant BOB = address(0xB0B);
    SettlementCoin private _coin;
    address private _alice;

    function setUp() external {
        vm.warp(1_800_000_000);
        AccessManager manager = new AccessManager(address(this));
        _coin = new SettlementCoin(address(manager), "Quaynote HKD", "qHKD", "HKD", false);
        _alice = vm.addr(KEY);
        _coin.configureMinter(address(this), type(uint256).max);
        _coin.mint(_alice, 1000);
    }

    function _digest(bytes32 structHash) private view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", _coin.DOMAIN_SEPARATOR(), structHash));
    }

    function _transferHash(address from, address to, uint256 value, bytes32 nonce) private view returns (bytes32) {
        return keccak256(
            abi.encode(
                _coin.TRANSFER_WITH_AUTHORIZATION_TYPEHASH(), from, to, value, 0, type(uint256).max, nonce
            )
        );
    }

    function testFuzz_transfersMoveExactlyTheAmount(uint128 amount, address to) external {
        vm.assume(to != address(0) && to != address(_coin) && to != _alice && amount > 1000);
        _coin.mint(_alice, amount);
        uint256 supply = _coin.totalSupply();
        vm.prank(_alice);
        _coin.transfer(to, amount);
        require(_coin.balanceOf(to) == amount && _coin.balanceOf(_alice) == 1000, "balances");
        require(_coin.totalSupply() == supply, "supply");
    }

    function test_refusesTransfersToItself() external {
        vm.prank(_alice);
        vm.expectRevert(ISettlementCoin.TransferToCoin.selector);
        _coin.transfer(address(_coin), 1);
    }

    function test_refusesMoreThanTheBalance() external {
        vm.prank(_alice);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, _alice, 1000, 1001));
        _coin.transfer(BOB, 1001);
    }

    function test_mintingStaysWithinTheAllowance() external {
        _coin.configureMinter(BOB, 10);
        vm.prank(BOB);
        _coin.mint(BOB, 10);
        vm.prank(BOB);
        vm.expectRevert(abi.encodeWithSelector(ISettlementCoin.MinterAllowanceExceeded.selector, BOB, 0, 1));
        _coin.mint(BOB, 1);
        vm.prank(BOB);
        _coin.burn(10);
        require(_coin.totalSupply() == 1000, "supply");
        _coin.removeMinter(BOB);
        require(!_coin.isMinter(BOB), "still a minter");
    }

    function test_theBlacklistStopsBothSides() external {
        _coin.blacklist(BOB);
        require(_coin.isBlacklisted(BOB), "not listed");
        vm.prank(_alice);
        vm.expectRevert(abi.encodeWithSelector(ISettlementCoin.AccountBlacklisted.selector, BOB));
        _coin.transfer(BOB, 1);
        _coin.unBlacklist(BOB);
        _coin.blacklist(_alice);
        require(_coin.balanceOf(_alice) == 1000, "the list bit is no balance");
        vm.prank(_alice);
        vm.expectRevert(abi.encodeWithSelector(ISettlementCoin.AccountBlacklisted.selector, _alice));
        _coin.transfer(BOB, 1);
    }

    function test_aPauseStopsEverything() external {
        _coin.pause();
        vm.prank(_alice);
        vm.expectRevert(ISettlementCoin.CoinPaused.selector);
        _coin.transfer(BOB, 1);
        vm.expectRevert(ISettlementCoin.CoinPaused.selector);
        _coin.mint(BOB, 1);
        _coin.unpause();
        vm.prank(_alice);
        _coin.transfer(BOB, 1);
    }

    function test_aGatedCoinWaitsForItsApproval() external {
        SettlementCoin gated = new SettlementCoin(_coin.authority(), "Quaynote CNH", "qCNH", "CNH", true);
        gated.configureMinter(address(this), 10);
        vm.expectRevert(ISettlementCoin.IssuanceNotApproved.selector);
        gated.mint(BOB, 1);
        gated.approveIssuance("REF-1");
        gated.mint(BOB, 1);
    }

    function test_administrationIsRestricted() external {
        vm.prank(BOB);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, BOB));
        _coin.blacklist(_alice);
        vm.prank(BOB);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, BOB));
        _coin.configureMinter(BOB, 1);
    }

    function testFuzz_authorisationsWorkOnceInBothForms(bytes32 nonce) external {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(KEY, _digest(_transferHash(_alice, BOB, 10, nonce)));
        _coin.transferWithAuthorization(_alice, BOB, 10, 0, type(uint256).max, nonce, v, r, s);
        require(_coin.authorizationState(_alice, nonce) && _coin.balanceOf(BOB) == 10, "first");
        vm.expectRevert(abi.encodeWithSelector(ISettlementCoin.AuthorizationSpent.selector, _alice, nonce));
        _coin.transferWithAuthorization(_alice, BOB, 10, 0, type(uint256).max, nonce, abi.encodePacked(r, s, v));
        bytes32 other = keccak256(abi.encode(nonce));
        (v, r, s) = vm.sign(KEY, _digest(_transferHash(_alice, BOB, 10, other)));
        _coin.transferWithAuthorization(_alice, BOB, 10, 0, type(uint256).max, other, abi.encodePacked(r, s, v));
        require(_coin.balanceOf(BOB) == 20, "second");
    }

    function test_receivingIsForThePayeeAlone() external {
        vm.expectRevert(abi.encodeWithSelector(ISettlementCoin.CallerNotPayee.selector, address(this), BOB));
        _coin.receiveWithAuthorization(_alice, BOB, 1, 0, type(uint256).max, 0, "");
    }

    function test_anAuthorisationHoldsStrictlyBetweenItsTimes() external {
        uint256 moment = block.timestamp;
        uint256 never = type(uint256).max;
        vm.expectRevert(abi.encodeWithSelector(ISettlementCoin.AuthorizationNotInForce.selector, moment, never));
        _coin.transferWithAuthorization(_alice, BOB, 1, block.timestamp, type(uint256).max, 0, "");
        vm.expectRevert(abi.encodeWithSelector(ISettlementCoin.AuthorizationNotInForce.selector, 0, moment));
        _coin.transferWithAuthorization(_alice, BOB, 1, 0, block.timestamp, 0, "");
    }

    function test_aCancelledAuthorisationIsVoid() external {
        bytes32 nonce = keccak256("cancelled");
        bytes32 structHash = keccak256(abi.encode(_coin.CANCEL_AUTHORIZATION_TYPEHASH(), _alice, nonce));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(KEY, _digest(structHash));
        _coin.cancelAuthorization(_alice, nonce, v, r, s);
        (v, r, s) = vm.sign(KEY, _digest(_transferHash(_alice, BOB, 1, nonce)));
        vm.expectRevert(abi.encodeWithSelector(ISettlementCoin.AuthorizationSpent.selector, _alice, nonce));
        _coin.transferWithAuthorization(_alice, BOB, 1, 0, type(uint256).max, nonce, v, r, s);
    }

    function test_aContractAccountSignsUnderErc1271() external {
        ContractAccount account = new ContractAccount();
        _coin.mint(address(account), 5);
        bytes32 digest = _digest(_transferHash(address(account), BOB, 5, "n"));
        vm.expectRevert(abi.encodeWithSelector(ISettlementCoin.InvalidSignature.selector, address(account)));
        _coin.transferWithAuthorization(address(account), BOB, 5, 0, type(uint256).max, "n", hex"01");
        account.approve(digest);
        _coin.transferWithAuthorization(address(account), BOB, 5, 0, type(uint256).max, "n", hex"01");
        require(_coin.balanceOf(BOB) == 5, "paid");
    }

    function test_permitApprovesOnce() external {
        bytes32 structHash =
            keccak256(abi.encode(_coin.PERMIT_TYPEHASH(), _alice, BOB, 7, 0, block.timestamp));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(KEY, _digest(structHash));
        _coin.permit(_alice, BOB, 7, block.timestamp, v, r, s);
        require(_coin.allowance(_alice, BOB) == 7 && _coin.nonces(_alice) == 1, "approved");
        vm.expectRevert(abi.encodeWithSelector(ISettlementCoin.InvalidSignature.selector, _alice));
        _coin.permit(_alice, BOB, 7, block.timestamp, v, r, s);
        vm.prank(BOB);
        _coin.transferFrom(_alice, BOB, 7);
        require(_coin.allowance(_alice, BOB) == 0, "allowance used");
    }
}
