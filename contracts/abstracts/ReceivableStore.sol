// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import {IParticipants} from "../interfaces/IParticipants.sol";
import {IReceivablesTypes} from "../interfaces/IReceivablesTypes.sol";
import {DealHash} from "../libraries/DealHash.sol";
import {SignatureCheck} from "../libraries/SignatureCheck.sol";
import {Waterfall} from "../libraries/Waterfall.sol";

/// @title What is stored about a receivable, and how a deal is matched to it
/// @dev One word at registration, one more per stage; words not in use are neither read nor written (`flags`).
abstract contract ReceivableStore is IReceivablesTypes, EIP712 {
    /// @dev `stamp`: floor of the offer sequence while registered, time of cancellation while cancelled, time of the
    /// first funding from then on.
    struct Head {
        bytes25 commitment;
        Status status;
        uint8 flags;
        uint40 stamp;
    }

    struct Escrow {
        uint56 funded;
        uint56 released;
        uint56 returned;
        uint56 delivered;
        uint32 accruedDay;
    }

    struct Takings {
        uint64 collected;
        uint64 principalRepaid;
        uint64 chargePaid;
        uint64 feePaid;
    }

    struct Extras {
        uint72 principalDays;
        uint72 lateDays;
        uint56 latePaid;
        uint56 diluted;
    }

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

    struct Stored {
        Head head;
        Escrow escrow;
        Takings takings;
        Extras extras;
        Evidence evidence;
        Burnt burnt;
    }

    /// @dev The working copy of one receivable.
    struct Book {
        bytes25 commitment;
        Status status;
        uint8 flags;
        uint256 stamp;
        uint256 funded;
        uint256 returned;
        uint256 delivered;
        uint256 collected;
        uint256 diluted;
        Waterfall.Book tiers;
    }

    uint8 internal constant HAS_TAKINGS = 1;
    uint8 internal constant HAS_EXTRAS = 2;
    uint8 internal constant HAS_EVIDENCE = 4;
    uint8 internal constant HAS_BURNT = 8;
    /// @dev Leaves the 56 bit fields room for late charges of eight times the principal.
    uint256 internal constant AMOUNT_MAX = 2 ** 53 - 1;

    IParticipants internal immutable PARTICIPANTS;

    mapping(bytes32 receivable => Stored) internal _stored;

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

    function _load(bytes32 id) internal view returns (Book memory book) {
        Stored storage stored = _stored[id];
        Head memory head = stored.head;
        book.commitment = head.commitment;
        book.status = head.status;
        book.flags = head.flags;
        book.stamp = head.stamp;
        Waterfall.Book memory tiers = book.tiers;
        if (_isOfferFixed(head.status)) {
            Escrow memory escrow = stored.escrow;
            book.funded = escrow.funded;
            tiers.released = escrow.released;
            book.returned = escrow.returned;
            book.delivered = escrow.delivered;
            tiers.accruedDay = escrow.accruedDay;
        }
        if (head.flags & HAS_TAKINGS != 0) {
            Takings memory takings = stored.takings;
            book.collected = takings.collected;
            tiers.principalRepaid = takings.principalRepaid;
            tiers.chargePaid = takings.chargePaid;
            tiers.feePaid = takings.feePaid;
        }
        if (head.flags & HAS_EXTRAS != 0) {
            Extras memory extras = stored.extras;
            tiers.principalDays = extras.principalDays;
            tiers.lateDays = extras.lateDays;
            tiers.latePaid = extras.latePaid;
            book.diluted = extras.diluted;
        }
    }

    /// @dev The day sums are worth a word only while something is still owed on them.
    function _save(bytes32 id, Book memory book) internal {
        Stored storage stored = _stored[id];
        Waterfall.Book memory tiers = book.tiers;
        if (book.funded != 0) {
            stored.escrow = Escrow({
                funded: uint56(book.funded),
                released: uint56(tiers.released),
                returned: uint56(book.returned),
                delivered: uint56(book.delivered),
                accruedDay: uint32(tiers.accruedDay)
            });
        }
        if (book.flags & HAS_TAKINGS != 0 || book.collected != 0 || tiers.principalRepaid != 0) {
            book.flags |= HAS_TAKINGS;
            stored.takings = Takings({
                collected: uint64(book.collected),
                principalRepaid: uint64(tiers.principalRepaid),
                chargePaid: uint64(tiers.chargePaid),
                feePaid: uint64(tiers.feePaid)
            });
        }
        bool runs = tiers.principalDays + tiers.lateDays != 0 && !_isClosed(book.status);
        if (book.flags & HAS_EXTRAS != 0 || runs || tiers.latePaid + book.diluted != 0) {
            book.flags |= HAS_EXTRAS;
            stored.extras = Extras({
                principalDays: uint72(tiers.principalDays),
                lateDays: uint72(tiers.lateDays),
                latePaid: uint56(tiers.latePaid),
                diluted: uint56(book.diluted)
            });
        }
        stored.head = Head(book.commitment, book.status, book.flags, uint40(book.stamp));
    }

    /// @dev What lenders got in all: unspent escrow, principal, charge and late charge.
    function _lenderTotal(Book memory book) internal pure returns (uint256) {
        Waterfall.Book memory tiers = book.tiers;
        return book.returned + tiers.principalRepaid + tiers.chargePaid + tiers.latePaid;
    }

    function _escrowOf(Book memory book) internal pure returns (uint256) {
        return book.funded - book.tiers.released - book.returned;
    }

    /// @dev What the buyer still owes in all, before what it paid.
    function _expected(Deal calldata deal, Book memory book) internal pure returns (uint256) {
        return deal.terms.amountDue > book.diluted ? deal.terms.amountDue - book.diluted : 0;
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
