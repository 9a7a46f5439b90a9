// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import {IParticipants} from "../interfaces/IParticipants.sol";
import {IReceivablesErrors} from "../interfaces/IReceivablesErrors.sol";
import {IReceivablesEvents} from "../interfaces/IReceivablesEvents.sol";
import {DealHash} from "../libraries/DealHash.sol";
import {SignatureCheck} from "../libraries/SignatureCheck.sol";
import {Waterfall} from "../libraries/Waterfall.sol";

/// @title What is stored about a receivable, and how a deal is matched to it
/// @dev Two words at registration; a life without exceptions never needs a third (see `_load`). Words not in use are
/// neither read nor written.
abstract contract ReceivableStore is IReceivablesEvents, IReceivablesErrors, EIP712 {
    /// @dev `fingerprint` is of the lodged attestation, 0 for none.
    struct Evidence {
        uint32 voided;
        uint32 seq;
        uint40 notBefore;
        bytes19 fingerprint;
    }

    /// @dev Own: run by this contract's access manager.
    enum CoinKind {
        Refused,
        Foreign,
        Own
    }

    /// @dev Units burnt after closing and what their holders were paid in all.
    struct Burnt {
        uint128 units;
        uint128 paid;
    }

    /// @dev Words are packed by hand (see `_load`): one read and one write each.
    struct Stored {
        uint256 head;
        uint256 state;
        uint256 escrow;
        uint256 takings;
        uint256 extras;
        Evidence evidence;
        Burnt burnt;
        uint256 dispute;
    }

    /// @dev The working copy of one receivable. `commitment` and `stamp` are known only after `_open`. `stamp`: floor
    /// of the offer sequence while registered, time of cancellation while cancelled, time of the first funding from
    /// then on. `holder` is the title's, 0 once it is burnt.
    struct Book {
        bytes25 commitment;
        uint256 stamp;
        Status status;
        uint256 flags;
        uint256 holder;
        uint256 funded;
        uint256 returned;
        uint256 delivered;
        uint256 collected;
        uint256 diluted;
        Waterfall.Book tiers;
    }

    uint256 internal constant HAS_ESCROW = 1;
    uint256 internal constant HAS_TAKINGS = 2;
    uint256 internal constant HAS_EXTRAS = 4;
    uint256 internal constant HAS_EVIDENCE = 8;
    uint256 internal constant HAS_BURNT = 16;
    /// @dev One collection closed the receivable: its takings lie where the burnt title's holder was.
    uint256 internal constant IS_COMPACT = 32;
    /// @dev There was a dispute: `dispute` is in use (see DisputeWord).
    uint256 internal constant HAS_DISPUTE = 64;
    /// @dev The buyer has promised to pay without set-off.
    uint256 internal constant IS_PROMISED = 128;
    /// @dev An order is also in a receivable that comes first.
    uint256 internal constant IS_DUPLICATE = 256;
    /// @dev A final attestation was used.
    uint256 internal constant IS_DELIVERY_CLOSED = 512;
    /// @dev The coin was one of our own when the receivable was registered: what it pays out is not measured.
    uint256 internal constant IS_OWN_COIN = 1024;
    /// @dev A promise, a duplicate proof and credits end with the registration they were about; what was collected
    /// does not.
    uint256 internal constant ENDS_WITH_CANCELLATION = IS_PROMISED | IS_DUPLICATE | HAS_EXTRAS | IS_OWN_COIN;
    /// @dev Leaves the 56 bit fields room for late charges of eight times the principal.
    uint256 internal constant AMOUNT_MAX = 2 ** 53 - 1;
    /// @dev Stands for the whole amount due.
    uint256 internal constant ALL_DELIVERED = 2 ** 56 - 1;

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
        _readHead(id, book);
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

    /// @dev Of the states in which the offer is fixed, those that came after a release.
    function _wasReleased(Status status) private pure returns (bool) {
        return status == Status.Released || status == Status.Settled || status == Status.BoughtBack
            || status == Status.Defaulted;
    }

    /// @dev head: commitment 200, free 16, stamp 40.
    function _readHead(bytes32 id, Book memory book) internal view {
        uint256 word = _stored[id].head;
        book.commitment = bytes25(bytes32(word));
        book.stamp = uint40(word);
    }

    function _writeHead(bytes32 id, bytes25 commitment, uint256 stamp) internal {
        _stored[id].head = uint256(bytes32(commitment)) | stamp;
    }

    /// @dev state: holder 160 (once burnt and compact: collected 54, charge 53, fee 53), funded 56, day 16, status 8,
    /// flags 16. escrow: released, returned, delivered 56 each; without it everything funded was released against full
    /// delivery, or returned, as the status says. takings: collected, principal, charge, fee 64 each. extras: principal
    /// days, late days 72 each, late paid, diluted 56 each. Amounts stay below 2^53, so no field can run into its
    /// neighbour.
    function _load(bytes32 id) internal view returns (Book memory book) {
        Stored storage stored = _stored[id];
        Waterfall.Book memory tiers = book.tiers;
        uint256 word = stored.state;
        Status status = Status(uint8(word >> 16));
        uint256 flags = uint16(word);
        uint256 funded = uint56(word >> 40);
        book.status = status;
        book.flags = flags;
        book.holder = word >> 96;
        book.funded = funded;
        tiers.accruedDay = uint16(word >> 24);
        if (flags & IS_COMPACT != 0) {
            book.holder = 0;
            book.collected = word >> 202;
            tiers.principalRepaid = funded;
            tiers.chargePaid = uint256(uint160(word >> 96)) >> 53 & AMOUNT_MAX;
            tiers.feePaid = word >> 96 & AMOUNT_MAX;
        }
        if (flags & HAS_ESCROW != 0) {
            word = stored.escrow;
            tiers.released = word >> 112;
            book.returned = uint56(word >> 56);
            book.delivered = uint56(word);
        } else if (_wasReleased(status)) {
            tiers.released = funded;
            book.delivered = ALL_DELIVERED;
        } else if (status == Status.Refunded) {
            book.returned = funded;
        }
        if (flags & HAS_TAKINGS != 0) {
            word = stored.takings;
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

    /// @dev Writes everything but the head. Extras are worth a word only while something is still owed on them.
    function _save(bytes32 id, Book memory book) internal {
        Stored storage stored = _stored[id];
        Waterfall.Book memory tiers = book.tiers;
        uint256 flags = book.flags;
        if (flags & HAS_ESCROW != 0 || !_isPlain(book)) {
            flags |= HAS_ESCROW;
            stored.escrow = tiers.released << 112 | book.returned << 56 | book.delivered;
        }
        uint256 top = book.holder;
        if (top == 0 && flags & (HAS_ESCROW | HAS_TAKINGS) == 0 && _isCompact(book)) {
            flags |= IS_COMPACT;
            top = book.collected << 106 | tiers.chargePaid << 53 | tiers.feePaid;
        }
        uint256 word = book.collected << 192 | tiers.principalRepaid << 128 | tiers.chargePaid << 64 | tiers.feePaid;
        if (flags & IS_COMPACT == 0 && word != 0) {
            flags |= HAS_TAKINGS;
            stored.takings = word;
        }
        bool runs = tiers.principalDays | tiers.lateDays != 0 && !_isClosed(book.status);
        if (runs || flags & HAS_EXTRAS != 0 || tiers.latePaid | book.diluted != 0) {
            flags |= HAS_EXTRAS;
            stored.extras = tiers.principalDays << 184 | tiers.lateDays << 112 | tiers.latePaid << 56 | book.diluted;
        }
        book.flags = flags;
        stored.state = _stateWord(book, top);
    }

    function _stateWord(Book memory book, uint256 top) private pure returns (uint256) {
        return top << 96 | book.funded << 40 | book.tiers.accruedDay << 24 | uint256(book.status) << 16 | book.flags;
    }

    /// @dev Whether the state alone tells what became of the escrow.
    function _isPlain(Book memory book) private pure returns (bool) {
        uint256 released = book.tiers.released;
        if (_wasReleased(book.status)) {
            return released == book.funded && book.returned == 0 && book.delivered == ALL_DELIVERED;
        }
        return released | book.delivered == 0
            && book.returned == (book.status == Status.Refunded ? book.funded : 0);
    }

    /// @dev Whether the takings of a repaid receivable fit where its title's holder was.
    function _isCompact(Book memory book) private pure returns (bool) {
        Waterfall.Book memory tiers = book.tiers;
        return _wasReleased(book.status) && tiers.principalRepaid == book.funded
            && book.collected >> 54 | tiers.chargePaid >> 53 | tiers.feePaid >> 53 == 0;
    }

    /// @dev The state alone, for acts that change nothing but status and flags.
    function _saveState(bytes32 id, Book memory book) internal {
        uint256 word = _stored[id].state;
        _stored[id].state = word >> 24 << 24 | uint256(book.status) << 16 | book.flags;
    }

    /// @dev The title burns with the next save; its holder is the seller, since titles do not move.
    function _close(Deal calldata deal, Book memory book, Status status) internal {
        book.status = status;
        book.holder = 0;
        emit IERC1155.TransferSingle(msg.sender, deal.terms.seller, address(0), uint256(deal.terms.receivable), 1);
    }

    /// @dev What lenders got in all: unspent escrow, principal, charge and late charge.
    function _lenderTotal(Book memory book) internal pure returns (uint256) {
        Waterfall.Book memory tiers = book.tiers;
        unchecked {
            return book.returned + tiers.principalRepaid + tiers.chargePaid + tiers.latePaid;
        }
    }

    /// @dev What lenders got in all, and the units it is shared by. The state alone tells when that is nothing yet.
    function _distributed(bytes32 id) internal view returns (uint256 total, uint256 funded) {
        uint256 word = _stored[id].state;
        bool isNothing = word & (HAS_ESCROW | HAS_TAKINGS | IS_COMPACT) == 0
            && Status(uint8(word >> 16)) != Status.Refunded;
        if (isNothing) return (0, uint56(word >> 40));
        Book memory book = _load(id);
        return (_lenderTotal(book), book.funded);
    }

    function _escrowOf(Book memory book) internal pure returns (uint256) {
        unchecked {
            return book.funded - book.tiers.released - book.returned;
        }
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
            : SignatureCheck.isValidCalldata(account, _hashTypedDataV4(structHash), signature);
        require(given, NotAuthorised(account));
    }

    function _requireInTime(uint256 deadline) internal view {
        require(block.timestamp <= deadline, TooLate(deadline));
    }
}
