// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

import {BusinessCalendar} from "../BusinessCalendar.sol";
import {CoinOffice} from "../CoinOffice.sol";
import {ReserveAttestations} from "../ReserveAttestations.sol";
import {SettlementCoin} from "../SettlementCoin.sol";
import {IReserveAttestations} from "../interfaces/IReserveAttestations.sol";
import {ISettlementCoin} from "../interfaces/ISettlementCoin.sol";

/// @dev An attester that signs whatever it is asked.
contract WillingAttester is IERC1271 {
    function isValidSignature(bytes32, bytes calldata) external pure override returns (bytes4) {
        return IERC1271.isValidSignature.selector;
    }
}

/// @title A HKD coin with an attested reserve behind it
/// @dev Whoever creates it administers the coin.
contract CoinSetup {
    uint256 public constant BUFFER_BPS = 100;

    AccessManager public immutable manager = new AccessManager(address(this));
    BusinessCalendar public immutable calendar = new BusinessCalendar(address(manager));
    ReserveAttestations public immutable reserves = new ReserveAttestations(address(manager));
    address public immutable attester = address(new WillingAttester());
    CoinOffice public immutable office;
    ISettlementCoin public immutable coin;

    constructor(address participants, uint128 total) {
        office = new CoinOffice(address(manager), participants, address(reserves), address(calendar));
        coin = open("HKD", false);
        reserves.addAttester(attester);
        reserves.setQuorum(1);
        bind("HKD", address(coin));
        attest(total);
        manager.grantRole(manager.ADMIN_ROLE(), msg.sender, 0);
    }

    function open(string memory currency, bool gated) public returns (ISettlementCoin) {
        string memory name = string.concat("Quaynote ", currency);
        string memory symbol = string.concat("q", currency);
        return ISettlementCoin(
            address(
                new SettlementCoin(
                    address(manager), address(office), name, symbol, currency, "Reference coin", gated
                )
            )
        );
    }

    function bind(string memory currency, address backed) public {
        reserves.setPolicy(currency, backed, uint16(BUFFER_BPS), 31 days);
    }

    function attest(uint128 total) public {
        attestFor("HKD", total);
    }

    function attestFor(string memory currency, uint128 total) public {
        IReserveAttestations.ReserveLine[] memory lines = new IReserveAttestations.ReserveLine[](1);
        lines[0] = IReserveAttestations.ReserveLine(IReserveAttestations.AssetClass.Cash, currency, total);
        IReserveAttestations.AttesterSignature[] memory signatures = new IReserveAttestations.AttesterSignature[](1);
        signatures[0] = IReserveAttestations.AttesterSignature(attester, "");
        reserves.attest(
            IReserveAttestations.ReserveReport(currency, total, lines, uint40(block.timestamp), bytes32("report")),
            signatures
        );
    }
}
