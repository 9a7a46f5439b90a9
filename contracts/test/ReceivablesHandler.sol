// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ERC1155Holder} from "@openzeppelin/contracts/token/ERC1155/utils/ERC1155Holder.sol";

import {CollectionAccount} from "../CollectionAccount.sol";
import {Participants} from "../Participants.sol";
import {Receivables} from "../Receivables.sol";
import {ReceivablesDisputes} from "../ReceivablesDisputes.sol";
import {ReceivablesNotes} from "../ReceivablesNotes.sol";
import {ReceivablesServicing} from "../ReceivablesServicing.sol";
import {ReceivablesTransfers} from "../ReceivablesTransfers.sol";
import {IParticipants} from "../interfaces/IParticipants.sol";
import {IReceivables} from "../interfaces/IReceivables.sol";
import {IReceivablesTypes} from "../interfaces/IReceivablesTypes.sol";
import {ISettlementCoin} from "../interfaces/ISettlementCoin.sol";
import {CoinSetup} from "./CoinSetup.sol";
import {vm} from "./Vm.sol";

/// @dev An account that signs whatever it is asked, and takes notes.
contract Willing is IERC1271, ERC1155Holder {
    function isValidSignature(bytes32, bytes calldata) external pure override returns (bytes4) {
        return IERC1271.isValidSignature.selector;
    }
}

