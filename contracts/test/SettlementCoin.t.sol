// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {SettlementCoin} from "../SettlementCoin.sol";
import {ICoinTypes} from "../interfaces/ICoinTypes.sol";
import {ISettlementCoin} from "../interfaces/ISettlementCoin.sol";
import {CoinSetup} from "./CoinSetup.sol";
import {CoinTest} from "./CoinTest.sol";
import {vm} from "./Vm.sol";

/// @title Moving the coin: ERC-20, allowances, lists and switches
contract SettlementCoinTest is CoinTest {
    function testFuzz_transferMovesExactlyTheAmount(uint64 amount, address to) external {
        vm.assume(to != address(0) && to != address(_coin) && to != _alice && amount > 1000);
        uint256 before = _coin.balanceOf(to);
        _coin.mint(_alice, amount);
        uint256 supply = _coin.totalSupply();
        vm.prank(_alice);
        require(_coin.transfer(to, amount), "answer");
        require(_coin.balanceOf(to) == before + amount && _coin.balanceOf(_alice) == 1000, "balances");
        require(_coin.totalSupply() == supply, "supply");
    }

    function test_transferToOneselfChangesNothing() external {
        vm.prank(_alice);
        _coin.transfer(_alice, 400);
        require(_coin.balanceOf(_alice) == 1000, "balance");
    }

    function test_transferOfNothingIsPossible() external {
        vm.prank(STRANGER);
        require(_coin.transfer(BOB, 0), "answer");
    }

    function test_transferToTheCoinIsRefused() external {
        vm.prank(_alice);
        vm.expectRevert(ICoinTypes.TransferToCoin.selector);
        _coin.transfer(address(_coin), 1);
    }

    function test_transferToNobodyIsRefused() external {
        vm.prank(_alice);
        _refuses(abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, address(0)));
        _coin.transfer(address(0), 1);
    }

    function test_transferOfMoreThanTheBalanceIsRefused() external {
        vm.prank(_alice);
        _refuses(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, _alice, 1000, 1001));
        _coin.transfer(BOB, 1001);
    }

    function test_transferFromUsesTheAllowance() external {
        vm.prank(_alice);
        _coin.approve(BOB, 10);
        vm.prank(BOB);
        require(_coin.transferFrom(_alice, STRANGER, 4), "answer");
        require(_coin.allowance(_alice, BOB) == 6 && _coin.balanceOf(STRANGER) == 4, "used");
        vm.prank(BOB);
        _refuses(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, BOB, 6, 7));
        _coin.transferFrom(_alice, BOB, 7);
    }

    function test_transferFromLeavesAnInfiniteAllowance() external {
        vm.prank(_alice);
        _coin.approve(BOB, NEVER);
        vm.prank(BOB);
        _coin.transferFrom(_alice, BOB, 4);
        require(_coin.allowance(_alice, BOB) == NEVER, "allowance");
    }

    function test_transferFromByAListedSpenderIsRefused() external {
        vm.prank(_alice);
        _coin.approve(BOB, NEVER);
        _coin.blacklist(BOB);
        vm.prank(BOB);
        _refusesListed(BOB);
        _coin.transferFrom(_alice, STRANGER, 1);
    }

    function test_approveSetsAndReplaces() external {
        vm.prank(_alice);
        _coin.approve(BOB, 10);
        vm.prank(_alice);
        _coin.approve(BOB, 3);
        require(_coin.allowance(_alice, BOB) == 3, "allowance");
        vm.prank(_alice);
        _refuses(abi.encodeWithSelector(IERC20Errors.ERC20InvalidSpender.selector, address(0)));
        _coin.approve(address(0), 1);
    }

    function test_approveByOrForAListedAccountIsRefused() external {
        _coin.blacklist(BOB);
        vm.prank(_alice);
        _refusesListed(BOB);
        _coin.approve(BOB, 1);
        vm.prank(BOB);
        _refusesListed(BOB);
        _coin.approve(_alice, 1);
    }

    function test_increaseAndDecreaseChangeTheAllowance() external {
        vm.prank(_alice);
        require(_coin.increaseAllowance(BOB, 10), "increased");
        vm.prank(_alice);
        require(_coin.increaseAllowance(BOB, 5), "increased again");
        vm.prank(_alice);
        require(_coin.decreaseAllowance(BOB, 12), "decreased");
        require(_coin.allowance(_alice, BOB) == 3, "allowance");
        vm.prank(_alice);
        _refuses(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, BOB, 3, 4));
        _coin.decreaseAllowance(BOB, 4);
        vm.prank(_alice);
        vm.expectRevert();
        _coin.increaseAllowance(BOB, NEVER);
    }

    function test_increaseAndDecreaseAskTheList() external {
        vm.prank(_alice);
        _coin.approve(BOB, 10);
        _coin.blacklist(BOB);
        vm.prank(_alice);
        _refusesListed(BOB);
        _coin.increaseAllowance(BOB, 1);
        vm.prank(_alice);
        _refusesListed(BOB);
        _coin.decreaseAllowance(BOB, 1);
    }

    function test_blacklistStopsSendingAndReceiving() external {
        _coin.blacklist(BOB);
        require(_coin.isBlacklisted(BOB), "not listed");
        vm.prank(_alice);
        _refusesListed(BOB);
        _coin.transfer(BOB, 1);
        _coin.unBlacklist(BOB);
        require(!_coin.isBlacklisted(BOB), "still listed");
        _coin.blacklist(_alice);
        require(_coin.balanceOf(_alice) == 1000, "the list bit is no balance");
        vm.prank(_alice);
        _refusesListed(_alice);
        _coin.transfer(BOB, 1);
    }

    function test_listedCoinsStayInTheSupply() external {
        _coin.blacklist(_alice);
        require(_coin.totalSupply() == 1000, "supply");
    }

    function test_pauseStopsEveryMovementAndApproval() external {
        vm.prank(_alice);
        _coin.approve(BOB, 10);
        _coin.pause();
        require(_coin.paused(), "not paused");
        vm.prank(_alice);
        _refusesPaused();
        _coin.transfer(BOB, 1);
        vm.prank(BOB);
        _refusesPaused();
        _coin.transferFrom(_alice, BOB, 1);
        vm.prank(_alice);
        _refusesPaused();
        _coin.approve(BOB, 1);
        vm.prank(_alice);
        _refusesPaused();
        _coin.increaseAllowance(BOB, 1);
        vm.prank(_alice);
        _refusesPaused();
        _coin.decreaseAllowance(BOB, 1);
        _refusesPaused();
        _coin.mint(BOB, 1);
        _refusesPaused();
        _coin.burn(1);
        _coin.unpause();
        vm.prank(_alice);
        _coin.transfer(BOB, 1);
    }

    function test_pauseDoesNotStopAdministration() external {
        _coin.pause();
        _coin.blacklist(BOB);
        _coin.removeMinter(address(this));
        _coin.configureMinter(address(this), 5);
    }

    function test_allowListModeAsksWhoMayHold() external {
        _enter(_alice, 2);
        _coin.setAllowListMode(true);
        require(_coin.allowListMode(), "off");
        vm.prank(_alice);
        _refuses(abi.encodeWithSelector(ICoinTypes.HolderNotAllowed.selector, BOB));
        _coin.transfer(BOB, 1);
        _enter(BOB, 8);
        vm.prank(_alice);
        _coin.transfer(BOB, 1);
        require(_coin.balanceOf(BOB) == 1, "known");
        _coin.setAllowListMode(false);
        vm.prank(BOB);
        _coin.transfer(STRANGER, 1);
    }

    function test_allowListModeRefusesTheFrozenOnBothSides() external {
        _enter(_alice, 2);
        _enter(BOB, 2);
        _coin.setAllowListMode(true);
        _participants.setFrozen(BOB, true, "list");
        vm.prank(_alice);
        _refuses(abi.encodeWithSelector(ICoinTypes.HolderNotAllowed.selector, BOB));
        _coin.transfer(BOB, 1);
        _participants.setFrozen(BOB, false, "list");
        _participants.setFrozen(_alice, true, "list");
        vm.prank(_alice);
        _refuses(abi.encodeWithSelector(ICoinTypes.HolderNotAllowed.selector, _alice));
        _coin.transfer(BOB, 1);
        require(!_coin.isAllowed(_alice) && _coin.isAllowed(BOB), "views");
    }

    function test_openModeDoesNotAskParticipants() external {
        _enter(BOB, 2);
        _participants.setFrozen(BOB, true, "list");
        vm.prank(_alice);
        _coin.transfer(BOB, 1);
        require(_coin.balanceOf(BOB) == 1, "moved");
    }

    function test_allowListModeKnowsAccountsTheIssuerAllowed() external {
        _enter(_alice, 2);
        _coin.setAllowListMode(true);
        _coin.setAllowed(BOB, true);
        vm.prank(_alice);
        _coin.transfer(BOB, 7);
        require(_coin.balanceOf(BOB) == 7 && _coin.isAllowed(BOB), "allowed");
        _coin.blacklist(BOB);
        require(!_coin.isAllowed(BOB), "the list comes first");
        _coin.unBlacklist(BOB);
        _coin.setAllowed(BOB, false);
        vm.prank(BOB);
        _refuses(abi.encodeWithSelector(ICoinTypes.HolderNotAllowed.selector, BOB));
        _coin.transfer(_alice, 1);
    }

    function test_allowListModeKnowsContractsByTheirCode() external {
        _enter(_alice, 2);
        _coin.setAllowListMode(true);
        address clone = address(_setup.manager());
        require(!_coin.isAllowed(clone), "unknown");
        _coin.setAllowedCode(clone.codehash, true);
        require(_coin.isAllowed(clone) && _coin.isAllowedCode(clone.codehash), "known");
        vm.prank(_alice);
        _coin.transfer(clone, 3);
        _coin.setAllowedCode(clone.codehash, false);
        vm.prank(_alice);
        _refuses(abi.encodeWithSelector(ICoinTypes.HolderNotAllowed.selector, clone));
        _coin.transfer(clone, 3);
    }

    function test_noCodeCannotBeAllowed() external {
        _refuses(abi.encodeWithSelector(ICoinTypes.CodeNotAllowable.selector, bytes32(0)));
        _coin.setAllowedCode(0, true);
        bytes32 none = keccak256("");
        _refuses(abi.encodeWithSelector(ICoinTypes.CodeNotAllowable.selector, none));
        _coin.setAllowedCode(none, true);
    }

    function test_allowListModeAsksForMintsToo() external {
        _coin.setAllowListMode(true);
        _refuses(abi.encodeWithSelector(ICoinTypes.HolderNotAllowed.selector, BOB));
        _coin.mint(BOB, 1);
        _enter(BOB, 1);
        _coin.mint(BOB, 1);
    }

    function test_allowListModeNeedsARegisterThatAnswers() external {
        address[2] memory silent = [address(0), address(new CoinTestToken())];
        for (uint256 i = 0; i < 2; i++) {
            CoinSetup setup = new CoinSetup(silent[i], 1e9);
            ISettlementCoin coin = setup.coin();
            coin.configureMinter(address(this), 10);
            coin.mint(_alice, 10);
            coin.setAllowListMode(true);
            vm.prank(_alice);
            vm.expectRevert();
            coin.transfer(BOB, 1);
        }
    }

    function test_rolesAnswerWithTheAccessManager() external view {
        address manager = address(_setup.manager());
        require(_coin.owner() == manager && _coin.pauser() == manager, "owner, pauser");
        require(_coin.masterMinter() == manager && _coin.blacklister() == manager, "minter, blacklister");
        require(_coin.rescuer() == manager, "rescuer");
    }

    function test_viewsSayWhatTheCoinIs() external view {
        require(keccak256(bytes(_coin.name())) == keccak256("Quaynote HKD"), "name");
        require(keccak256(bytes(_coin.symbol())) == keccak256("qHKD"), "symbol");
        require(keccak256(bytes(_coin.currency())) == keccak256("HKD"), "currency");
        require(keccak256(bytes(_coin.version())) == keccak256("2"), "version");
        require(keccak256(bytes(_coin.issuerLicence())) == keccak256("Reference coin"), "licence");
        require(_coin.decimals() == 6, "decimals");
        require(_coin.reserves() == address(_setup.reserves()), "reserves");
        require(_coin.calendar() == address(_setup.calendar()), "calendar");
        require(_coin.participants() == address(_participants), "participants");
    }

    function test_aCoinNeedsALicenceAndAnOffice() external {
        address manager = address(_setup.manager());
        address office = address(_setup.office());
        vm.expectRevert(ICoinTypes.LicenceMissing.selector);
        new SettlementCoin(manager, office, "Coin", "C", "HKD", "", false);
        vm.expectRevert();
        new SettlementCoin(manager, STRANGER, "Coin", "C", "HKD", "FRS00", false);
    }

    function test_theOfficeAloneIsNoCoin() external {
        ICoinTypes office = ICoinTypes(address(_setup.office()));
        (bool done,) = address(office).call(abi.encodeCall(_coin.mint, (BOB, 1)));
        require(!done, "minted");
        (done,) = address(office).call(abi.encodeCall(IERC20.totalSupply, ()));
        require(!done, "a supply");
    }

    function test_rescueMovesForeignTokensOnly() external {
        _coin.mint(BOB, 5);
        vm.expectRevert(ICoinTypes.RescueOfOwnCoin.selector);
        _coin.rescueERC20(IERC20(address(_coin)), address(this), 1);
        CoinTestToken other = new CoinTestToken();
        _coin.rescueERC20(IERC20(address(other)), BOB, 9);
        require(other.to() == BOB && other.amount() == 9, "moved");
    }

    function test_administrationIsRestricted() external {
        _refusesStranger();
        _coin.blacklist(_alice);
        _refusesStranger();
        _coin.unBlacklist(_alice);
        _refusesStranger();
        _coin.configureMinter(BOB, 1);
        _refusesStranger();
        _coin.removeMinter(BOB);
        _refusesStranger();
        _coin.pause();
        _refusesStranger();
        _coin.unpause();
        _refusesStranger();
        _coin.approveIssuance("REF");
        _refusesStranger();
        _coin.setAllowListMode(true);
        _refusesStranger();
        _coin.setAllowed(BOB, true);
        _refusesStranger();
        _coin.setAllowedCode("code", true);
        _refusesStranger();
        _coin.rescueERC20(IERC20(BOB), BOB, 1);
        _refusesStranger();
        _coin.holdRedemption(1, "r");
        _refusesStranger();
        _coin.completeRedemption(1, "r");
        _refusesStranger();
        _coin.rejectRedemption(1, "r");
    }
}

/// @dev Another token, that remembers where it was sent.
contract CoinTestToken {
    address public to;
    uint256 public amount;

    function transfer(address to_, uint256 amount_) external returns (bool) {
        (to, amount) = (to_, amount_);
        return true;
    }
}
