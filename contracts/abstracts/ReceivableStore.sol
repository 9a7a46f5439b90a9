// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import {IParticipants} from "../interfaces/IParticipants.sol";
import {IReceivablesTypes} from "../interfaces/IReceivablesTypes.sol";
import {DealHash} from "../libraries/DealHash.sol";
import {SignatureCheck} from "../libraries/SignatureCheck.sol";
import {Waterfall} from "../libraries/Waterfall.sol";

/// @title What is stored about a receivable, and how a deal is matched to it
/// @dev One word at registration, one more per stage; words not in use are neither read nor written (`flags`).
abstract contract ReceivableStore is IReceivablesTypes, EIP712 {
    /// @dev `fingerprint` is of the lodged attestation, 0 for none.
    struct Evidence {
        uint32 voided;
        uint32 seq;
        uint40 notBefore;
        bytes19 fingerprint;
    }

    /// @dev Units burnt after closing and what their holders were paid in all.
    struct Burnt {
        uint128 units;
        uint128 paid;
    }

    /// @dev Words are packed by hand (see `_load`): one read and one write each.
    struct Stored {
        uint256 head;
        uint256 escrow;
        uint256 takings;
        uint256 extras;
        Evidence evidence;
        Burnt burnt;
    }

    /// @dev The working copy of one receivable. `stamp`: floor of the offer sequence while registered, time of
    /// cancellation while cancelled, time of the first funding from then on. `closing`: the title burns in this call.
    struct Book {
        bytes25 commitment;
        Status status;
        uint256 flags;
        uint256 stamp;
        bool closing;
        uint256 funded;
        uint256 returned;
        uint256 delivered;
        uint256 collected;
        uint256 diluted;
        Waterfall.Book tiers;
    }

    uint256 internal constant HAS_TAKINGS = 1;
    uint256 internal constant HAS_EXTRAS = 2;
    uint256 internal constant HAS_EVIDENCE = 4;
    uint256 internal constant HAS_BURNT = 8;
    /// @dev One collection closed the receivable: its takings lie where the burnt title was.
    uint256 internal constant TAKINGS_IN_TITLE = 16;
    /// @dev Leaves the 56 bit fields room for late charges of eight times the principal.
    uint256 internal constant AMOUNT_MAX = 2 ** 53 - 1;

    IParticipants internal immutable PARTICIPANTS;

    mapping(bytes32 receivable => Stored) internal _stored;
    /// @dev The title's holder while open. A word of takings is larger than any address.
    mapping(uint256 id => uint256) internal _titles;

    constructor(address participants) EIP712("Quaynote Receivables", "1") {
        PARTICIPANTS = IParticipants(participants);
    }

    /// @dev Loads a receivable and proves that `deal` is the committed one.
    function _open(Deal calldata deal) internal view returns (bytes32 id, Book memory book) {
        id = deal.terms.receivable;
        book = _load(id);
        require(book.status != Status.None, WrongStatus(id, Status.None));
        bytes32 offer = _isOfferFixed(book.status) ? DealHash.ofOffer(deal) : bytes32(0);
        require(book.commitment == _commitment(deal, offer), WrongDeal(id));
    }

    function _commitment(Deal calldata deal, bytes32 offer) internal pure returns (bytes25) {
        return bytes25(DealHash.ofDeal(DealHash.ofTerms(deal.terms), deal.registeredAt, offer));
    }

    function _isOfferFixed(Status status) internal pure returns (bool) {
        return status != Status.Registered && status != Status.Cancelled;
    }

    function _isClosed(Status status) internal pure returns (bool) {
        return status == Status.Settled || status == Status.Refunded || status == Status.BoughtBack;
    }

    /// @dev head: commitment 200, status 8, flags 8, stamp 40. escrow: funded, released, returned, delivered 56 each,
    /// day 32. takings: collected, principal, charge, fee 64 each. extras: principal days, late days 72 each, late
    /// paid, diluted 56 each. Amounts stay below 2^53, so no field can run into its neighbour.
    function _load(bytes32 id) internal view returns (Book memory book) {
        Stored storage stored = _stored[id];
        Waterfall.Book memory tiers = book.tiers;
        uint256 word = stored.head;
        book.commitment = bytes25(bytes32(word));
        book.status = Status(uint8(word >> 48));
        uint256 flags = uint8(word >> 40);
        book.flags = flags;
        book.stamp = uint40(word);
        if (_isOfferFixed(book.status)) {
            word = stored.escrow;
            book.funded = word >> 200;
            tiers.released = uint56(word >> 144);
            book.returned = uint56(word >> 88);
            book.delivered = uint56(word >> 32);
            tiers.accruedDay = uint32(word);
        }
        if (flags & (HAS_TAKINGS | TAKINGS_IN_TITLE) != 0) {
            word = flags & HAS_TAKINGS != 0 ? stored.takings : _titles[uint256(id)];
            book.collected = word >> 192;
            tiers.principalRepaid = uint64(word >> 128);
            tiers.chargePaid = uint64(word >> 64);
            tiers.feePaid = uint64(word);
        }
        if (flags & HAS_EXTRAS != 0) {
            word = stored.extras;
            tiers.principalDays = word >> 184;
            tiers.lateDays = uint72(word >> 112);
            tiers.latePaid = uint56(word >> 56);
            book.diluted = uint56(word);
        }
    }

    /// @dev The day sums are worth a word only while something is still owed on them.
    function _save(bytes32 id, Book memory book) internal {
        Stored storage stored = _stored[id];
        Waterfall.Book memory tiers = book.tiers;
        uint256 flags = book.flags;
        if (book.funded != 0) {
            stored.escrow = book.funded << 200 | tiers.released << 144 | book.returned << 88 | book.delivered << 32
                | tiers.accruedDay;
        }
        uint256 word = book.collected << 192 | tiers.principalRepaid << 128 | tiers.chargePaid << 64 | tiers.feePaid;
        if (flags & TAKINGS_IN_TITLE != 0) {
            _titles[uint256(id)] = word;
        } else if (book.closing && flags & HAS_TAKINGS == 0 && book.collected != 0) {
            flags |= TAKINGS_IN_TITLE;
            _titles[uint256(id)] = word;
        } else {
            if (book.closing) _titles[uint256(id)] = 0;
            if (word != 0) {
                flags |= HAS_TAKINGS;
                stored.takings = word;
            }
        }
        book.closing = false;
        bool runs = tiers.principalDays | tiers.lateDays != 0 && !_isClosed(book.status);
        if (runs || flags & HAS_EXTRAS != 0 || tiers.latePaid | book.diluted != 0) {
            flags |= HAS_EXTRAS;
            stored.extras = tiers.principalDays << 184 | tiers.lateDays << 112 | tiers.latePaid << 56 | book.diluted;
        }
        book.flags = flags;
        stored.head = _head(book.commitment, book.status, flags, book.stamp);
    }

    function _head(bytes25 commitment, Status status, uint256 flags, uint256 stamp) internal pure returns (uint256) {
        return uint256(bytes32(commitment)) | uint256(status) << 48 | flags << 40 | stamp;
    }

    /// @dev The title burns with the next save; its holder is the seller, since titles do not move.
    function _close(Deal calldata deal, Book memory book, Status status) internal {
        book.status = status;
        book.closing = true;
        emit IERC1155.TransferSingle(msg.sender, deal.terms.seller, address(0), uint256(deal.terms.receivable), 1);
    }

    /// @dev What lenders got in all: unspent escrow, principal, charge and late charge.
    function _lenderTotal(Book memory book) internal pure returns (uint256) {
        Waterfall.Book memory tiers = book.tiers;
        unchecked {
            return book.returned + tiers.principalRepaid + tiers.chargePaid + tiers.latePaid;
        }
    }

    function _escrowOf(Book memory book) internal pure returns (uint256) {
        return book.funded - book.tiers.released - book.returned;
    }

    /// @dev What the buyer still owes in all, before what it paid.
    function _expected(Deal calldata deal, Book memory book) internal pure returns (uint256) {
        uint256 due = deal.terms.amountDue;
        unchecked {
            return due > book.diluted ? due - book.diluted : 0;
        }
    }

    function _owed(Deal calldata deal, Book memory book, uint256 moment) internal pure returns (Owed memory) {
        Offer calldata offer = deal.offer;
        if (book.tiers.released == 0) return Owed(0, 0, 0, 0);
        uint256 lateFromDay = Waterfall.dayOf(deal.terms.dueAt, offer.dayOffset) + offer.graceDays;
        Waterfall.accrue(book.tiers, lateFromDay, Waterfall.dayOf(moment, offer.dayOffset));
        return Waterfall.owed(
            book.tiers,
            Waterfall.Price({
                rateBps: offer.rateBps,
                lateRateBps: offer.lateRateBps,
                feeBps: offer.feeBps,
                dayCount: offer.dayCount,
                ceilingBps: _ceilingBps(offer),
                lateFromDay: lateFromDay
            })
        );
    }

    function _ceilingBps(Offer calldata offer) internal pure returns (uint256) {
        return offer.rateOverride ? Waterfall.HARD_CEILING_BPS : Waterfall.SOFT_CEILING_BPS;
    }

    /// @dev An empty signature means that the caller is the one.
    function _requireSigned(address account, bytes32 structHash, bytes calldata signature) internal view {
        bool given = signature.length == 0
            ? msg.sender == account
            : SignatureCheck.isValid(account, _hashTypedDataV4(structHash), signature);
        require(given, NotAuthorised(account));
    }

    function _requireInTime(uint256 deadline) internal view {
        require(block.timestamp <= deadline, TooLate(deadline));
    }
}
