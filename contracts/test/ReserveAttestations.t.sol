// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {ReserveAttestations} from "../ReserveAttestations.sol";
import {IReserveAttestations} from "../interfaces/IReserveAttestations.sol";
import {WillingAttester} from "./CoinSetup.sol";
import {ReserveSetup} from "./ReserveSetup.sol";
import {vm} from "./Vm.sol";

/// @title Reports on the reserve, and what they allow
contract ReserveAttestationsTest is ReserveSetup {
    function test_aQuorumOfAttestersBringsAReportIn() external {
        uint40 moment = START;
        for (uint256 who = 3; who < 8; who++) {
            if (who == 4) continue;
            vm.warp(++moment);
            IReserveAttestations.ReserveReport memory report = _report("HKD", 5000, moment);
            _reserves.attest(report, _signed(report, who));
            IReserveAttestations.Attested memory latest = _reserves.latest("HKD");
            require(latest.total == 5000 && latest.asOf == moment, "report");
            require(latest.attestedAt == moment && latest.reportHash == "report", "moment");
        }
    }

    function test_fewerThanTheQuorumAreRefused() external {
        IReserveAttestations.ReserveReport memory report = _report("HKD", 5000, START);
        for (uint256 i = 0; i < 3; i++) {
            IReserveAttestations.AttesterSignature[] memory one = _signed(report, 1 << i);
            _refuses(abi.encodeWithSelector(IReserveAttestations.QuorumMissing.selector, 1, 2));
            _reserves.attest(report, one);
        }
    }

    function test_nobodyCountsTwice() external {
        IReserveAttestations.ReserveReport memory report = _report("HKD", 5000, START);
        IReserveAttestations.AttesterSignature[] memory signatures = _signed(report, 3);
        signatures[1] = signatures[0];
        _refuses(abi.encodeWithSelector(IReserveAttestations.AttestersNotSorted.selector, _attesters[0]));
        _reserves.attest(report, signatures);
        signatures = _signed(report, 3);
        (signatures[0], signatures[1]) = (signatures[1], signatures[0]);
        _refuses(abi.encodeWithSelector(IReserveAttestations.AttestersNotSorted.selector, _attesters[0]));
        _reserves.attest(report, signatures);
    }

    function test_onlyAttestersCount() external {
        IReserveAttestations.ReserveReport memory report = _report("HKD", 5000, START);
        IReserveAttestations.AttesterSignature[] memory signatures = _signed(report, 3);
        _reserves.removeAttester(_attesters[1]);
        _refuses(abi.encodeWithSelector(IReserveAttestations.NotAttester.selector, _attesters[1]));
        _reserves.attest(report, signatures);
    }

    function test_everySignatureIsOverThisReport() external {
        IReserveAttestations.ReserveReport memory report = _report("HKD", 5000, START);
        IReserveAttestations.AttesterSignature[] memory signatures = _signed(report, 3);
        bytes memory reason =
            abi.encodeWithSelector(IReserveAttestations.AttesterSignatureInvalid.selector, _attesters[0]);
        report.reportHash = "another";
        _refuses(reason);
        _reserves.attest(report, signatures);
        report.reportHash = "report";
        report.asOf = START - 1;
        _refuses(reason);
        _reserves.attest(report, signatures);
        report.asOf = START;
        report.lines[0].assetClass = IReserveAttestations.AssetClass.Tokenised;
        _refuses(reason);
        _reserves.attest(report, signatures);
        report.lines[0].assetClass = IReserveAttestations.AssetClass.Cash;
        (report.total, report.lines[0].amount) = (report.total + 1, report.lines[0].amount + 1);
        _refuses(reason);
        _reserves.attest(report, signatures);
    }

    function test_aReportOnOneCurrencyIsNoneOnAnother() external {
        IReserveAttestations.ReserveReport memory report = _report("USD", 5000, START);
        _reserves.attest(report, _signed(report, 3));
        require(_reserves.latest("USD").total == 5000 && _reserves.latest("HKD").total == 0, "not netted");
        report.currency = "HKD";
        IReserveAttestations.AttesterSignature[] memory signatures = _signed(report, 3);
        _reserves.attest(report, signatures);
        require(_reserves.latest("HKD").total == 5000, "HKD may hold USD");
    }

    function test_aLineInAnotherCurrencyIsRefused() external {
        IReserveAttestations.ReserveReport memory report = _report("USD", 5000, START);
        report.lines[1].currency = "HKD";
        IReserveAttestations.AttesterSignature[] memory signatures = _signed(report, 3);
        _refuses(abi.encodeWithSelector(IReserveAttestations.LineCurrencyRefused.selector, 1, "HKD"));
        _reserves.attest(report, signatures);
        report = _report("HKD", 5000, START);
        report.lines[0].currency = "EUR";
        signatures = _signed(report, 3);
        _refuses(abi.encodeWithSelector(IReserveAttestations.LineCurrencyRefused.selector, 0, "EUR"));
        _reserves.attest(report, signatures);
    }

    function test_linesAddUpToTheTotal() external {
        IReserveAttestations.ReserveReport memory report = _report("HKD", 5000, START);
        report.total = 5001;
        IReserveAttestations.AttesterSignature[] memory signatures = _signed(report, 3);
        _refuses(abi.encodeWithSelector(IReserveAttestations.LinesDoNotAddUp.selector, 5000, 5001));
        _reserves.attest(report, signatures);
        report.lines[0].amount = type(uint128).max;
        report.lines[1].amount = type(uint128).max;
        signatures = _signed(report, 3);
        _refuses(
            abi.encodeWithSelector(
                IReserveAttestations.LinesDoNotAddUp.selector, 2 * uint256(type(uint128).max), 5001
            )
        );
        _reserves.attest(report, signatures);
    }

    function test_anEmptyReserveCanBeReported() external {
        IReserveAttestations.ReserveReport memory report = _report("HKD", 0, START);
        report.lines = new IReserveAttestations.ReserveLine[](0);
        _reserves.attest(report, _signed(report, 3));
        require(_reserves.isFresh("HKD"), "fresh");
        vm.prank(address(_coin));
        _reserves.requireBacked(keccak256("HKD"), 0);
    }

    function test_timeMovesForwardAndIsNotAhead() external {
        _attest(5000);
        IReserveAttestations.ReserveReport memory report = _report("HKD", 6000, START);
        IReserveAttestations.AttesterSignature[] memory signatures = _signed(report, 3);
        _refuses(abi.encodeWithSelector(IReserveAttestations.ReportNotNewer.selector, START, START));
        _reserves.attest(report, signatures);
        report.asOf = START + 1;
        signatures = _signed(report, 3);
        _refuses(abi.encodeWithSelector(IReserveAttestations.ReportFromFuture.selector, START + 1));
        _reserves.attest(report, signatures);
        vm.warp(START + 1);
        _reserves.attest(report, signatures);
        require(_reserves.latest("HKD").total == 6000, "the newer counts");
    }

    function test_aCurrencyWithoutPolicyIsUnknown() external {
        IReserveAttestations.ReserveReport memory report = _report("EUR", 5000, START);
        IReserveAttestations.AttesterSignature[] memory signatures = _signed(report, 3);
        _refuses(abi.encodeWithSelector(IReserveAttestations.UnknownCurrency.selector, "EUR"));
        _reserves.attest(report, signatures);
        _refuses(abi.encodeWithSelector(IReserveAttestations.UnknownCurrency.selector, "EUR"));
        _reserves.coverage("EUR");
        require(_reserves.policyOf("EUR").coin == address(0) && !_reserves.isFresh("EUR"), "nothing");
    }

    function test_contractsAttestUnderErc1271() external {
        address willing = address(new WillingAttester());
        _reserves.addAttester(willing);
        _reserves.setQuorum(1);
        IReserveAttestations.AttesterSignature[] memory signatures = new IReserveAttestations.AttesterSignature[](1);
        signatures[0] = IReserveAttestations.AttesterSignature(willing, "");
        _reserves.attest(_report("HKD", 5000, START), signatures);
        require(_reserves.latest("HKD").total == 5000, "attested");
    }

    function test_backingEndsWithAge() external {
        _attest(5000);
        vm.warp(START + MAX_AGE);
        require(_reserves.isFresh("HKD"), "the last second");
        vm.prank(address(_coin));
        _reserves.requireBacked(keccak256("HKD"), 1000);
        vm.warp(START + MAX_AGE + 1);
        require(!_reserves.isFresh("HKD"), "stale");
        vm.prank(address(_coin));
        _refuses(abi.encodeWithSelector(IReserveAttestations.ReserveStale.selector, START, MAX_AGE));
        _reserves.requireBacked(keccak256("HKD"), 0);
    }

    function test_withoutAReportNothingIsBacked() external {
        vm.prank(address(_coin));
        _refuses(abi.encodeWithSelector(IReserveAttestations.ReserveStale.selector, 0, MAX_AGE));
        _reserves.requireBacked(keccak256("HKD"), 0);
    }

    function test_aReportCanBeTakenBackAtOnce() external {
        _refuses(abi.encodeWithSelector(IReserveAttestations.NothingToWithdraw.selector, "HKD"));
        _reserves.withdrawReport("HKD", "reason");
        _attest(5000);
        _reserves.withdrawReport("HKD", "reason");
        require(_reserves.latest("HKD").withdrawn && !_reserves.isFresh("HKD"), "taken back");
        vm.prank(address(_coin));
        _refuses(abi.encodeWithSelector(IReserveAttestations.ReserveStale.selector, START, MAX_AGE));
        _reserves.requireBacked(keccak256("HKD"), 0);
        _refuses(abi.encodeWithSelector(IReserveAttestations.NothingToWithdraw.selector, "HKD"));
        _reserves.withdrawReport("HKD", "reason");
        vm.warp(START + 1);
        _attest(5000);
        require(_reserves.isFresh("HKD"), "a newer one counts");
    }

    function test_onlyTheBackedCoinAsks() external {
        _attest(5000);
        _refuses(
            abi.encodeWithSelector(IReserveAttestations.NotTheBackedCoin.selector, address(this), address(_coin))
        );
        _reserves.requireBacked(keccak256("HKD"), 0);
    }

    function testFuzz_theBufferIsAddedAndRoundedUp(uint64 supply, uint16 bufferBps) external {
        bufferBps %= 10_001;
        _reserves.setPolicy("HKD", address(_coin), bufferBps, MAX_AGE);
        uint256 needed = _reserves.neededFor("HKD", supply);
        uint256 product = uint256(supply) * (10_000 + bufferBps);
        require(needed * 10_000 >= product && needed * 10_000 < product + 10_000, "the next whole unit");
        require(needed >= supply, "never below the supply");
        _attest(uint128(needed));
        vm.prank(address(_coin));
        _reserves.requireBacked(keccak256("HKD"), supply);
        if (needed == 0) return;
        vm.warp(START + 1);
        _attest(uint128(needed - 1));
        vm.prank(address(_coin));
        _refuses(abi.encodeWithSelector(IReserveAttestations.ReserveTooSmall.selector, needed - 1, needed));
        _reserves.requireBacked(keccak256("HKD"), supply);
    }

    function testFuzz_headroomIsExact(uint64 total, uint64 supply) external {
        _coin.set(supply);
        _attest(total);
        (uint256 attested, uint256 counted, uint256 needed, uint256 headroom) = _reserves.coverage("HKD");
        require(attested == total && counted == supply, "figures");
        require(needed == _reserves.neededFor("HKD", supply), "needed");
        if (needed > total) {
            require(headroom == 0, "none");
            return;
        }
        require(_reserves.neededFor("HKD", supply + headroom) <= total, "fits");
        require(_reserves.neededFor("HKD", supply + headroom + 1) > total, "one more does not");
        vm.warp(START + MAX_AGE + 1);
        (,,, headroom) = _reserves.coverage("HKD");
        require(headroom == 0, "none when stale");
    }

    function test_aPolicyIsSound() external {
        address coin = address(_coin);
        _refuses(abi.encodeWithSelector(IReserveAttestations.InvalidPolicy.selector, address(0), 1, 1));
        _reserves.setPolicy("HKD", address(0), 1, 1);
        _refuses(abi.encodeWithSelector(IReserveAttestations.InvalidPolicy.selector, coin, 10_001, 1));
        _reserves.setPolicy("HKD", coin, 10_001, 1);
        _refuses(abi.encodeWithSelector(IReserveAttestations.InvalidPolicy.selector, coin, 1, 0));
        _reserves.setPolicy("HKD", coin, 1, 0);
        _refuses(abi.encodeWithSelector(IReserveAttestations.InvalidPolicy.selector, coin, 1, 31 days + 1));
        _reserves.setPolicy("HKD", coin, 1, 31 days + 1);
        _reserves.setPolicy("HKD", coin, 10_000, 31 days);
        require(_reserves.policyOf("HKD").bufferBps == 10_000, "set");
    }

    function test_attestersComeAndGo() external {
        require(_reserves.attesterCount() == 3 && _reserves.quorum() == 2, "set up");
        _refuses(abi.encodeWithSelector(IReserveAttestations.AlreadyAttester.selector, _attesters[0]));
        _reserves.addAttester(_attesters[0]);
        _refuses(abi.encodeWithSelector(IReserveAttestations.NotAttester.selector, address(0)));
        _reserves.addAttester(address(0));
        _refuses(abi.encodeWithSelector(IReserveAttestations.NotAttester.selector, STRANGER));
        _reserves.removeAttester(STRANGER);
        _reserves.removeAttester(_attesters[0]);
        require(_reserves.attesterCount() == 2 && !_reserves.isAttester(_attesters[0]), "removed");
        require(_reserves.isAttester(_attesters[1]), "the others stay");
    }

    function test_tooFewAttestersCanAttestNothing() external {
        _reserves.removeAttester(_attesters[0]);
        _reserves.removeAttester(_attesters[1]);
        IReserveAttestations.ReserveReport memory report = _report("HKD", 5000, START);
        IReserveAttestations.AttesterSignature[] memory signatures = _signed(report, 4);
        _refuses(abi.encodeWithSelector(IReserveAttestations.QuorumMissing.selector, 1, 2));
        _reserves.attest(report, signatures);
        _reserves.setQuorum(1);
        _reserves.attest(report, signatures);
    }

    function test_theQuorumIsNeitherNoneNorMoreThanAll() external {
        _refuses(abi.encodeWithSelector(IReserveAttestations.InvalidQuorum.selector, 0, 3));
        _reserves.setQuorum(0);
        _refuses(abi.encodeWithSelector(IReserveAttestations.InvalidQuorum.selector, 4, 3));
        _reserves.setQuorum(4);
        _reserves.setQuorum(3);
    }

    function test_beforeAQuorumIsSetNothingIsAttested() external {
        ReserveAttestations fresh = new ReserveAttestations(address(new AccessManager(address(this))));
        fresh.setPolicy("HKD", address(_coin), 0, MAX_AGE);
        _refuses(abi.encodeWithSelector(IReserveAttestations.QuorumMissing.selector, 0, 0));
        fresh.attest(_report("HKD", 0, START), new IReserveAttestations.AttesterSignature[](0));
    }

    function test_administrationIsRestricted() external {
        bytes memory reason = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, STRANGER);
        vm.prank(STRANGER);
        _refuses(reason);
        _reserves.setPolicy("HKD", STRANGER, 0, 1);
        vm.prank(STRANGER);
        _refuses(reason);
        _reserves.addAttester(STRANGER);
        vm.prank(STRANGER);
        _refuses(reason);
        _reserves.removeAttester(_attesters[0]);
        vm.prank(STRANGER);
        _refuses(reason);
        _reserves.setQuorum(1);
        vm.prank(STRANGER);
        _refuses(reason);
        _reserves.withdrawReport("HKD", "reason");
    }
}