/// @title Random acts on a few receivables, by the parties themselves
/// @dev A refused act is a no-op; the invariants are about what the accepted ones leave behind.
contract ReceivablesHandler {
    uint256 public constant LOTS = 3;
    uint256 public constant LENDERS = 3;
    uint256 private constant DUE = 100_000;
    address public constant BUYER = address(0xB0B);
    address public constant TREASURY = address(0x7EA5);

    /// @dev Whatever a willing account is shown, it has signed.
    bytes internal constant WORD = hex"01";

    address public immutable SELLER = address(new Willing());
    address public immutable WAREHOUSE = address(new Willing());
    IReceivables public core;
    ISettlementCoin public coin;
    address[] public lenders;
    mapping(uint256 lot => uint256) public cameIn;
    mapping(uint256 lot => uint256) public attested;
    uint256 public accepted;
    AccessManager internal _manager;
    Participants internal _participants;
    IReceivablesTypes.Deal[] internal _deals;

    constructor() {
        vm.warp(1_800_000_000);
        _manager = new AccessManager(address(this));
        _participants = new Participants(address(_manager));
        coin = new CoinSetup(address(_participants), type(uint64).max).coin();
        // Created so far: two accounts, manager, participants, the coin's setup; then the account, four pieces, the core.
        CollectionAccount account = new CollectionAccount(_createdAs(11));
        ReceivablesTransfers transfers =
            new ReceivablesTransfers(address(_manager), address(_participants), address(account), TREASURY);
        ReceivablesNotes notes = new ReceivablesNotes(
            address(_manager), address(_participants), address(account), TREASURY, address(transfers)
        );
        ReceivablesDisputes disputes =
            new ReceivablesDisputes(address(_participants), address(account), TREASURY, address(notes));
        ReceivablesServicing servicing =
            new ReceivablesServicing(address(_participants), address(account), TREASURY, address(disputes));
        core = IReceivables(
            address(
                new Receivables(
                    address(_manager),
                    address(_participants),
                    address(account),
                    TREASURY,
                    address(servicing),
                    "",
                    address(0)
                )
            )
        );
        core.setCoin(address(coin), true);
        coin.configureMinter(address(this), type(uint256).max);
        _participants.setParticipant(SELLER, 1, 1, IParticipants.Licence.None, 0);
        _participants.setParticipant(WAREHOUSE, 2, 4, IParticipants.Licence.None, 0);
        for (uint256 i = 0; i < LENDERS; i++) {
            address lender = address(new Willing());
            lenders.push(lender);
            _participants.setParticipant(
                lender, uint64(10 + i), 2, IParticipants.Licence.AuthorisedInstitution, type(uint40).max
            );
            _endow(lender);
        }
        _endow(BUYER);
        _endow(SELLER);
        vm.warp(1_800_000_100);
        for (uint256 i = 0; i < LOTS; i++) {
            _register(i);
        }
    }

    function dealAt(uint256 lot) external view returns (IReceivablesTypes.Deal memory) {
        return _deals[lot];
    }

    function pass(uint256 hours_) external {
        vm.warp(block.timestamp + hours_ % 240 * 1 hours);
    }

    function fund(uint256 lot, uint256 who, uint256 amount) external {
        amount = 1 + amount % 40_000;
        IReceivablesTypes.Deal memory deal = _deals[lot % LOTS];
        IReceivablesTypes.Payment memory payment = _payment(lenders[who % LENDERS], amount);
        _as(payment.payer, lot % LOTS, amount, abi.encodeCall(core.fund, (deal, WORD, payment)));
    }

    function release(uint256 lot, uint256 delivered) external {
        lot %= LOTS;
        IReceivablesTypes.Attestation memory attestation = IReceivablesTypes.Attestation({
            delivered: delivered % (DUE + 1),
            seq: 1,
            notBefore: 0,
            expiry: type(uint40).max,
            evidenceHash: 0,
            isFinal: false
        });
        IReceivablesTypes.Approval[] memory approvals = new IReceivablesTypes.Approval[](1);
        approvals[0] = IReceivablesTypes.Approval(WAREHOUSE, "");
        bool done = _as(WAREHOUSE, lot, 0, abi.encodeCall(core.release, (_deals[lot], attestation, approvals)));
        if (done) attested[lot] = attestation.delivered;
    }

    function settle(uint256 lot, uint256 amount, uint256 payees) external {
        amount = 1 + amount % 60_000;
        IReceivablesTypes.Payment memory payment = _payment(BUYER, amount);
        _as(BUYER, lot % LOTS, amount, abi.encodeCall(core.settle, (_deals[lot % LOTS], payment, _some(payees))));
    }

    function sweep(uint256 lot, uint256 amount, uint256 payees) external {
        amount = 1 + amount % 60_000;
        IReceivablesTypes.Deal memory deal = _deals[lot % LOTS];
        address account = core.collectionAccount(deal.terms.receivable);
        vm.prank(BUYER);
        coin.transfer(account, amount);
        _as(address(this), lot % LOTS, amount, abi.encodeCall(core.sweep, (deal, _some(payees))));
    }

    function buyBack(uint256 lot, uint256 amount, uint256 payees) external {
        amount = 1 + amount % 120_000;
        IReceivablesTypes.Payment memory payment = _payment(SELLER, amount);
        _as(SELLER, lot % LOTS, amount, abi.encodeCall(core.buyBack, (_deals[lot % LOTS], payment, _some(payees))));
    }

    function dilute(uint256 lot, uint256 amount) external {
        IReceivablesTypes.Approval[] memory none = new IReceivablesTypes.Approval[](0);
        bytes memory data =
            abi.encodeCall(core.dilute, (_deals[lot % LOTS], amount % 20_000, 0, type(uint40).max, "", none));
        _as(SELLER, lot % LOTS, 0, data);
    }

    function close(uint256 lot, uint256 kind, uint256 payees) external {
        IReceivablesTypes.Deal memory deal = _deals[lot % LOTS];
        address[] memory named = _some(payees);
        bytes memory data = kind % 3 == 0
            ? abi.encodeCall(core.closeFunding, (deal, named))
            : kind % 3 == 1
                ? abi.encodeCall(core.closeRelease, (deal, named))
                : abi.encodeCall(core.declareDefault, (deal, named));
        _as(address(this), lot % LOTS, 0, data);
    }

    function payOut(uint256 lot, uint256 payees) external {
        _as(address(this), lot % LOTS, 0, abi.encodeCall(core.payOut, (_deals[lot % LOTS], _some(payees))));
    }

    function list(uint256 who, bool isListed) external {
        address account = who % 4 == 3 ? SELLER : lenders[who % LENDERS];
        if (isListed) coin.blacklist(account);
        else coin.unBlacklist(account);
    }

    function claim(uint256 who) external {
        address account = who % 5 == 3 ? SELLER : who % 5 == 4 ? BUYER : lenders[who % LENDERS];
        _as(address(this), LOTS, 0, abi.encodeCall(core.claim, (address(coin), account)));
    }

    /// @param lot which receivable it is about, LOTS for none or several
    /// @param amount what comes in by it
    function _as(address who, uint256 lot, uint256 amount, bytes memory data) internal virtual returns (bool done) {
        vm.prank(who);
        (done,) = address(core).call(data);
        if (done) {
            accepted++;
            cameIn[lot] += amount;
        }
    }

    function _some(uint256 bits) internal view returns (address[] memory named) {
        named = new address[](LENDERS);
        for (uint256 i = 0; i < LENDERS; i++) {
            named[i] = bits >> i & 1 == 1 ? lenders[i] : BUYER;
        }
    }

    function _payment(address payer, uint256 amount) internal pure returns (IReceivablesTypes.Payment memory) {
        return IReceivablesTypes.Payment(payer, amount, 0, 0, 0, "");
    }

    function _endow(address account) private {
        coin.mint(account, 1e15);
        vm.prank(account);
        coin.approve(address(core), type(uint256).max);
    }

    function _register(uint256 lot) private {
        bytes32 id = bytes32(uint256(keccak256(abi.encode(lot))) & ~uint256(1));
        uint40 due = uint40(block.timestamp + 60 days);
        IReceivablesTypes.Lot[] memory lots = new IReceivablesTypes.Lot[](1);
        lots[0] = IReceivablesTypes.Lot(id, BUYER, DUE, due, 0, 0);
        uint40 now_ = uint40(block.timestamp);
        core.register(
            IReceivablesTypes.Registration(SELLER, WAREHOUSE, address(coin), now_, now_, lots), WORD, WORD
        );
        IReceivablesTypes.Deal storage deal = _deals.push();
        deal.terms =
            IReceivablesTypes.Terms(id, SELLER, WAREHOUSE, BUYER, address(coin), DUE, due, 0, 0);
        deal.registeredAt = now_;
        deal.attesters.push(WAREHOUSE);
        IReceivablesTypes.Offer storage offer = deal.offer;
        offer.advanceBps = uint16(7000 + lot * 1000);
        offer.rateBps = uint16(800 + lot * 700);
        offer.lateRateBps = 2000;
        offer.feeBps = uint16(lot * 60);
        offer.dayCount = lot == 0 ? 360 : 365;
        offer.dayOffset = 28_800;
        offer.minimum = 20_000;
        offer.fundBy = now_ + 30 days;
        offer.deliverBy = now_ + 50 days;
        offer.graceDays = 3;
        offer.noticeDays = 5;
        offer.quorum = 1;
    }

    function _createdAs(uint8 nonce) private view returns (address) {
        return address(uint160(uint256(keccak256(abi.encodePacked(hex"d694", address(this), nonce)))));
    }
}
