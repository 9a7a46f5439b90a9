// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

import {Attestations} from "./abstracts/Attestations.sol";
import {Collections} from "./abstracts/Collections.sol";
import {Delegating} from "./abstracts/Delegating.sol";
import {NoteToken} from "./abstracts/NoteToken.sol";
import {ReceivableStore} from "./abstracts/ReceivableStore.sol";
import {IParticipants} from "./interfaces/IParticipants.sol";
import {IReceivablesDisputes} from "./interfaces/IReceivablesDisputes.sol";
import {DealHash} from "./libraries/DealHash.sol";
import {DisputeWord} from "./libraries/DisputeWord.sol";
import {ParticipantWord} from "./libraries/ParticipantWord.sol";
import {Waterfall} from "./libraries/Waterfall.sol";

/// @title ReceivablesDisputes
/// @dev What takes value off a receivable, and what the seller then owes. Run by delegatecall from Receivables only;
/// hands on to ReceivablesNotes what it does not know. Called directly it finds nothing registered.
contract ReceivablesDisputes is IReceivablesDisputes, Attestations, Delegating {
    using DisputeWord for uint256;
    using ParticipantWord for uint256;
    using ParticipantWord for IParticipants;

    uint256 private constant ARBITER = 32;
    uint256 private constant DISPUTE_PERIOD = 10 days;
    uint256 private constant SIGNERS = 2;

    constructor(address participants, address accountCode, address treasury_, address notes)
        ReceivableStore(participants)
        Collections(accountCode, treasury_)
        NoteToken("")
        Delegating(notes)
    {}

    /// @notice {IReceivablesCore-release} with a final attestation, handed on by Receivables.
    function release(Deal calldata deal, Attestation calldata attestation, Approval[] calldata approvals)
        external
        nonReentrant
    {
        (bytes32 id, Book memory book) = _acceptAttestation(deal, attestation, approvals);
        uint256 amount = _releasableNow(deal, book);
        if (amount != 0) _advance(deal, id, book, attestation, amount);
        _endDelivery(deal.terms, book, attestation);
        _trim(deal, id, book, amount == 0 && _isPaidUp(deal, book));
        _save(id, book);
        _tellRecourse(deal, id, book);
        if (amount != 0) _pay(id, book, deal.terms.coin, deal.terms.seller, amount);
    }

    /// @inheritdoc IReceivablesDisputes
    function dispute(
        Deal calldata deal,
        uint256 amount,
        bytes32 reasonHash,
        uint40 expiry,
        Approval calldata approval
    ) external override nonReentrant {
        (bytes32 id, Book memory book) = _open(deal);
        _requireUnreleased(id, book);
        _requireInTime(expiry);
        if (_evidence(id, book).fingerprint == 0) _requireInTime(deal.offer.deliverBy);
        uint256 amountDue = deal.terms.amountDue;
        require(amount != 0 && amount <= amountDue, InvalidDispute(id, amount, amountDue));
        address party = approval.signer;
        bool isBuyer = party == deal.terms.buyer;
        require(isBuyer || party == deal.terms.seller, NotAuthorised(party));
        require(!isBuyer || book.flags & IS_PROMISED == 0, PaymentIsPromised(id));
        uint256 side = isBuyer ? DisputeWord.BY_BUYER : DisputeWord.BY_SELLER;
        uint256 word = _disputeOf(id, book);
        require(word & side == 0, AlreadyDisputed(id, party));
        bytes32 structHash = keccak256(
            abi.encode(DealHash.DISPUTE, id, party, deal.terms.coin, amountDue, amount, reasonHash, expiry)
        );
        _requireSigned(party, structHash, approval.signature);

        uint256 until = block.timestamp + DISPUTE_PERIOD;
        _stored[id].dispute = word.opened(side, amount, until);
        book.flags |= HAS_DISPUTE;
        _saveState(id, book);
        emit DisputeOpened(id, party, amount, reasonHash, uint40(until));
    }

    /// @inheritdoc IReceivablesDisputes
    function resolveDispute(
        Deal calldata deal,
        uint256 undelivered,
        uint40 expiry,
        Approval[] calldata approvals,
        address[] calldata holders
    ) external override nonReentrant {
        (bytes32 id, Book memory book) = _open(deal);
        _requireUnreleased(id, book);
        _requireInTime(expiry);
        uint256 word = _disputeOf(id, book);
        require(word.isOpen(block.timestamp), NoDispute(id));
        require(undelivered <= word.undelivered(), InvalidDispute(id, undelivered, word.undelivered()));
        bytes32 structHash = _resolutionHash(deal.terms, undelivered, word.until(), expiry);
        require(approvals.length == SIGNERS, QuorumMissing(approvals.length, SIGNERS));
        _requireSigned(approvals[0].signer, structHash, approvals[0].signature);
        _requireSigned(approvals[1].signer, structHash, approvals[1].signature);
        if (!_areSides(deal.terms, approvals[0].signer, approvals[1].signer)) {
            _requireArbiters(deal, id, book, approvals, holders);
        }
        _closeDispute(deal, id, book, word.closed(undelivered, block.timestamp));
    }

    /// @inheritdoc IReceivablesDisputes
    function closeDispute(Deal calldata deal) external override nonReentrant {
        (bytes32 id, Book memory book) = _open(deal);
        _requireUnreleased(id, book);
        uint256 word = _disputeOf(id, book);
        uint256 until = _requireUndisputed(id, book);
        require(until != 0 && !word.isClosed(), NoDispute(id));
        _closeDispute(deal, id, book, word.closed(word.undelivered(), until));
    }

    /// @inheritdoc IReceivablesDisputes
    function promisePayment(Deal calldata deal, uint40 payBy, uint40 expiry, bytes calldata signature)
        external
        override
        nonReentrant
    {
        (bytes32 id, Book memory book) = _open(deal);
        require(_canStillPay(book.status), WrongStatus(id, book.status));
        _requireInTime(expiry);
        _requireInTime(payBy);
        require(book.flags & IS_PROMISED == 0, PaymentIsPromised(id));
        _requireUndisputed(id, book);
        _requireSigned(deal.terms.buyer, _promiseHash(deal.terms, deal.registeredAt, payBy, expiry), signature);
        book.flags |= IS_PROMISED;
        _saveState(id, book);
        emit PaymentPromised(id, deal.terms.buyer, deal.terms.amountDue, payBy);
    }

    /// @inheritdoc IReceivablesDisputes
    function proveDuplicate(
        Deal calldata one,
        Deal calldata other,
        bytes32 orderKey,
        OrderProof calldata inOne,
        OrderProof calldata inOther
    ) external override nonReentrant {
        _requireOrder(one.terms, orderKey, inOne);
        _requireOrder(other.terms, orderKey, inOther);
        (bytes32 id, Book memory book) = _open(one);
        (bytes32 otherId, Book memory otherBook) = _open(other);
        require(id != otherId, NoDuplicate(id, otherId));
        if (_comesFirst(one, book, other, otherBook)) {
            _markDuplicate(other, otherBook, id, book.status, orderKey);
        } else {
            _markDuplicate(one, book, otherId, otherBook.status, orderKey);
        }
    }

    /// @inheritdoc IReceivablesDisputes
    function payRecourse(Deal calldata deal, Payment calldata payment, address[] calldata payees)
        external
        override
        nonReentrant
    {
        (bytes32 id, Book memory book) = _open(deal);
        require(
            book.status == Status.Released || book.status == Status.Defaulted, WrongStatus(id, book.status)
        );
        require(payment.payer == deal.terms.seller, NotAuthorised(payment.payer));
        _requireAmount(payment.amount);
        uint256 due = _recourse(deal, book);
        require(payment.amount <= due, AboveRecourse(id, payment.amount, due));
        _pull(
            deal.terms.coin,
            payment,
            recourseNonce(id, payment.payer, payment.amount, payment.salt)
        );

        Owed memory owed = _owed(deal, book, block.timestamp);
        Split memory parts = Waterfall.split(owed, payment.amount, 0);
        _book(book, parts);
        _trim(deal, id, book, payment.amount == _sum(owed));
        _save(id, book);
        uint256 outstanding = book.tiers.released - book.tiers.principalRepaid;
        emit Collected(id, payment.payer, payment.amount, parts, book.collected, outstanding, book.status);
        if (parts.fee != 0) _park(id, deal.terms.coin, TREASURY, parts.fee);
        _payHolders(deal, id, book, payees);
    }

    /// @inheritdoc IReceivablesDisputes
    function recourseDue(Deal calldata deal) external view override returns (uint256) {
        (, Book memory book) = _open(deal);
        return _recourse(deal, book);
    }

    /// @inheritdoc IReceivablesDisputes
    function recourseNonce(bytes32 receivable, address payer, uint256 amount, bytes32 salt)
        public
        pure
        override
        returns (bytes32)
    {
        return keccak256(abi.encode(DealHash.RECOURSE, receivable, payer, amount, salt));
    }

    /// @inheritdoc IReceivablesDisputes
    function standing(bytes32 receivable) external view override returns (Standing memory known) {
        Book memory book = _load(receivable);
        uint256 word = _disputeOf(receivable, book);
        known.isPromised = book.flags & IS_PROMISED != 0;
        known.isDuplicate = book.flags & IS_DUPLICATE != 0;
        known.isDeliveryClosed = book.flags & IS_DELIVERY_CLOSED != 0;
        known.isDisputed = word.isOpen(block.timestamp);
        known.byBuyer = word & DisputeWord.BY_BUYER != 0;
        known.bySeller = word & DisputeWord.BY_SELLER != 0;
        known.undelivered = word.undelivered();
        known.until = uint40(word.until());
    }

    /// @dev What is not delivered by now counts as credited.
    function _endDelivery(Terms calldata terms, Book memory book, Attestation calldata attestation) private {
        book.flags |= IS_DELIVERY_CLOSED;
        emit DeliveryClosed(
            terms.receivable, attestation.delivered, attestation.seq, attestation.evidenceHash
        );
        uint256 missing = terms.amountDue - attestation.delivered;
        if (missing <= book.diluted) return;
        book.diluted = missing;
        emit Diluted(terms.receivable, missing, attestation.evidenceHash);
    }

    function _resolutionHash(Terms calldata terms, uint256 undelivered, uint256 until, uint40 expiry)
        private
        pure
        returns (bytes32)
    {
        return keccak256(
            abi.encode(
                DealHash.DISPUTE_RESOLUTION,
                terms.receivable,
                terms.seller,
                terms.buyer,
                terms.coin,
                terms.amountDue,
                undelivered,
                until,
                expiry
            )
        );
    }

    function _promiseHash(Terms calldata terms, uint40 registeredAt, uint40 payBy, uint40 expiry)
        private
        pure
        returns (bytes32)
    {
        return keccak256(
            abi.encode(
                DealHash.PAYMENT_PROMISE,
                terms.receivable,
                registeredAt,
                terms.seller,
                terms.buyer,
                terms.coin,
                terms.amountDue,
                payBy,
                expiry
            )
        );
    }

    function _disputeOf(bytes32 id, Book memory book) private view returns (uint256) {
        return book.flags & HAS_DISPUTE == 0 ? 0 : _stored[id].dispute;
    }

    function _requireUnreleased(bytes32 id, Book memory book) private pure {
        require(book.status == Status.Funding || book.status == Status.Funded, WrongStatus(id, book.status));
    }

    /// @dev States in which the buyer's debt still matters to somebody but the seller, or may yet.
    function _canStillPay(Status status) private pure returns (bool) {
        return status == Status.Registered || status == Status.Funding || status == Status.Funded
            || status == Status.Released || status == Status.Defaulted;
    }

    function _areSides(Terms calldata terms, address one, address other) private pure returns (bool) {
        return one == terms.buyer && other == terms.seller || one == terms.seller && other == terms.buyer;
    }

    /// @dev The end is known: escrow that can no longer be released returns.
    function _closeDispute(Deal calldata deal, bytes32 id, Book memory book, uint256 word) private {
        _stored[id].dispute = word;
        emit DisputeClosed(id, word.undelivered());
        _trim(deal, id, book, false);
        _save(id, book);
    }

    /// @dev Two of distinct organisations without a stake: no side's, not the warehouse's, no lender's.
    function _requireArbiters(
        Deal calldata deal,
        bytes32 id,
        Book memory book,
        Approval[] calldata approvals,
        address[] calldata holders
    ) private view {
        uint256 one = _arbiterOrganisation(deal.terms, book, approvals[0].signer);
        uint256 other = _arbiterOrganisation(deal.terms, book, approvals[1].signer);
        require(one != other, NotArbiter(approvals[1].signer));
        uint256 units = 0;
        address last = address(0);
        for (uint256 i = 0; i < holders.length; i++) {
            address holder = holders[i];
            last = _requireAscending(last, holder);
            units += _held(uint256(id) | 1, holder).units;
            uint256 organisation = PARTICIPANTS.wordOf(holder).organisation();
            require(organisation != one, NotArbiter(approvals[0].signer));
            require(organisation != other, NotArbiter(approvals[1].signer));
        }
        require(units == book.funded, HoldersMissing(id, units, book.funded));
    }

    function _arbiterOrganisation(Terms calldata terms, Book memory book, address signer)
        private
        view
        returns (uint256 organisation)
    {
        uint256 word = _requireRole(signer, ARBITER);
        organisation = word.organisation();
        bool isBiased = organisation == PARTICIPANTS.wordOf(terms.seller).organisation()
            || organisation == PARTICIPANTS.wordOf(terms.buyer).organisation()
            || organisation == PARTICIPANTS.wordOf(terms.warehouse).organisation();
        require(word.signerSince() < book.stamp && !isBiased, NotArbiter(signer));
    }

    /// @dev Leaves and pairs are hashed as in the standard tree of OpenZeppelin.
    function _requireOrder(Terms calldata terms, bytes32 orderKey, OrderProof calldata proof) private pure {
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(orderKey, proof.contentHash))));
        bool isUnder = MerkleProof.verifyCalldata(proof.siblings, terms.ordersRoot, leaf);
        require(isUnder, OrderNotInLot(terms.receivable));
    }

    /// @dev By the time of the first funding (none is later than any), then of the registration, then by the id.
    function _comesFirst(Deal calldata one, Book memory oneBook, Deal calldata other, Book memory otherBook)
        private
        pure
        returns (bool)
    {
        uint256 oneFundedAt = _isOfferFixed(oneBook.status) ? oneBook.stamp : type(uint40).max;
        uint256 otherFundedAt = _isOfferFixed(otherBook.status) ? otherBook.stamp : type(uint40).max;
        if (oneFundedAt != otherFundedAt) return oneFundedAt < otherFundedAt;
        if (one.registeredAt != other.registeredAt) return one.registeredAt < other.registeredAt;
        return one.terms.receivable < other.terms.receivable;
    }

    function _markDuplicate(
        Deal calldata deal,
        Book memory book,
        bytes32 earlier,
        Status ground,
        bytes32 orderKey
    ) private {
        bytes32 id = deal.terms.receivable;
        require(ground != Status.Cancelled && ground != Status.Refunded, NoDuplicate(earlier, id));
        require(_canStillPay(book.status), WrongStatus(id, book.status));
        require(book.flags & IS_DUPLICATE == 0, DuplicateOrder(id));
        emit DuplicateProven(id, earlier, orderKey);
        _sweep(deal, id, book);
        require(_canStillPay(book.status), WrongStatus(id, book.status));
        book.flags |= IS_DUPLICATE;
        _endRelease(deal, id, book);
        _save(id, book);
        _tellRecourse(deal, id, book);
    }
}
