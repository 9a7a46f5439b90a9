// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";

import {IParticipants} from "../interfaces/IParticipants.sol";
import {IReceivables} from "../interfaces/IReceivables.sol";
import {IReceivablesTypes} from "../interfaces/IReceivablesTypes.sol";
import {ISettlementCoin} from "../interfaces/ISettlementCoin.sol";
import {Puppet} from "./Puppet.sol";

/// @title The parties of many lives, what each life rests on, and what the parties say
/// @notice Each slot has its own parties, contract accounts that agree to everything, so no life touches another.
abstract contract LifeCast is IReceivablesTypes {
    uint256 public constant PARTIES = 7;

    uint256 internal constant SELLER = 0;
    uint256 internal constant BUYER = 1;
    uint256 internal constant FIRST_LENDER = 2;
    uint256 internal constant MONEY_LENDER = 4;
    uint256 internal constant LAST_LENDER = 5;

    bytes internal constant WORD = hex"01";
    bytes32 internal constant ORDER_KEY = bytes32(uint256(1));
    bytes32 internal constant CONTENT = bytes32(uint256(2));

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

    IReceivables internal immutable CORE;
    IParticipants internal immutable PARTICIPANTS;
    ISettlementCoin internal immutable COIN;
    ISettlementCoin internal immutable OTHER;
    address private immutable PUPPET = address(new Puppet());

    address[2] public attesters;
    address[2] public arbiters;
    address public checker;
    mapping(uint256 slot => address[PARTIES]) internal _cast;
    mapping(uint256 slot => uint256[2]) internal _agreements;
    mapping(uint256 slot => uint256) internal _registeredAt;

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

    /// @notice Id of the receivable of a slot.
    function idOf(uint256 slot) public pure returns (bytes32) {
        return bytes32(uint256(keccak256(abi.encode(slot))) & ~uint256(1));
    }

    /// @dev From nobody in particular where `who` is 0.
    function _call(address who, bytes memory data) internal {
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

    /// @dev Whoever calls needs no signature; an act nobody answers for has none either.
    function _signature(Act memory act) internal pure returns (bytes memory) {
        return act.direct || act.unsigned ? bytes("") : WORD;
    }

    function _payment(uint256 slot, Act memory act, address payer) internal view returns (Payment memory) {
        bytes32 salt = keccak256(abi.encode(slot, block.timestamp));
        return Payment(payer, act.amount, salt, 0, type(uint256).max, _signature(act));
    }

    function _attestation(Act memory act) internal pure returns (Attestation memory) {
        return Attestation(act.amount, act.number, act.from, act.until, 0, act.special);
    }

    /// @dev A list is up to four places of four bits, each one more than what it names; 0 ends it.
    function _approvals(Act memory act) internal view returns (Approval[] memory approvals) {
        approvals = new Approval[](_lengthOf(act.list));
        for (uint256 i = 0; i < approvals.length; i++) {
            approvals[i] = Approval(attesters[(act.list >> 4 * i & 15) - 1], act.unsigned ? bytes("") : WORD);
        }
    }

    function _payees(uint256 slot, uint256 list) internal view returns (address[] memory payees) {
        payees = new address[](_lengthOf(list));
        for (uint256 i = 0; i < payees.length; i++) {
            payees[i] = _cast[slot][(list >> 4 * i & 15) - 1];
        }
    }

    function _deal(uint256 slot, bool foreign) internal view returns (Deal memory deal) {
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

    function _signedBy(address[] memory who, bool unsigned) internal pure returns (Approval[] memory approvals) {
        approvals = new Approval[](who.length);
        for (uint256 i = 0; i < who.length; i++) {
            approvals[i] = Approval(who[i], unsigned ? bytes("") : WORD);
        }
    }

    function _recovery(uint256 slot, address account, address to) internal view returns (Recovery memory recovery) {
        recovery.account = account;
        recovery.to = to;
        recovery.receivables = new bytes32[](1);
        recovery.receivables[0] = idOf(slot);
        recovery.coins = new address[](1);
        recovery.coins[0] = address(COIN);
    }

    /// @dev Both sides, both arbiters, the buyer alone, or the buyer and an arbiter.
    function _resolvers(uint256 slot, uint256 way) internal view returns (address[] memory who) {
        who = new address[](way == 2 ? 1 : 2);
        who[0] = way == 1 ? arbiters[0] : _cast[slot][BUYER];
        if (way == 0) who[1] = _cast[slot][SELLER];
        else if (way != 2) who[1] = arbiters[1];
    }

    function _sorted(address[] memory who) internal pure returns (address[] memory) {
        for (uint256 i = 1; i < who.length; i++) {
            for (uint256 j = i; j > 0 && who[j] < who[j - 1]; j--) {
                (who[j], who[j - 1]) = (who[j - 1], who[j]);
            }
        }
        return who;
    }

    function _license(uint256 slot, uint256 party, uint40 until) internal {
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

    function _lengthOf(uint256 list) private pure returns (uint256 length) {
        for (; list != 0; list >>= 4) {
            length++;
        }
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
