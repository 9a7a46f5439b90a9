// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

import {Participants} from "../Participants.sol";
import {ICoinTypes} from "../interfaces/ICoinTypes.sol";
import {IParticipants} from "../interfaces/IParticipants.sol";
import {ISettlementCoin} from "../interfaces/ISettlementCoin.sol";
import {CoinSetup} from "./CoinSetup.sol";
import {vm} from "./Vm.sol";

/// @dev An account that approves the one digest its owner stored.
contract ContractAccount is IERC1271 {
    bytes32 private _approved;

    function approve(bytes32 digest) external {
        _approved = digest;
    }

    function isValidSignature(bytes32 digest, bytes calldata) external view override returns (bytes4) {
        return digest == _approved ? IERC1271.isValidSignature.selector : bytes4(0);
    }
}

/// @title What the tests of the coin begin with
/// @dev Alice holds 1,000 and signs; Bob holds nothing; this contract administers and mints.
abstract contract CoinTest {
    uint256 internal constant KEY = 0xA11CE;
    uint256 internal constant NEVER = type(uint256).max;
    uint256 internal constant START = 1_800_000_000;
    address internal constant BOB = address(0xB0B);
    address internal constant STRANGER = address(0x5732A9E);
    Participants internal _participants;
    CoinSetup internal _setup;
    ISettlementCoin internal _coin;
    address internal _alice;

    function setUp() external virtual {
        vm.warp(START);
        _participants = new Participants(address(new AccessManager(address(this))));
        _setup = new CoinSetup(address(_participants), 1e24);
        _coin = _setup.coin();
        _alice = vm.addr(KEY);
        _coin.configureMinter(address(this), NEVER);
        _coin.mint(_alice, 1000);
    }

    function _enter(address account, uint8 roles) internal {
        _participants.setParticipant(account, 1, roles, IParticipants.Licence.None, 0);
    }

    function _signed(bytes32 structHash) internal returns (uint8 v, bytes32 r, bytes32 s) {
        return vm.sign(KEY, _digest(structHash));
    }

    function _packed(bytes32 structHash) internal returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = _signed(structHash);
        return abi.encodePacked(r, s, v);
    }

    function _digest(bytes32 structHash) internal view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", _coin.DOMAIN_SEPARATOR(), structHash));
    }

    function _transferHash(address from, uint256 value, bytes32 nonce) internal view returns (bytes32) {
        return keccak256(abi.encode(_coin.TRANSFER_WITH_AUTHORIZATION_TYPEHASH(), from, BOB, value, 0, NEVER, nonce));
    }

    function _receiveHash(address from, uint256 value, bytes32 nonce) internal view returns (bytes32) {
        return keccak256(abi.encode(_coin.RECEIVE_WITH_AUTHORIZATION_TYPEHASH(), from, BOB, value, 0, NEVER, nonce));
    }

    function _permitHash(address owner, uint256 value, uint256 nonce) internal view returns (bytes32) {
        return keccak256(abi.encode(_coin.PERMIT_TYPEHASH(), owner, BOB, value, nonce, NEVER));
    }

    function _cancelHash(address authorizer, bytes32 nonce) internal view returns (bytes32) {
        return keccak256(abi.encode(_coin.CANCEL_AUTHORIZATION_TYPEHASH(), authorizer, nonce));
    }

    function _redemptionHash(address account, uint256 amount, bytes32 nonce) internal view returns (bytes32) {
        return keccak256(
            abi.encode(_coin.REDEMPTION_REQUEST_TYPEHASH(), account, amount, bytes32("bank"), 0, NEVER, nonce)
        );
    }

    function _refuses(bytes memory reason) internal {
        vm.expectRevert(reason);
    }

    function _refusesListed(address account) internal {
        vm.expectRevert(abi.encodeWithSelector(ICoinTypes.AccountBlacklisted.selector, account));
    }

    function _refusesPaused() internal {
        vm.expectRevert(ICoinTypes.CoinPaused.selector);
    }

    /// @dev For a call the stranger may not make.
    function _refusesStranger() internal {
        vm.prank(STRANGER);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, STRANGER));
    }
}
