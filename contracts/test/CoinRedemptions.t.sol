// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {ICoinRedemptions} from "../interfaces/ICoinRedemptions.sol";
import {ICoinTypes} from "../interfaces/ICoinTypes.sol";
import {CoinTest, ContractAccount} from "./CoinTest.sol";
import {vm} from "./Vm.sol";

/// @title Redemption at par, with its clock
/// @dev START is Friday, 15 January 2027, 16:00 in Hong Kong; the next business day is Monday, the 18th.
contract CoinRedemptionsTest is CoinTest {
    uint256 private constant DUE = 1_800_288_000 - 1;

    function _requested(uint256 amount) private returns (uint256) {
        vm.prank(_alice);
        return _coin.requestRedemption(amount, "bank");
    }

    function _is(uint256 id, ICoinRedemptions.RedemptionStatus status) private view returns (bool) {
        return _coin.redemption(id).status == status;
    }

    function _refusesStatus(uint256 id, ICoinRedemptions.RedemptionStatus status) private {
        _refuses(abi.encodeWithSelector(ICoinRedemptions.WrongRedemptionStatus.selector, id, status));
    }

    function test_requestTakesTheCoinsAndStartsTheClock() external {
        uint256 id = _requested(400);
        require(id == 1 && _coin.redemptionCount() == 1, "first");
        require(_coin.balanceOf(_alice) == 600 && _coin.balanceOf(address(_coin)) == 400, "custody");
        require(_coin.totalSupply() == 1000, "the supply has not fallen");
        ICoinRedemptions.Redemption memory entry = _coin.redemption(1);
        require(entry.account == _alice && entry.amount == 400, "who and how much");
        require(entry.requestedAt == START && entry.dueAt == DUE, "clock");
        require(entry.bankAccount == "bank" && entry.holdReason == 0 && entry.outcome == 0, "references");
        require(_is(1, ICoinRedemptions.RedemptionStatus.Requested), "status");
        require(_coin.redemptionsOutstanding() == 400, "outstanding");
        require(_requested(100) == 2 && _coin.redemptionsOutstanding() == 500, "second");
    }

    function test_requestRefusesNothingNoAccountAndTooMuch() external {
        vm.prank(_alice);
        vm.expectRevert(ICoinTypes.ZeroAmount.selector);
        _coin.requestRedemption(0, "bank");
        vm.prank(_alice);
        vm.expectRevert(ICoinRedemptions.ReferenceMissing.selector);
        _coin.requestRedemption(1, 0);
        vm.prank(_alice);
        _refuses(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, _alice, 1000, 1001));
        _coin.requestRedemption(1001, "bank");
    }

    function test_aListedHoldersRequestIsRefused() external {
        bytes memory signature = _packed(_redemptionHash(_alice, 1, "n"));
        _coin.blacklist(_alice);
        vm.prank(_alice);
        _refusesListed(_alice);
        _coin.requestRedemption(1, "bank");
        _refusesListed(_alice);
        _coin.requestRedemptionWithAuthorization(_alice, 1, "bank", 0, NEVER, "n", signature);
    }

    function test_aSignedRequestIsCarriedInByAnyone() external {
        bytes memory signature = _packed(_redemptionHash(_alice, 300, "n"));
        uint256 id = _coin.requestRedemptionWithAuthorization(_alice, 300, "bank", 0, NEVER, "n", signature);
        require(_coin.redemption(id).account == _alice && _coin.balanceOf(_alice) == 700, "requested");
        _refuses(abi.encodeWithSelector(ICoinTypes.AuthorizationSpent.selector, _alice, bytes32("n")));
        _coin.requestRedemptionWithAuthorization(_alice, 300, "bank", 0, NEVER, "n", signature);
    }

    function test_aSignedRequestSaysWhoHowMuchAndWhereTo() external {
        bytes memory signature = _packed(_redemptionHash(_alice, 300, "n"));
        _refuses(abi.encodeWithSelector(ICoinTypes.InvalidSignature.selector, _alice));
        _coin.requestRedemptionWithAuthorization(_alice, 301, "bank", 0, NEVER, "n", signature);
        _refuses(abi.encodeWithSelector(ICoinTypes.InvalidSignature.selector, _alice));
        _coin.requestRedemptionWithAuthorization(_alice, 300, "other", 0, NEVER, "n", signature);
        _refuses(abi.encodeWithSelector(ICoinTypes.InvalidSignature.selector, BOB));
        _coin.requestRedemptionWithAuthorization(BOB, 300, "bank", 0, NEVER, "n", signature);
        _refuses(abi.encodeWithSelector(ICoinTypes.AuthorizationNotInForce.selector, START, NEVER));
        _coin.requestRedemptionWithAuthorization(_alice, 300, "bank", START, NEVER, "n", signature);
        _refuses(abi.encodeWithSelector(ICoinTypes.AuthorizationNotInForce.selector, 0, START));
        _coin.requestRedemptionWithAuthorization(_alice, 300, "bank", 0, START, "n", signature);
    }

    function test_aSignedRequestCanBeCancelled() external {
        _coin.cancelAuthorization(_alice, "n", _packed(_cancelHash(_alice, "n")));
        bytes memory signature = _packed(_redemptionHash(_alice, 300, "n"));
        _refuses(abi.encodeWithSelector(ICoinTypes.AuthorizationSpent.selector, _alice, bytes32("n")));
        _coin.requestRedemptionWithAuthorization(_alice, 300, "bank", 0, NEVER, "n", signature);
    }

    function test_aContractAccountSignsItsRequest() external {
        ContractAccount account = new ContractAccount();
        _coin.mint(address(account), 5);
        account.approve(_digest(_redemptionHash(address(account), 5, "n")));
        _coin.requestRedemptionWithAuthorization(address(account), 5, "bank", 0, NEVER, "n", "");
        require(_coin.redemptionsOutstanding() == 5, "requested");
    }

    function test_completionBurnsAtPar() external {
        uint256 id = _requested(400);
        _coin.completeRedemption(id, "paid");
        require(_coin.totalSupply() == 600 && _coin.balanceOf(address(_coin)) == 0, "burned to the unit");
        require(_coin.balanceOf(_alice) == 600, "no fee was taken");
        ICoinRedemptions.Redemption memory entry = _coin.redemption(id);
        require(entry.outcome == "paid", "reference");
        require(entry.status == ICoinRedemptions.RedemptionStatus.Completed, "status");
        require(_coin.redemptionsOutstanding() == 0, "outstanding");
    }

    function test_anEndedRedemptionStaysEnded() external {
        uint256 id = _requested(400);
        _coin.completeRedemption(id, "paid");
        _refusesStatus(id, ICoinRedemptions.RedemptionStatus.Completed);
        _coin.completeRedemption(id, "paid");
        _refusesStatus(id, ICoinRedemptions.RedemptionStatus.Completed);
        _coin.rejectRedemption(id, "reason");
        _refusesStatus(id, ICoinRedemptions.RedemptionStatus.Completed);
        _coin.holdRedemption(id, "reason");
        _refusesStatus(id, ICoinRedemptions.RedemptionStatus.Completed);
        _coin.returnParked(id);
        id = _requested(1);
        _coin.rejectRedemption(id, "reason");
        _refusesStatus(id, ICoinRedemptions.RedemptionStatus.Rejected);
        _coin.completeRedemption(id, "paid");
        _refusesStatus(id, ICoinRedemptions.RedemptionStatus.Rejected);
        _coin.returnParked(id);
    }

    function test_anUnknownRedemptionIsNone() external {
        _refusesStatus(7, ICoinRedemptions.RedemptionStatus.None);
        _coin.completeRedemption(7, "paid");
        _refusesStatus(7, ICoinRedemptions.RedemptionStatus.None);
        _coin.returnParked(7);
        require(!_coin.isOverdue(7) && _coin.redemption(7).account == address(0), "none");
    }

    function test_everyActOfTheIssuerNeedsAReference() external {
        uint256 id = _requested(400);
        vm.expectRevert(ICoinRedemptions.ReferenceMissing.selector);
        _coin.completeRedemption(id, 0);
        vm.expectRevert(ICoinRedemptions.ReferenceMissing.selector);
        _coin.rejectRedemption(id, 0);
        vm.expectRevert(ICoinRedemptions.ReferenceMissing.selector);
        _coin.holdRedemption(id, 0);
    }

    function test_aHoldStaysInSightAndDoesNotStopTheClock() external {
        uint256 id = _requested(400);
        _coin.holdRedemption(id, "first");
        _coin.holdRedemption(id, "second");
        require(_is(id, ICoinRedemptions.RedemptionStatus.Held), "held");
        require(_coin.redemption(id).dueAt == DUE, "due as before");
        vm.warp(DUE);
        require(!_coin.isOverdue(id), "the last second is in time");
        vm.warp(DUE + 1);
        require(_coin.isOverdue(id), "overdue although held");
        _coin.completeRedemption(id, "paid");
        require(_coin.redemption(id).holdReason == "second", "the reason stays");
        require(!_coin.isOverdue(id), "ended");
    }

    function test_rejectionGivesTheCoinsBack() external {
        uint256 id = _requested(400);
        _coin.rejectRedemption(id, "reason");
        require(_coin.balanceOf(_alice) == 1000 && _coin.balanceOf(address(_coin)) == 0, "given back");
        require(_is(id, ICoinRedemptions.RedemptionStatus.Rejected), "status");
        require(_coin.redemption(id).outcome == "reason", "reason");
    }

    function test_rejectionParksForAListedAccountAndNothingIsLost() external {
        uint256 id = _requested(400);
        _coin.blacklist(_alice);
        _coin.rejectRedemption(id, "reason");
        require(_is(id, ICoinRedemptions.RedemptionStatus.Parked), "parked");
        require(_coin.balanceOf(_alice) == 600 && _coin.balanceOf(address(_coin)) == 400, "custody");
        require(_coin.redemptionsOutstanding() == 0 && _coin.redemptionsParked() == 400, "sums");
        _refusesListed(_alice);
        _coin.returnParked(id);
        _refusesStatus(id, ICoinRedemptions.RedemptionStatus.Parked);
        _coin.completeRedemption(id, "paid");
        _coin.unBlacklist(_alice);
        vm.prank(STRANGER);
        _coin.returnParked(id);
        require(_coin.balanceOf(_alice) == 1000 && _coin.redemptionsParked() == 0, "given back");
        require(_is(id, ICoinRedemptions.RedemptionStatus.Rejected), "status");
        _refusesStatus(id, ICoinRedemptions.RedemptionStatus.Rejected);
        _coin.returnParked(id);
    }

    function test_aListedAccountIsNotPaid() external {
        uint256 id = _requested(400);
        _coin.blacklist(_alice);
        _refusesListed(_alice);
        _coin.completeRedemption(id, "paid");
        _coin.unBlacklist(_alice);
        _coin.completeRedemption(id, "paid");
    }

    function test_aPauseStopsNoPartOfRedemption() external {
        _coin.blacklist(_alice);
        _coin.unBlacklist(_alice);
        bytes memory signature = _packed(_redemptionHash(_alice, 100, "n"));
        _coin.pause();
        uint256 direct = _requested(100);
        uint256 signed = _coin.requestRedemptionWithAuthorization(_alice, 100, "bank", 0, NEVER, "n", signature);
        uint256 parked = _requested(100);
        _coin.completeRedemption(direct, "paid");
        _coin.rejectRedemption(signed, "reason");
        _coin.blacklist(_alice);
        _coin.rejectRedemption(parked, "reason");
        _coin.unBlacklist(_alice);
        _coin.returnParked(parked);
        require(_coin.balanceOf(_alice) == 900 && _coin.totalSupply() == 900, "all as it should be");
    }

    function test_allowListModeStopsNoPartOfRedemption() external {
        _coin.setAllowListMode(true);
        uint256 first = _requested(100);
        uint256 second = _requested(100);
        _coin.completeRedemption(first, "paid");
        _coin.rejectRedemption(second, "reason");
        require(_coin.balanceOf(_alice) == 900, "given back");
    }

    function test_listingTheCoinItselfStopsNoRedemption() external {
        uint256 first = _requested(100);
        _coin.blacklist(address(_coin));
        uint256 second = _requested(100);
        require(_coin.redemptionsOutstanding() == 200, "the list bit is no balance");
        _coin.completeRedemption(first, "paid");
        _coin.rejectRedemption(second, "reason");
        require(_coin.balanceOf(_alice) == 900 && _coin.totalSupply() == 900, "all as it should be");
    }

    function test_custodyCannotBeRescuedOrSpent() external {
        _requested(400);
        vm.prank(BOB);
        _refuses(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, BOB, 0, 1));
        _coin.transferFrom(address(_coin), BOB, 1);
        _refuses(abi.encodeWithSelector(ICoinTypes.InvalidSignature.selector, address(_coin)));
        _coin.permit(address(_coin), BOB, 1, NEVER, "");
    }

    function testFuzz_whatIsOutstandingIsWhatIsHeldAndOwed(uint16[8] calldata amounts, uint8 ends) external {
        uint256 owed;
        for (uint256 i = 0; i < 8; i++) {
            uint256 amount = 1 + uint256(amounts[i]) % 100;
            uint256 id = _requested(amount);
            if (ends >> i & 1 == 0) owed += amount;
            else if (i % 2 == 0) _coin.completeRedemption(id, "paid");
            else _coin.rejectRedemption(id, "reason");
        }
        require(_coin.redemptionsOutstanding() == owed, "owed");
        require(_coin.balanceOf(address(_coin)) == owed, "held");
        require(_coin.balanceOf(_alice) + owed == _coin.totalSupply(), "supply");
    }
}
