// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";

import {LifeCast} from "./LifeCast.sol";
import {Puppet} from "./Puppet.sol";

/// @title The call a party would make for each act of a life
abstract contract LifeActs is LifeCast {
    bytes32 private constant REFERENCE = bytes32(uint256(3));

    function _playFunding(uint256 slot, Act memory act) internal {
        address seller = _cast[slot][SELLER];
        if (act.kind == 1) {
            _register(slot, act);
            return;
        }
        Deal memory deal = _deal(slot, act.foreign);
        if (act.kind == 2) {
            bytes memory data =
                abi.encodeCall(CORE.raiseOfferFloor, (deal, act.number, act.until, _signature(act)));
            _call(act.direct ? seller : address(0), data);
        } else if (act.kind == 3) {
            _call(act.direct ? seller : address(0), abi.encodeCall(CORE.cancel, (deal, act.until, _signature(act))));
        } else {
            address lender = _cast[slot][act.a];
            Payment memory payment = _payment(slot, act, lender);
            _call(act.direct ? lender : address(0), abi.encodeCall(CORE.fund, (deal, WORD, payment)));
        }
    }

    function _playDelivery(uint256 slot, Act memory act) internal {
        Deal memory deal = _deal(slot, act.foreign);
        if (act.kind == 5) {
            _call(address(0), abi.encodeCall(CORE.closeFunding, (deal, _payees(slot, act.list))));
        } else if (act.kind == 6) {
            _call(address(0), abi.encodeCall(CORE.lodge, (deal, _attestation(act), _approvals(act))));
        } else if (act.kind == 7) {
            Approval memory approval = Approval(attesters[act.a], _signature(act));
            _call(
                act.direct ? approval.signer : address(0),
                abi.encodeCall(CORE.voidAttestation, (deal, act.number, act.until, approval))
            );
        } else if (act.kind == 8) {
            _call(address(0), abi.encodeCall(CORE.release, (deal, _attestation(act), _approvals(act))));
        } else {
            _call(address(0), abi.encodeCall(CORE.closeRelease, (deal, _payees(slot, act.list))));
        }
    }

    function _playServicing(uint256 slot, Act memory act) internal {
        Deal memory deal = _deal(slot, act.foreign);
        address who = _cast[slot][act.a];
        address[] memory payees = _payees(slot, act.list);
        if (act.kind == 10) {
            Approval[] memory consents = _signedBy(_sorted(_payees(slot, act.list)), false);
            _call(
                act.direct ? _cast[slot][SELLER] : address(0),
                abi.encodeCall(CORE.dilute, (deal, act.amount, 0, act.until, _signature(act), consents))
            );
        } else if (act.kind == 11) {
            _call(
                act.direct ? who : address(0),
                abi.encodeCall(CORE.settle, (deal, _payment(slot, act, who), payees))
            );
        } else if (act.kind == 12) {
            address account = CORE.collectionAccount(idOf(slot));
            Puppet(who).act(address(COIN), abi.encodeCall(COIN.transfer, (account, act.amount)));
        } else if (act.kind == 13) {
            _call(address(0), abi.encodeCall(CORE.sweep, (deal, payees)));
        } else if (act.kind == 14) {
            OTHER.transfer(CORE.collectionAccount(idOf(slot)), act.amount);
        } else if (act.kind == 15) {
            _call(address(0), abi.encodeCall(CORE.sweepOther, (deal, address(OTHER))));
        } else if (act.kind == 16) {
            _call(
                act.direct ? who : address(0),
                abi.encodeCall(CORE.buyBack, (deal, _payment(slot, act, who), payees))
            );
        } else if (act.kind == 17) {
            _call(address(0), abi.encodeCall(CORE.declareDefault, (deal, payees)));
        } else if (act.kind == 18) {
            _call(address(0), abi.encodeCall(CORE.payOut, (deal, payees)));
        } else {
            _call(
                act.direct ? who : address(0),
                abi.encodeCall(CORE.payRecourse, (deal, _payment(slot, act, who), payees))
            );
        }
    }

    function _playHolders(uint256 slot, Act memory act) internal {
        address who = _cast[slot][act.a];
        uint256 note = uint256(idOf(slot)) | 1;
        if (act.kind == 20) {
            bytes memory data =
                abi.encodeCall(IERC1155.safeTransferFrom, (who, _cast[slot][act.b], note, act.amount, ""));
            _call(act.unsigned ? address(0) : who, data);
        } else if (act.kind == 21) {
            CORE.setFrozenTokens(who, note, act.amount);
        } else if (act.kind == 22) {
            if (act.b == 1) COIN.blacklist(who);
            else COIN.unBlacklist(who);
        } else if (act.kind == 23) {
            PARTICIPANTS.setFrozen(who, act.b == 1, REFERENCE);
        } else if (act.kind == 24) {
            _license(slot, act.a, act.until);
        } else if (act.kind == 25) {
            CORE.claim(address(COIN), who);
        } else {
            address to = _cast[slot][act.b];
            _call(
                act.direct ? who : address(0),
                abi.encodeCall(CORE.claimTo, (address(COIN), who, to, act.until, _signature(act)))
            );
        }
    }

    function _playDispute(uint256 slot, Act memory act) internal {
        Deal memory deal = _deal(slot, act.foreign);
        if (act.kind == 27) {
            address party = _cast[slot][act.a];
            Approval memory approval = Approval(party, _signature(act));
            _call(
                act.direct ? party : address(0),
                abi.encodeCall(CORE.dispute, (deal, act.amount, 0, act.until, approval))
            );
        } else if (act.kind == 28) {
            Approval[] memory approvals = _signedBy(_resolvers(slot, act.b), act.unsigned);
            address[] memory holders = _sorted(_payees(slot, act.list));
            bytes memory data = abi.encodeCall(CORE.resolveDispute, (deal, act.amount, act.until, approvals, holders));
            _call(address(0), data);
        } else if (act.kind == 29) {
            _call(address(0), abi.encodeCall(CORE.closeDispute, (deal)));
        } else if (act.kind == 30) {
            _call(
                act.direct ? deal.terms.buyer : address(0),
                abi.encodeCall(CORE.promisePayment, (deal, act.from, act.until, _signature(act)))
            );
        } else {
            OrderProof memory proof = OrderProof(CONTENT, new bytes32[](0));
            Deal memory elder = _deal(ELDER, false);
            bytes memory data = act.special
                ? abi.encodeCall(CORE.proveDuplicate, (elder, deal, ORDER_KEY, proof, proof))
                : abi.encodeCall(CORE.proveDuplicate, (deal, elder, ORDER_KEY, proof, proof));
            _call(address(0), data);
        }
    }

    function _playTransfers(uint256 slot, Act memory act) internal {
        address from = _cast[slot][act.a];
        address to = _cast[slot][act.b];
        uint256 note = uint256(idOf(slot)) | 1;
        if (act.kind == 32) {
            _buyNotes(slot, act);
        } else if (act.kind == 33) {
            CORE.proposeForcedTransfer(from, to, note, act.amount, REFERENCE);
        } else if (act.kind == 34) {
            _call(checker, abi.encodeCall(CORE.approveForcedTransfer, (from, to, note, act.amount)));
        } else if (act.kind == 35) {
            CORE.forcedTransfer(from, to, note, act.amount);
        } else if (act.kind == 36) {
            CORE.proposeRecovery(_recovery(slot, from, to), REFERENCE);
        } else if (act.kind == 37) {
            _call(checker, abi.encodeCall(CORE.approveRecovery, (_recovery(slot, from, to))));
        } else {
            CORE.recover(_recovery(slot, from, to));
        }
    }

    function _buyNotes(uint256 slot, Act memory act) private {
        Deal memory deal = _deal(slot, act.foreign);
        Position memory figures = CORE.position(idOf(slot));
        NoteSale memory sale;
        sale.receivable = deal.terms.receivable;
        sale.holder = _cast[slot][act.a];
        if (act.list != 0) sale.lender = _cast[slot][act.list - 1];
        sale.units = act.amount;
        sale.price = uint256(act.from) << 32 | act.number;
        sale.distributed = figures.returned + figures.principalRepaid + figures.chargePaid + figures.latePaid;
        if (act.special) sale.distributed++;
        sale.expiry = act.until;
        sale.salt = keccak256(abi.encode(slot, block.timestamp));
        act.amount = sale.price;
        address buyer = _cast[slot][act.b];
        bytes memory signature = act.unsigned ? bytes("") : WORD;
        Payment memory payment = _payment(slot, act, buyer);
        _call(
            act.direct ? buyer : address(0), abi.encodeCall(CORE.buyNotes, (deal, sale, signature, payment))
        );
    }

    function _register(uint256 slot, Act memory act) private {
        Deal memory deal = _deal(slot, false);
        Lot[] memory lots = new Lot[](1);
        lots[0] = Lot(
            deal.terms.receivable,
            deal.terms.buyer,
            deal.terms.amountDue,
            deal.terms.dueAt,
            deal.terms.ordersRoot,
            0
        );
        Registration memory registration =
            Registration(deal.terms.seller, deal.terms.warehouse, address(COIN), act.from, act.until, lots);
        bytes memory data = abi.encodeCall(CORE.register, (registration, _signature(act), WORD));
        _call(act.direct ? deal.terms.seller : address(0), data);
        _registeredAt[slot] = block.timestamp;
    }
}
