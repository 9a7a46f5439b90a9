// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

import {ReserveAttestations} from "../ReserveAttestations.sol";
import {IReserveAttestations} from "../interfaces/IReserveAttestations.sol";
import {vm} from "./Vm.sol";

/// @dev A coin that has nothing but a supply.
contract SupplyOnly {
    uint256 public totalSupply;

    function set(uint256 supply) external {
        totalSupply = supply;
    }
}

/// @title Three attesters, two of whom bring a report in, and the reports they sign
abstract contract ReserveSetup {
    uint40 internal constant START = 1_800_000_000;
    uint40 internal constant MAX_AGE = 2 days;
    address internal constant STRANGER = address(0x5732A9E);
    ReserveAttestations internal _reserves;
    SupplyOnly internal _coin;
    /// @dev In rising order of address.
    address[3] internal _attesters;
    uint256[3] internal _keys;

    function setUp() external {
        vm.warp(START);
        _reserves = new ReserveAttestations(address(new AccessManager(address(this))));
        _coin = new SupplyOnly();
        _reserves.setPolicy("HKD", address(_coin), 100, MAX_AGE);
        _reserves.setPolicy("USD", address(_coin), 0, MAX_AGE);
        for (uint256 i = 0; i < 3; i++) {
            _keys[i] = 0xA77E57 + i;
        }
        for (uint256 i = 0; i < 3; i++) {
            for (uint256 j = i + 1; j < 3; j++) {
                if (vm.addr(_keys[i]) > vm.addr(_keys[j])) (_keys[i], _keys[j]) = (_keys[j], _keys[i]);
            }
            _attesters[i] = vm.addr(_keys[i]);
            _reserves.addAttester(_attesters[i]);
        }
        _reserves.setQuorum(2);
    }

    function _report(string memory currency, uint128 total, uint40 asOf)
        internal
        pure
        returns (IReserveAttestations.ReserveReport memory)
    {
        IReserveAttestations.ReserveLine[] memory lines = new IReserveAttestations.ReserveLine[](2);
        uint128 part = total / 3;
        lines[0] = IReserveAttestations.ReserveLine(IReserveAttestations.AssetClass.Cash, currency, part);
        lines[1] = IReserveAttestations.ReserveLine(
            IReserveAttestations.AssetClass.GovernmentPaper, currency, total - part
        );
        return IReserveAttestations.ReserveReport(currency, total, lines, asOf, "report");
    }

    function _digest(IReserveAttestations.ReserveReport memory report) internal view returns (bytes32) {
        string memory lineType = "ReserveLine(uint8 assetClass,string currency,uint128 amount)";
        bytes memory lines;
        for (uint256 i = 0; i < report.lines.length; i++) {
            IReserveAttestations.ReserveLine memory line = report.lines[i];
            bytes32 currency = keccak256(bytes(line.currency));
            lines = bytes.concat(
                lines, keccak256(abi.encode(keccak256(bytes(lineType)), line.assetClass, currency, line.amount))
            );
        }
        string memory reportType =
            "ReserveReport(string currency,uint128 total,ReserveLine[] lines,uint40 asOf,bytes32 reportHash)";
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256(bytes(string.concat(reportType, lineType))),
                keccak256(bytes(report.currency)),
                report.total,
                keccak256(lines),
                report.asOf,
                report.reportHash
            )
        );
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Quaynote Reserve"),
                keccak256("1"),
                block.chainid,
                address(_reserves)
            )
        );
        return keccak256(abi.encodePacked(hex"1901", domain, structHash));
    }

    /// @dev Signatures of the attesters whose bits are set.
    function _signed(IReserveAttestations.ReserveReport memory report, uint256 who)
        internal
        returns (IReserveAttestations.AttesterSignature[] memory signatures)
    {
        bytes32 digest = _digest(report);
        uint256 count = (who & 1) + (who >> 1 & 1) + (who >> 2 & 1);
        signatures = new IReserveAttestations.AttesterSignature[](count);
        uint256 next;
        for (uint256 i = 0; i < 3; i++) {
            if (who >> i & 1 == 0) continue;
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(_keys[i], digest);
            signatures[next++] = IReserveAttestations.AttesterSignature(_attesters[i], abi.encodePacked(r, s, v));
        }
    }

    function _attest(uint128 total) internal {
        IReserveAttestations.ReserveReport memory report = _report("HKD", total, uint40(block.timestamp));
        _reserves.attest(report, _signed(report, 3));
    }

    function _refuses(bytes memory reason) internal {
        vm.expectRevert(reason);
    }
}
