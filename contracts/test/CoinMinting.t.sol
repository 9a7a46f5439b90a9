// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {ICoinTypes} from "../interfaces/ICoinTypes.sol";
import {IReserveAttestations} from "../interfaces/IReserveAttestations.sol";
import {ISettlementCoin} from "../interfaces/ISettlementCoin.sol";
import {CoinTest} from "./CoinTest.sol";
import {vm} from "./Vm.sol";

/// @title Minting and burning, and the reserve that bounds it
contract CoinMintingTest is CoinTest {
    function test_mintingStaysWithinTheAllowance() external {
        _coin.configureMinter(BOB, 10);
        require(_coin.isMinter(BOB) && _coin.minterAllowance(BOB) == 10, "configured");
        vm.prank(BOB);
        require(_coin.mint(BOB, 10), "answer");
        vm.prank(BOB);
        _refuses(abi.encodeWithSelector(ICoinTypes.MinterAllowanceExceeded.selector, BOB, 0, 1));
        _coin.mint(BOB, 1);
        require(_coin.totalSupply() == 1010, "supply");
    }

    function test_aNewAllowanceReplacesTheOld() external {
        require(_coin.configureMinter(BOB, 10) && _coin.configureMinter(BOB, 3), "answers");
        require(_coin.minterAllowance(BOB) == 3, "replaced");
    }

    function test_aRemovedMinterNeitherMintsNorBurns() external {
        _coin.configureMinter(BOB, 10);
        vm.prank(BOB);
        _coin.mint(BOB, 5);
        require(_coin.removeMinter(BOB) && !_coin.isMinter(BOB), "removed");
        vm.prank(BOB);
        _refuses(abi.encodeWithSelector(ICoinTypes.MinterAllowanceExceeded.selector, BOB, 0, 1));
        _coin.mint(BOB, 1);
        vm.prank(BOB);
        _refuses(abi.encodeWithSelector(ICoinTypes.NotMinter.selector, BOB));
        _coin.burn(1);
    }

    function test_mintRefusesNothingNobodyAndTheCoin() external {
        vm.expectRevert(ICoinTypes.ZeroAmount.selector);
        _coin.mint(BOB, 0);
        _refuses(abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, address(0)));
        _coin.mint(address(0), 1);
        vm.expectRevert(ICoinTypes.TransferToCoin.selector);
        _coin.mint(address(_coin), 1);
    }

    function test_mintRefusesListedMintersAndReceivers() external {
        _coin.blacklist(BOB);
        _refusesListed(BOB);
        _coin.mint(BOB, 1);
        _coin.blacklist(address(this));
        _refusesListed(address(this));
        _coin.mint(_alice, 1);
    }

    function test_burnTakesTheMintersOwnCoins() external {
        _coin.mint(address(this), 10);
        _coin.burn(4);
        require(_coin.totalSupply() == 1006 && _coin.balanceOf(address(this)) == 6, "burned");
        vm.expectRevert(ICoinTypes.ZeroAmount.selector);
        _coin.burn(0);
        _refuses(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, address(this), 6, 7));
        _coin.burn(7);
        _coin.blacklist(address(this));
        _refusesListed(address(this));
        _coin.burn(1);
    }

    function test_aGatedCoinWaitsForItsApproval() external {
        ISettlementCoin gated = _setup.open("CNH", true);
        _setup.bind("CNH", address(gated));
        _setup.attestFor("CNH", 1000);
        gated.configureMinter(address(this), 10);
        require(!gated.issuanceApproved() && _coin.issuanceApproved(), "gate");
        vm.expectRevert(ICoinTypes.IssuanceNotApproved.selector);
        gated.mint(BOB, 1);
        vm.expectRevert(ICoinTypes.IssuanceNotApproved.selector);
        gated.approveIssuance("");
        gated.approveIssuance("REF-1");
        require(gated.issuanceApproved(), "approved");
        gated.mint(BOB, 1);
    }

    function test_mintStopsAtTheReserveLessItsBuffer() external {
        vm.warp(START + 1);
        _setup.attest(2020);
        _coin.mint(BOB, 1000);
        _refuses(abi.encodeWithSelector(IReserveAttestations.ReserveTooSmall.selector, 2020, 2022));
        _coin.mint(BOB, 1);
    }

    function test_theBufferRoundsUp() external {
        vm.warp(START + 1);
        _setup.attest(1011);
        _refuses(abi.encodeWithSelector(IReserveAttestations.ReserveTooSmall.selector, 1011, 1012));
        _coin.mint(BOB, 1);
        vm.warp(START + 2);
        _setup.attest(1012);
        _coin.mint(BOB, 1);
    }

    function test_listedAndRedeemedCoinsStayCounted() external {
        vm.prank(_alice);
        _coin.requestRedemption(400, "bank");
        _coin.blacklist(_alice);
        vm.warp(START + 1);
        _setup.attest(1011);
        _refuses(abi.encodeWithSelector(IReserveAttestations.ReserveTooSmall.selector, 1011, 1012));
        _coin.mint(BOB, 1);
    }

    function test_aStaleReportStopsMintingAndNothingElse() external {
        vm.warp(START + 31 days);
        _coin.mint(BOB, 1);
        vm.warp(START + 31 days + 1);
        _refuses(abi.encodeWithSelector(IReserveAttestations.ReserveStale.selector, START, 31 days));
        _coin.mint(BOB, 1);
        vm.prank(_alice);
        _coin.transfer(BOB, 10);
        vm.prank(BOB);
        uint256 id = _coin.requestRedemption(5, "bank");
        _coin.completeRedemption(id, "paid");
        _setup.attest(1e18);
        _coin.mint(BOB, 1);
    }

    function test_aSecondCoinCannotRestOnTheSameReserve() external {
        ISettlementCoin second = _setup.open("HKD", false);
        second.configureMinter(address(this), 10);
        _refuses(
            abi.encodeWithSelector(
                IReserveAttestations.NotTheBackedCoin.selector, address(second), address(_coin)
            )
        );
        second.mint(BOB, 1);
    }

    function testFuzz_mintNeverPassesTheReserve(uint128 total, uint128 amount) external {
        vm.assume(amount > 0);
        vm.warp(START + 1);
        _setup.attest(total);
        (,, uint256 needed, uint256 headroom) = _setup.reserves().coverage("HKD");
        require(needed == 1010, "needed");
        (bool done,) = address(_coin).call(abi.encodeCall(_coin.mint, (BOB, amount)));
        require(done == (amount <= headroom), "headroom is exact");
        uint256 supply = _coin.totalSupply();
        if (done) require(supply + (supply + 99) / 100 <= total, "backed");
    }
}
