// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";

import {IParticipants} from "../interfaces/IParticipants.sol";
import {IReceivables} from "../interfaces/IReceivables.sol";
import {IReceivablesTypes} from "../interfaces/IReceivablesTypes.sol";
import {ISettlementCoin} from "../interfaces/ISettlementCoin.sol";
import {Puppet} from "./Puppet.sol";

/// @title Many lives of receivables, one act of each in a call
/// @notice Each slot has its own parties, contract accounts that agree to everything, so no life touches another. An
/// act is one word; the stage turns it into the call a party would make.
contract LifeStage is IReceivablesTypes {
    uint256 public constant PARTIES = 7;
    /// @dev Words {report} gives for a slot: position, seven for each party, nine more, and what stands.
    uint256 public constant WORDS = 16 + 7 * PARTIES + 9 + 8;

    uint256 private constant SELLER = 0;
    uint256 private constant BUYER = 1;
    uint256 private constant FIRST_LENDER = 2;
    uint256 private constant MONEY_LENDER = 4;
    uint256 private constant LAST_LENDER = 5;

    bytes private constant WORD = hex"01";
    bytes32 private constant ORDER_KEY = bytes32(uint256(1));
    bytes32 private constant CONTENT = bytes32(uint256(2));
    bytes32 private constant REFERENCE = bytes32(uint256(3));

    /// @notice A receivable beside the others: it stays in funding since before any of them, and has the same order.
    uint256 public constant ELDER = 1 << 32;

    /// @dev Fields of an act's word; see life-wire.ts.
    struct Act {
        uint256 kind;
        uint256 a;
        uint256 b;
        bool direct;
        bool unsigned;
        bool foreign;
        bool special;
        uint256 list;
        uint256 amount;
        uint32 number;
        uint40 from;
        uint40 until;
    }

    IReceivables private immutable CORE;
    IParticipants private immutable PARTICIPANTS;
    ISettlementCoin private immutable COIN;
    ISettlementCoin private immutable OTHER;
    address private immutable PUPPET = address(new Puppet());

    address[2] public attesters;
    address[2] public arbiters;
    address public checker;
    mapping(uint256 slot => address[PARTIES]) private _cast;
    mapping(uint256 slot => uint256[2]) private _agreements;
    mapping(uint256 slot => uint256) private _registeredAt;

    /// @notice Five bytes for each slot: the state after the act, and the first four bytes of a refusal or 0.
    event Played(bytes outcomes);

    constructor(address core, address participants, address coin, address other) {
        CORE = IReceivables(core);
        PARTICIPANTS = IParticipants(participants);
        COIN = ISettlementCoin(coin);
        OTHER = ISettlementCoin(other);
    }

    /// @notice Makes two attesters, two arbiters and the checker. Needs the operator's role here.
    function hireOfficials() external {
        for (uint256 i = 0; i < 2; i++) {
            attesters[i] = Clones.clone(PUPPET);
            PARTICIPANTS.setParticipant(attesters[i], uint64(1 + i), 4, IParticipants.Licence.None, 0);
            arbiters[i] = Clones.clone(PUPPET);
            PARTICIPANTS.setParticipant(arbiters[i], uint64(3 + i), 32, IParticipants.Licence.None, 0);
        }
        checker = Clones.clone(PUPPET);
        OTHER.mint(address(this), 1e15);
    }

    /// @notice Makes the parties of slots, with `balance` each; lenders are licensed until `until`. Needs the roles of
    /// operator and minter here.
    function hire(uint256 first, uint256 end, uint256 balance, uint40 until) external {
        for (uint256 slot = first; slot < end; slot++) {
            for (uint256 i = 0; i < PARTIES; i++) {
                address party = Clones.clone(PUPPET);
                _cast[slot][i] = party;
                COIN.mint(party, balance);
                Puppet(party).act(address(COIN), abi.encodeCall(COIN.approve, (address(CORE), type(uint256).max)));
                if (i == SELLER) {
                    PARTICIPANTS.setParticipant(
                        party, uint64(100 + slot * PARTIES + i), 1, IParticipants.Licence.None, 0
                    );
                } else if (i >= FIRST_LENDER && i <= LAST_LENDER) {
                    _license(slot, i, until);
                }
            }
        }
    }

    /// @notice Sets what {ELDER} rests on.
    function agreeElder(uint256[2] calldata agreement) external {
        _agreements[ELDER] = agreement;
    }

    /// @notice Sets what the lives of these slots rest on, two words each; see life-wire.ts.
    function agree(uint256[2][] calldata agreements) external {
        for (uint256 slot = 0; slot < agreements.length; slot++) {
            _agreements[slot] = agreements[slot];
        }
    }

    /// @notice One act of each slot, in order; 0 is none. Emits {Played}.
    function play(uint256[] calldata acts) external {
        bytes memory outcomes = new bytes(5 * acts.length);
        for (uint256 slot = 0; slot < acts.length; slot++) {
            bytes4 refusal;
            if (acts[slot] != 0) {
                (bool done, bytes memory answer) =
                    address(this).call(abi.encodeCall(this.playOne, (slot, acts[slot])));
                if (!done) refusal = answer.length == 0 ? bytes4(0xffffffff) : bytes4(answer);
            }
            uint256 outcome = uint256(CORE.statusOf(idOf(slot))) << 248 | uint256(bytes32(refusal)) >> 8;
            assembly ("memory-safe") {
                let place := add(add(outcomes, 0x20), mul(slot, 5))
                // The bytes after it are not written yet, or lie behind the last word of the array.
                let rest := and(mload(place), shr(40, not(0)))
                mstore(place, or(outcome, rest))
            }
        }
        emit Played(outcomes);
    }

    /// @notice One act; passes a refusal on as it is.
    function playOne(uint256 slot, uint256 word) external {
        Act memory act = Act({
            kind: uint8(word),
            a: uint8(word >> 8),
            b: uint8(word >> 16),
            direct: word >> 24 & 1 != 0,
            unsigned: word >> 25 & 1 != 0,
            foreign: word >> 26 & 1 != 0,
            special: word >> 27 & 1 != 0,
            list: uint16(word >> 32),
            amount: uint64(word >> 48),
            number: uint32(word >> 112),
            from: uint40(word >> 144),
            until: uint40(word >> 184)
        });
        if (act.kind <= 4) _playFunding(slot, act);
        else if (act.kind <= 9) _playDelivery(slot, act);
        else if (act.kind <= 19) _playServicing(slot, act);
        else if (act.kind <= 26) _playHolders(slot, act);
        else if (act.kind <= 31) _playDispute(slot, act);
        else _playTransfers(slot, act);
    }

    /// @notice Stops or allows funding and release. Needs the guardian's role here.
    function pause(bool funding, bool release) external {
        CORE.pauseFunding(funding);
        CORE.pauseRelease(release);
    }

    /// @notice Everything there is to compare, {WORDS} words for each slot; what is owed is so at `moment`.
    function report(uint256 first, uint256 end, uint256 moment) external view returns (uint256[] memory words) {
        words = new uint256[](WORDS * (end - first));
        uint256 next = 0;
        for (uint256 slot = first; slot < end; slot++) {
            Position memory figures = CORE.position(idOf(slot));
            assembly ("memory-safe") {
                mcopy(add(add(words, 0x20), shl(5, next)), figures, 0x200)
            }
            next += 16;
            for (uint256 i = 0; i < PARTIES; i++) {
                address party = _cast[slot][i];
                words[next++] = COIN.balanceOf(party);
                words[next++] = CORE.claimOf(address(COIN), party);
                (words[next], words[next + 1], words[next + 2], words[next + 3]) = CORE.holding(idOf(slot), party);
                words[next + 4] = CORE.dueTo(idOf(slot), party);
                next += 5;
            }
            next = _reportRest(slot, moment, words, next);
        }
    }

    /// @notice Coin the core holds, and the claim of its treasury.
    function reportCore() external view returns (uint256 held, uint256 treasury) {
        return (COIN.balanceOf(address(CORE)), CORE.claimOf(address(COIN), CORE.treasury()));
    }

    /// @notice Id of the receivable of a slot.
    function idOf(uint256 slot) public pure returns (bytes32) {
        return bytes32(uint256(keccak256(abi.encode(slot))) & ~uint256(1));
    }

    function _reportRest(uint256 slot, uint256 moment, uint256[] memory words, uint256 next)
        private
        view
        returns (uint256)
    {
        bytes32 id = idOf(slot);
        address account = CORE.collectionAccount(id);
        words[next] = COIN.balanceOf(account);
        words[next + 1] = OTHER.balanceOf(account);
        words[next + 2] = CORE.claimOf(address(OTHER), _cast[slot][BUYER]);
        words[next + 3] = IERC1155(address(CORE)).balanceOf(_cast[slot][SELLER], uint256(id));
        if (CORE.statusOf(id) != Status.None) {
            Owed memory due = CORE.owedAt(_deal(slot, false), moment);
            words[next + 4] = due.fee;
            words[next + 5] = due.late;
            words[next + 6] = due.charge;
            words[next + 7] = due.principal;
            words[next + 8] = CORE.recourseDue(_deal(slot, false));
        }
        Standing memory standing = CORE.standing(id);
        assembly ("memory-safe") {
            mcopy(add(add(words, 0x20), shl(5, add(next, 9))), standing, 0x100)
        }
        return next + 17;
    }

    function _playFunding(uint256 slot, Act memory act) private {
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

    function _playDelivery(uint256 slot, Act memory act) private {
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

    function _playServicing(uint256 slot, Act memory act) private {
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

    function _playHolders(uint256 slot, Act memory act) private {
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

    function _playDispute(uint256 slot, Act memory act) private {
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

    function _playTransfers(uint256 slot, Act memory act) private {
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

    function _recovery(uint256 slot, address account, address to) private view returns (Recovery memory recovery) {
        recovery.account = account;
        recovery.to = to;
        recovery.receivables = new bytes32[](1);
        recovery.receivables[0] = idOf(slot);
        recovery.coins = new address[](1);
        recovery.coins[0] = address(COIN);
    }

    /// @dev Both sides, both arbiters, the buyer alone, or the buyer and an arbiter.
    function _resolvers(uint256 slot, uint256 way) private view returns (address[] memory who) {
        who = new address[](way == 2 ? 1 : 2);
        who[0] = way == 1 ? arbiters[0] : _cast[slot][BUYER];
        if (way == 0) who[1] = _cast[slot][SELLER];
        else if (way != 2) who[1] = arbiters[1];
    }

    function _signedBy(address[] memory who, bool unsigned) private pure returns (Approval[] memory approvals) {
        approvals = new Approval[](who.length);
        for (uint256 i = 0; i < who.length; i++) {
            approvals[i] = Approval(who[i], unsigned ? bytes("") : WORD);
        }
    }

    function _sorted(address[] memory who) private pure returns (address[] memory) {
        for (uint256 i = 1; i < who.length; i++) {
            for (uint256 j = i; j > 0 && who[j] < who[j - 1]; j--) {
                (who[j], who[j - 1]) = (who[j - 1], who[j]);
            }
        }
        return who;
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

    /// @dev From nobody in particular where `who` is 0.
    function _call(address who, bytes memory data) private {
        if (who != address(0)) {
            Puppet(who).act(address(CORE), data);
            return;
        }
        (bool done, bytes memory answer) = address(CORE).call(data);
        if (!done) {
            assembly ("memory-safe") {
                revert(add(answer, 0x20), mload(answer))
            }
        }
    }

    function _license(uint256 slot, uint256 party, uint40 until) private {
        // The money lender and the last lender belong to one organisation: notes can be recovered between them.
        uint256 organisation = party == LAST_LENDER ? MONEY_LENDER : party;
        PARTICIPANTS.setParticipant(
            _cast[slot][party],
            uint64(100 + slot * PARTIES + organisation),
            2,
            party == MONEY_LENDER ? IParticipants.Licence.MoneyLender : IParticipants.Licence.Fund,
            until
        );
    }

    /// @dev Whoever calls needs no signature; an act nobody answers for has none either.
    function _signature(Act memory act) private pure returns (bytes memory) {
        return act.direct || act.unsigned ? bytes("") : WORD;
    }

    function _payment(uint256 slot, Act memory act, address payer) private view returns (Payment memory) {
        bytes32 salt = keccak256(abi.encode(slot, block.timestamp));
        return Payment(payer, act.amount, salt, 0, type(uint256).max, _signature(act));
    }

    function _attestation(Act memory act) private pure returns (Attestation memory) {
        return Attestation(act.amount, act.number, act.from, act.until, 0, act.special);
    }

    /// @dev A list is up to four places of four bits, each one more than what it names; 0 ends it.
    function _approvals(Act memory act) private view returns (Approval[] memory approvals) {
        approvals = new Approval[](_lengthOf(act.list));
        for (uint256 i = 0; i < approvals.length; i++) {
            approvals[i] = Approval(attesters[(act.list >> 4 * i & 15) - 1], act.unsigned ? bytes("") : WORD);
        }
    }

    function _payees(uint256 slot, uint256 list) private view returns (address[] memory payees) {
        payees = new address[](_lengthOf(list));
        for (uint256 i = 0; i < payees.length; i++) {
            payees[i] = _cast[slot][(list >> 4 * i & 15) - 1];
        }
    }

    function _lengthOf(uint256 list) private pure returns (uint256 length) {
        for (; list != 0; list >>= 4) {
            length++;
        }
    }

    function _deal(uint256 slot, bool foreign) private view returns (Deal memory deal) {
        uint256 first = _agreements[slot][0];
        uint256 second = _agreements[slot][1];
        Terms memory terms = deal.terms;
        terms.receivable = idOf(slot);
        terms.seller = _cast[slot][SELLER];
        terms.buyer = _cast[slot][BUYER];
        terms.warehouse = attesters[0];
        terms.coin = address(COIN);
        terms.ordersRoot = keccak256(bytes.concat(keccak256(abi.encode(ORDER_KEY, CONTENT))));
        terms.amountDue = uint64(first);
        terms.dueAt = uint40(first >> 64);
        if (foreign) terms.amountDue++;
        deal.registeredAt = uint40(_registeredAt[slot]);
        _readOffer(slot, deal.offer, first, second);
        uint256 named = second >> 208 & 3;
        deal.attesters = new address[](named == 3 ? 2 : 1);
        deal.attesters[0] = attesters[named == 2 ? 1 : 0];
        if (named == 3) deal.attesters[1] = attesters[1];
    }

    function _readOffer(uint256 slot, Offer memory offer, uint256 first, uint256 second) private view {
        offer.fundBy = uint40(first >> 104);
        offer.deliverBy = uint40(first >> 144);
        offer.minimum = uint256(first >> 184);
        offer.advanceBps = uint16(second);
        offer.rateBps = uint16(second >> 16);
        offer.lateRateBps = uint16(second >> 32);
        offer.feeBps = uint16(second >> 48);
        offer.dayCount = uint16(second >> 64);
        offer.dayOffset = int32(uint32(second >> 80));
        offer.graceDays = uint16(second >> 112);
        offer.noticeDays = uint16(second >> 128);
        offer.quorum = uint8(second >> 144);
        offer.sequence = uint40(second >> 152);
        uint256 lender = second >> 192 & 15;
        if (lender != 0) offer.lender = _cast[slot][lender - 1];
        offer.recourse = second >> 196 & 1 != 0;
        offer.rateOverride = second >> 197 & 1 != 0;
        if (second >> 198 & 1 != 0) offer.memorandumHash = bytes32(uint256(1));
    }
}
