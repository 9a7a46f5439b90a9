// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import {ERC1155Utils} from "@openzeppelin/contracts/token/ERC1155/utils/ERC1155Utils.sol";

import {Attestations} from "./abstracts/Attestations.sol";
import {Collections} from "./abstracts/Collections.sol";
import {Delegating} from "./abstracts/Delegating.sol";
import {NoteToken} from "./abstracts/NoteToken.sol";
import {ReceivableStore} from "./abstracts/ReceivableStore.sol";
import {ICollectionAccount} from "./interfaces/ICollectionAccount.sol";
import {IParticipants} from "./interfaces/IParticipants.sol";
import {IReceivablesCore} from "./interfaces/IReceivablesCore.sol";
import {IReceivablesNotes} from "./interfaces/IReceivablesNotes.sol";
import {DealHash} from "./libraries/DealHash.sol";
import {ParticipantWord} from "./libraries/ParticipantWord.sol";
import {Waterfall} from "./libraries/Waterfall.sol";

/// @title Receivables
/// @dev The common path. What is not here is handed to ReceivablesServicing, and on to ReceivablesDisputes,
/// ReceivablesNotes and ReceivablesTransfers.
contract Receivables is IReceivablesCore, Attestations, AccessManaged, Delegating {
    using ParticipantWord for uint256;

    address private immutable PREDECESSOR;

    /// @param participants the register of who may take part
    /// @param accountCode CollectionAccount made for this contract's address
    /// @param treasury account to which platform fees are parked
    /// @param servicing ReceivablesServicing made with the same participants, accountCode and treasury
    /// @param baseUri where token metadata lies, with a closing slash
    /// @param predecessor deployment whose ids this one refuses, or 0; its funding must have ended for ever, so that
    /// nothing can be funded in both
    constructor(
        address authority,
        address participants,
        address accountCode,
        address treasury,
        address servicing,
        string memory baseUri,
        address predecessor
    )
        AccessManaged(authority)
        ReceivableStore(participants)
        Collections(accountCode, treasury)
        NoteToken(baseUri)
        Delegating(servicing)
    {
        require(ICollectionAccount(accountCode).receivables() == address(this), NotEligible(accountCode));
        require(treasury != address(0), NotEligible(treasury));
        require(predecessor == address(0) || IReceivablesNotes(predecessor).isSunset(), NotSunset(predecessor));
        PREDECESSOR = predecessor;
    }

    /// @inheritdoc IReceivablesCore
    function register(
        Registration calldata registration,
        bytes calldata sellerSignature,
        bytes calldata warehouseSignature
    ) external override notEntered {
        uint256 count = registration.lots.length;
        require(count != 0, EmptyBatch());
        require(block.timestamp >= registration.issuedAt, TooEarly(registration.issuedAt));
        _requireInTime(registration.expiry);
        CoinKind kind = _coins[registration.coin];
        require(kind != CoinKind.Refused, CoinNotAllowed(registration.coin));
        _requireRole(registration.seller, SELLER);
        uint256 house = _requireRole(registration.warehouse, WAREHOUSE);
        require(house.signerSince() <= block.timestamp, NotEligible(registration.warehouse));
        if (PREDECESSOR != address(0)) _requireUnknownBefore(registration.lots);

        emit Registered(
            registration.seller, registration.warehouse, registration.coin, uint40(block.timestamp), count
        );
        bytes32 lotsHash = _registerLots(registration, kind == CoinKind.Own ? IS_OWN_COIN : 0);

        bytes32 structHash = keccak256(
            abi.encode(
                DealHash.REGISTRATION,
                registration.seller,
                registration.warehouse,
                registration.coin,
                registration.issuedAt,
                registration.expiry,
                lotsHash
            )
        );
        _requireSigned(registration.seller, structHash, sellerSignature);
        _requireSigned(registration.warehouse, structHash, warehouseSignature);
    }

    /// @inheritdoc IReceivablesCore
    function fund(Deal calldata deal, bytes calldata sellerSignature, Payment calldata payment)
        external
        override
        nonReentrant
    {
        bytes32 hash = _fund(deal, sellerSignature, payment.payer, payment.amount);
        _pull(
            deal.terms.coin, payment, keccak256(abi.encode(hash, payment.payer, payment.amount, payment.salt))
        );
    }

    /// @inheritdoc IReceivablesCore
    function fundFor(Deal calldata deal, bytes calldata sellerSignature, address lender, uint256 amount)
        external
        override
        nonReentrant
    {
        _fund(deal, sellerSignature, lender, amount);
        _pullAllowed(deal.terms.coin, amount);
    }

    /// @inheritdoc IReceivablesCore
    function release(Deal calldata deal, Attestation calldata attestation, Approval[] calldata approvals)
        external
        override
    {
        // A final one is off the common path: ReceivablesDisputes takes it.
        if (attestation.isFinal) _handOn();
        _releasePart(deal, attestation, approvals);
    }

    /// @inheritdoc IReceivablesCore
    function settle(Deal calldata deal, Payment calldata payment, address[] calldata payees)
        external
        override
        nonReentrant
    {
        (bytes32 id, Book memory book) = _open(deal);
        _requireAmount(payment.amount);
        _pull(
            deal.terms.coin,
            payment,
            keccak256(abi.encode(DealHash.PAYMENT, id, payment.payer, payment.amount, payment.salt))
        );
        _collect(deal, id, book, payment.payer, payment.amount);
        _payHolders(deal, id, book, payees);
    }

    /// @inheritdoc IReceivablesCore
    function sweep(Deal calldata deal, address[] calldata payees)
        external
        override
        nonReentrant
        returns (uint256 amount)
    {
        (bytes32 id, Book memory book) = _open(deal);
        amount = _sweep(deal, id, book);
        _payHolders(deal, id, book, payees);
    }

    /// @inheritdoc IReceivablesCore
    function payOut(Deal calldata deal, address[] calldata holders) external override nonReentrant {
        (bytes32 id, Book memory book) = _open(deal);
        require(_isOfferFixed(book.status), WrongStatus(id, book.status));
        _payHolders(deal, id, book, holders);
    }

    /// @notice ERC-1155: moves note units to a licensed lender; asks a receiving contract last, under the guard. Reverts
    /// ERC1155MissingApprovalForAll, ERC1155InvalidReceiver, {TitleNotTransferable}, ERC7943CannotSend,
    /// ERC7943CannotReceive, ERC1155InsufficientBalance, ERC7943InsufficientUnfrozenBalance.
    function safeTransferFrom(address from, address to, uint256 id, uint256 value, bytes calldata data)
        external
        nonReentrant
    {
        _requireMayMove(from, to);
        _moveNote(from, to, id, value);
        emit IERC1155.TransferSingle(msg.sender, from, to, id, value);
        ERC1155Utils.checkOnERC1155Received(msg.sender, from, to, id, value, data);
    }

    /// @inheritdoc IReceivablesCore
    function statusOf(bytes32 receivable) external view override returns (Status) {
        return Status(uint8(_stored[receivable].state >> 16));
    }

    /// @inheritdoc IReceivablesCore
    function knows(bytes32 receivable) external view override returns (bool) {
        uint256 state = uint24(_stored[receivable].state) & ~ENDS_WITH_CANCELLATION;
        if (state != 0 && state != uint256(Status.Cancelled) << 16) return true;
        return PREDECESSOR != address(0) && IReceivablesCore(PREDECESSOR).knows(receivable);
    }

    function _requireUnknownBefore(Lot[] calldata lots) private view {
        for (uint256 i = 0; i < lots.length; i++) {
            bytes32 id = lots[i].receivable;
            require(!IReceivablesCore(PREDECESSOR).knows(id), AlreadyRegistered(id, Status.None));
        }
    }

    function _releasePart(Deal calldata deal, Attestation calldata attestation, Approval[] calldata approvals)
        private
        nonReentrant
    {
        (bytes32 id, Book memory book) = _acceptAttestation(deal, attestation, approvals);
        uint256 amount = _releasableNow(deal, book);
        require(amount != 0, NothingToRelease(id));
        _advance(deal, id, book, attestation, amount);
        _trim(deal, id, book, false);
        _save(id, book);
        _pay(id, book, deal.terms.coin, deal.terms.seller, amount);
    }

    /// @dev Writes the lots, their hashes and the arrays of {TransferBatch} (one lot: {TransferSingle}) where they are
    /// needed: nothing is copied.
    /// @return lotsHash hash of the lots' hashes in a row
    function _registerLots(Registration calldata registration, uint256 flags) private returns (bytes32 lotsHash) {
        Lot[] calldata lots = registration.lots;
        uint256 count = lots.length;
        address seller = registration.seller;
        uint256 state = uint256(uint160(seller)) << 96 | uint256(Status.Registered) << 16 | flags;
        uint256 issuedAt = registration.issuedAt;
        // The log: where ids and values start, ids, values; then the hashes.
        uint256[] memory words = new uint256[](3 * count + 4);
        bytes32 batch = IERC1155.TransferBatch.selector;
        bytes32 single = IERC1155.TransferSingle.selector;
        assembly ("memory-safe") {
            let log := add(words, 0x20)
            let size := shl(5, count)
            mstore(log, 0x40)
            mstore(add(log, 0x20), add(0x60, size))
            mstore(add(log, 0x40), count)
            mstore(add(add(log, 0x60), size), count)
        }
        for (uint256 i = 0; i < count;) {
            Lot calldata lot = lots[i];
            bytes32 lotHash = _registerLot(registration, lot, state, issuedAt);
            assembly ("memory-safe") {
                let size := shl(5, count)
                let at := add(add(words, 0x80), shl(5, i))
                mstore(at, calldataload(lot))
                at := add(add(at, size), 0x20)
                mstore(at, 1)
                mstore(add(at, size), lotHash)
                i := add(i, 1)
            }
        }
        assembly ("memory-safe") {
            let size := shl(5, count)
            switch count
            case 1 {
                // The id, then the count of values, which is 1 like the value.
                log4(add(words, 0x80), 0x40, single, caller(), 0, seller)
            }
            default { log4(add(words, 0x20), add(0x80, shl(1, size)), batch, caller(), 0, seller) }
            lotsHash := keccak256(add(add(words, 0xa0), shl(1, size)), size)
        }
    }

    function _registerLot(Registration calldata registration, Lot calldata lot, uint256 opening, uint256 issuedAt)
        private
        returns (bytes32 lotHash)
    {
        bytes32 id = lot.receivable;
        address buyer = lot.buyer;
        require(
            uint256(id) & 1 == 0 && buyer != address(0) && lot.dueAt != 0 && lot.amountDue != 0
                && lot.amountDue <= AMOUNT_MAX,
            InvalidLot(id)
        );
        Stored storage stored = _stored[id];
        uint256 head = stored.head;
        if (head != 0) {
            uint256 state = stored.state;
            Status status = Status(uint8(state >> 16));
            bool isUntouched = uint16(state) & ~ENDS_WITH_CANCELLATION == 0;
            bool isFree = status == Status.Cancelled && isUntouched && issuedAt > uint40(head);
            require(isFree, AlreadyRegistered(id, status));
        }
        bytes32 termsHash;
        (lotHash, termsHash) = DealHash.ofLot(registration, lot);
        bytes25 commitment = bytes25(DealHash.ofDeal(termsHash, block.timestamp, bytes32(0)));
        stored.head = uint256(bytes32(commitment));
        stored.state = opening;
        // amountDue, dueAt, ordersRoot and documentHash lie in a row; the address and the time were read above, which
        // refuses stray high bits.
        bytes32 kind = LotRegistered.selector;
        assembly ("memory-safe") {
            let free := mload(0x40)
            calldatacopy(free, add(lot, 0x40), 0x80)
            log3(free, 0x80, kind, id, buyer)
        }
    }

    /// @dev Everything about a funding but the money.
    /// @return dealHash_ what the lender commits to
    function _fund(Deal calldata deal, bytes calldata sellerSignature, address lender, uint256 amount)
        private
        returns (bytes32 dealHash_)
    {
        require(!_pauses.funding, Paused());
        bytes32 id = deal.terms.receivable;
        Book memory book = _load(id);
        Status before = book.status;
        require(before == Status.Registered || before == Status.Funding, WrongStatus(id, before));
        require(book.flags & IS_DUPLICATE == 0, DuplicateOrder(id));
        _requireInTime(deal.offer.fundBy);
        _requireAmount(amount);
        _readHead(id, book);

        bytes32 terms = DealHash.ofTerms(deal.terms);
        bytes32 offer = DealHash.ofOffer(deal);
        dealHash_ = DealHash.ofDeal(terms, deal.registeredAt, offer);
        bytes32 known = before == Status.Funding ? dealHash_ : DealHash.ofDeal(terms, deal.registeredAt, 0);
        require(book.commitment == bytes25(known), WrongDeal(id));
        if (before == Status.Registered) {
            _checkOffer(deal, id, book);
            _requireSigned(deal.terms.seller, offer, sellerSignature);
        }
        _checkLender(deal.offer, lender);
        _sweep(deal, id, book);
        require(book.status == before, WrongStatus(id, book.status));

        uint256 cap = _advanceCap(deal, book, _deliverable(deal, book));
        uint256 escrow = book.funded - book.returned;
        // A dispute that has ended may have left less to lend on than there is.
        uint256 room = cap > escrow ? cap - escrow : 0;
        require(amount <= room, AboveCap(id, amount, room));
        if (before == Status.Registered) {
            _writeHead(id, bytes25(dealHash_), block.timestamp);
            emit OfferFrozen(id, dealHash_, deal.offer.sequence);
        }
        book.funded += amount;
        book.status = escrow + amount == cap ? Status.Funded : Status.Funding;
        _save(id, book);
        _mintNote(lender, uint256(id) | 1, amount);
        emit Funded(id, lender, amount, book.funded, book.status);
    }

    /// @dev A money lender needs its memorandum and may not charge more for being late.
    function _checkLender(Offer calldata offer, address lender) private view {
        require(offer.lender == address(0) || offer.lender == lender, NotEligible(lender));
        if (_requireLender(lender, offer.deliverBy) == IParticipants.Licence.MoneyLender) {
            require(offer.memorandumHash != bytes32(0), InvalidOffer("memorandumHash"));
            require(offer.lateRateBps <= offer.rateBps, InvalidOffer("lateRateBps"));
        }
    }

    function _checkOffer(Deal calldata deal, bytes32 id, Book memory book) private view {
        Offer calldata offer = deal.offer;
        require(offer.sequence >= book.stamp, OfferSuperseded(id, offer.sequence, uint40(book.stamp)));
        require(offer.advanceBps != 0 && offer.advanceBps <= 10_000, InvalidOffer("advanceBps"));
        require(offer.dayCount == 360 || offer.dayCount == 365, InvalidOffer("dayCount"));
        require(offer.dayOffset > -1 days && offer.dayOffset < 1 days, InvalidOffer("dayOffset"));
        require(offer.deliverBy >= offer.fundBy, InvalidOffer("deliverBy"));
        require(offer.quorum != 0 && offer.quorum <= deal.attesters.length, InvalidOffer("quorum"));
        _requireRole(deal.terms.seller, SELLER);

        uint256 ceiling = _ceilingBps(offer);
        uint256 today = Waterfall.dayOf(block.timestamp, offer.dayOffset);
        uint256 dueDay = Waterfall.dayOf(deal.terms.dueAt, offer.dayOffset);
        uint256 term = dueDay > today ? dueDay - today : 0;
        uint256 rate = Waterfall.annualBpsUp(offer.rateBps, offer.feeBps, offer.dayCount, term);
        require(rate <= ceiling, RateAboveCeiling(rate, ceiling));
        rate = Waterfall.annualBpsUp(offer.lateRateBps, 0, offer.dayCount, 1);
        require(rate <= ceiling, RateAboveCeiling(rate, ceiling));
    }
}
