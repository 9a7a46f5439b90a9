// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Attestations} from "./abstracts/Attestations.sol";
import {Collections} from "./abstracts/Collections.sol";
import {Delegating} from "./abstracts/Delegating.sol";
import {NoteToken} from "./abstracts/NoteToken.sol";
import {ReceivableStore} from "./abstracts/ReceivableStore.sol";
import {IParticipants} from "./interfaces/IParticipants.sol";
import {IReceivablesServicing} from "./interfaces/IReceivablesServicing.sol";
import {CoinCall} from "./libraries/CoinCall.sol";
import {DealHash} from "./libraries/DealHash.sol";
import {ParticipantWord} from "./libraries/ParticipantWord.sol";
import {Waterfall} from "./libraries/Waterfall.sol";

/// @title ReceivablesServicing
/// @dev What happens to a receivable off the common path. Run by delegatecall from Receivables only; hands on to
/// ReceivablesDisputes what it does not know. Called directly it finds nothing registered.
contract ReceivablesServicing is IReceivablesServicing, Attestations, Delegating {
    using ParticipantWord for uint256;
    using ParticipantWord for IParticipants;

    uint256 private constant LODGE_WINDOW = 7 days;
    uint256 private constant AFTER_HOLD = 3 days;
    /// @dev A pause longer than this no longer keeps lenders from their escrow.
    uint256 private constant PAUSE_LIMIT = 30 days;
    /// @dev So long after `deliverBy` nothing keeps them from it any more.
    uint256 private constant LONGEST_HOLD = 60 days;

    constructor(address participants, address accountCode, address treasury_, address disputes)
        ReceivableStore(participants)
        Collections(accountCode, treasury_)
        NoteToken("")
        Delegating(disputes)
    {}

    /// @inheritdoc IReceivablesServicing
    function raiseOfferFloor(Deal calldata deal, uint40 sequence, uint40 expiry, bytes calldata signature)
        external
        override
        nonReentrant
    {
        (bytes32 id, Book memory book) = _open(deal);
        require(book.status == Status.Registered, WrongStatus(id, book.status));
        _requireInTime(expiry);
        require(sequence > book.stamp, OfferSuperseded(id, sequence, uint40(book.stamp)));
        _requireSigned(
            deal.terms.seller,
            keccak256(abi.encode(DealHash.OFFER_FLOOR, id, deal.registeredAt, sequence, expiry)),
            signature
        );
        _writeHead(id, book.commitment, sequence);
        emit OfferFloorRaised(id, sequence);
    }

    /// @inheritdoc IReceivablesServicing
    function cancel(Deal calldata deal, uint40 expiry, bytes calldata signature) external override nonReentrant {
        (bytes32 id, Book memory book) = _open(deal);
        require(book.status == Status.Registered, WrongStatus(id, book.status));
        _requireInTime(expiry);
        _requireSigned(
            deal.terms.seller, keccak256(abi.encode(DealHash.CANCELLATION, id, deal.registeredAt, expiry)), signature
        );
        _close(deal, book, Status.Cancelled);
        _save(id, book);
        _writeHead(id, book.commitment, block.timestamp);
        emit Cancelled(id);
    }

    /// @inheritdoc IReceivablesServicing
    function closeFunding(Deal calldata deal, address[] calldata payees) external override nonReentrant {
        (bytes32 id, Book memory book) = _open(deal);
        require(book.status == Status.Funding, WrongStatus(id, book.status));
        require(block.timestamp > deal.offer.fundBy, TooEarly(deal.offer.fundBy));
        _requireUndisputed(id, book);
        if (_escrowOf(book) >= deal.offer.minimum) {
            book.status = Status.Funded;
            if (book.flags & HAS_DISPUTE != 0) _trim(deal, id, book, false);
        } else {
            _close(deal, book, Status.Refunded);
            _returnEscrow(id, book);
        }
        _save(id, book);
        emit FundingClosed(id, book.funded, book.status);
        _payHolders(deal, id, book, payees);
    }

    /// @inheritdoc IReceivablesServicing
    function lodge(Deal calldata deal, Attestation calldata attestation, Approval[] calldata approvals)
        external
        override
        nonReentrant
    {
        (bytes32 id, Book memory book) = _open(deal);
        _requireDeliverable(id, book);
        _requireInTime(deal.offer.deliverBy);
        _requireInTime(attestation.expiry);
        require(
            attestation.notBefore <= block.timestamp + LODGE_WINDOW, TooLate(block.timestamp + LODGE_WINDOW)
        );
        bytes32 structHash = _checkAttestation(deal, book, attestation);
        _checkApprovals(deal, book, structHash, approvals);
        Evidence memory evidence = _evidence(id, book);
        require(attestation.seq > evidence.voided && attestation.seq > evidence.seq, AttestationVoid(id, attestation.seq));

        _stored[id].evidence =
            Evidence(evidence.voided, attestation.seq, attestation.notBefore, bytes19(structHash));
        book.flags |= HAS_EVIDENCE;
        _saveState(id, book);
        emit AttestationLodged(id, attestation.seq, attestation.delivered, attestation.notBefore);
    }

    /// @inheritdoc IReceivablesServicing
    function voidAttestation(Deal calldata deal, uint32 seq, uint40 expiry, Approval calldata approval)
        external
        override
        nonReentrant
    {
        (bytes32 id, Book memory book) = _open(deal);
        _requireDeliverable(id, book);
        _requireInTime(expiry);
        Evidence memory evidence = _evidence(id, book);
        require(seq > evidence.voided, AttestationVoid(id, seq));
        if (evidence.fingerprint != 0 && evidence.seq <= seq) {
            require(block.timestamp < evidence.notBefore, TooLate(evidence.notBefore));
            evidence.fingerprint = 0;
        }
        _attesterOrganisation(deal, book, approval.signer);
        _requireSigned(
            approval.signer,
            keccak256(abi.encode(DealHash.ATTESTATION_VOID, id, seq, expiry)),
            approval.signature
        );

        evidence.voided = seq;
        _stored[id].evidence = evidence;
        book.flags |= HAS_EVIDENCE;
        _saveState(id, book);
        emit AttestationVoided(id, seq, approval.signer);
    }

    /// @inheritdoc IReceivablesServicing
    function closeRelease(Deal calldata deal, address[] calldata payees) external override nonReentrant {
        (bytes32 id, Book memory book) = _open(deal);
        _requireReleasable(id, book);
        require(block.timestamp > deal.offer.deliverBy, TooEarly(deal.offer.deliverBy));
        uint256 deliverBy = deal.offer.deliverBy;
        if (block.timestamp <= deliverBy + LONGEST_HOLD) _requireNothingPending(id, book, deliverBy);

        _endRelease(deal, id, book);
        _save(id, book);
        _payHolders(deal, id, book, payees);
    }

    /// @inheritdoc IReceivablesServicing
    function dilute(
        Deal calldata deal,
        uint256 diluted,
        bytes32 documentHash,
        uint40 expiry,
        bytes calldata signature,
        Approval[] calldata consents
    ) external override nonReentrant {
        (bytes32 id, Book memory book) = _open(deal);
        require(
            book.status != Status.Settled && book.status != Status.Cancelled, WrongStatus(id, book.status)
        );
        _requireInTime(expiry);
        uint256 sum = _sum(_owed(deal, book, block.timestamp));
        uint256 amountDue = deal.terms.amountDue;
        uint256 limit = amountDue > book.collected ? amountDue - book.collected : 0;
        require(diluted > book.diluted && diluted <= limit, InvalidDilution(id, diluted, limit));
        bytes32 structHash = keccak256(
            abi.encode(DealHash.CREDIT_NOTE, id, deal.terms.coin, amountDue, diluted, documentHash, expiry)
        );
        _requireSigned(deal.terms.seller, structHash, signature);
        if (diluted + sum > limit) _requireConsent(id, book, structHash, consents);

        book.diluted = diluted;
        emit Diluted(id, diluted, documentHash);
        _trim(deal, id, book, sum == 0);
        _save(id, book);
        _tellRecourse(deal, id, book);
    }

    /// @inheritdoc IReceivablesServicing
    function openCollectionAccount(bytes32 receivable) external override returns (address) {
        return _openAccount(receivable);
    }

    /// @inheritdoc IReceivablesServicing
    function sweepOther(Deal calldata deal, address coin) external override nonReentrant {
        (bytes32 id,) = _open(deal);
        require(coin != deal.terms.coin, OwnCoin(coin));
        (, uint256 before) = CoinCall.tryBalanceOf(deal.terms.coin, address(this));
        uint256 amount = _forward(id, coin);
        require(amount != 0, InvalidAmount(0));
        // A coin may have a second address. One that gives no answer traps no other.
        (, uint256 held) = CoinCall.tryBalanceOf(deal.terms.coin, address(this));
        require(held == before, OwnCoin(coin));
        _park(id, coin, deal.terms.buyer, amount);
    }

    /// @inheritdoc IReceivablesServicing
    function buyBack(Deal calldata deal, Payment calldata payment, address[] calldata payees)
        external
        override
        nonReentrant
    {
        (bytes32 id, Book memory book) = _open(deal);
        require(book.status == Status.Released || book.status == Status.Defaulted, WrongStatus(id, book.status));
        require(payment.payer == deal.terms.seller, NotAuthorised(payment.payer));
        Owed memory due = _owed(deal, book, block.timestamp);
        uint256 sum = _sum(due);
        _requireAmount(payment.amount);
        require(payment.amount >= sum, BuyBackTooSmall(id, payment.amount, sum));
        _pull(
            deal.terms.coin,
            payment,
            keccak256(abi.encode(DealHash.BUY_BACK, id, payment.payer, payment.amount, payment.salt))
        );

        Split memory parts = Waterfall.split(due, payment.amount, 0);
        _book(book, parts);
        _close(deal, book, Status.BoughtBack);
        _returnEscrow(id, book);
        _save(id, book);

        emit BoughtBack(id, payment.payer, payment.amount, parts);
        if (parts.fee != 0) _park(id, deal.terms.coin, TREASURY, parts.fee);
        if (parts.surplus != 0) _pay(id, book, deal.terms.coin, payment.payer, parts.surplus);
        _payHolders(deal, id, book, payees);
    }

    /// @inheritdoc IReceivablesServicing
    function declareDefault(Deal calldata deal, address[] calldata payees) external override nonReentrant {
        (bytes32 id, Book memory book) = _open(deal);
        require(book.status == Status.Released, WrongStatus(id, book.status));
        uint256 after_ =
            uint256(deal.terms.dueAt) + (uint256(deal.offer.graceDays) + deal.offer.noticeDays) * 1 days;
        require(block.timestamp > after_, TooEarly(after_));
        _sweep(deal, id, book);
        if (book.status == Status.Released) {
            bool isOwed = !_isPaidUp(deal, book);
            if (isOwed) book.status = Status.Defaulted;
            _endRelease(deal, id, book);
            _save(id, book);
            if (isOwed) {
                emit Defaulted(id, book.tiers.released - book.tiers.principalRepaid);
                _tellRecourse(deal, id, book);
            }
        }
        _payHolders(deal, id, book, payees);
    }

    /// @dev Holders of more than half of all units. A frozen holder cannot consent, nor can frozen units; both count
    /// among all, so that nobody can be outvoted by being frozen.
    function _requireConsent(bytes32 id, Book memory book, bytes32 structHash, Approval[] calldata consents)
        private
        view
    {
        uint256 units = 0;
        address last = address(0);
        for (uint256 i = 0; i < consents.length; i++) {
            address holder = consents[i].signer;
            last = _requireAscending(last, holder);
            require(!PARTICIPANTS.wordOf(holder).isFrozen(), NotEligible(holder));
            _requireSigned(holder, structHash, consents[i].signature);
            Holding memory held = _held(uint256(id) | 1, holder);
            if (held.units > held.frozen) units += held.units - held.frozen;
        }
        uint256 needed = book.funded / 2 + 1;
        require(units >= needed, ConsentMissing(id, units, needed));
    }

    /// @dev A delivery can be attested while the funding is still open.
    function _requireDeliverable(bytes32 id, Book memory book) private pure {
        if (book.status != Status.Funding) _requireReleasable(id, book);
    }

    /// @dev What can hold up the return of escrow: a pause or a dispute, and 3 days more; a lodged attestation, for 7
    /// days from `deliverBy` or from when it could be used.
    function _requireNothingPending(bytes32 id, Book memory book, uint256 deliverBy) private view {
        uint256 resumes = _requireNoRecentPause();
        uint256 until = _requireUndisputed(id, book);
        if (until != 0) require(block.timestamp > until + AFTER_HOLD, TooEarly(until + AFTER_HOLD));
        Evidence memory evidence = _evidence(id, book);
        if (evidence.fingerprint == 0) return;
        uint256 usableFrom = evidence.notBefore > deliverBy ? evidence.notBefore : deliverBy;
        if (resumes > usableFrom) usableFrom = resumes;
        if (until > usableFrom) usableFrom = until;
        require(block.timestamp > usableFrom + LODGE_WINDOW, AttestationPending(id));
    }

    /// @return resumes when release was last possible again after a pause, 0 for no pause
    function _requireNoRecentPause() private view returns (uint256 resumes) {
        Pauses memory pauses_ = _pauses;
        if (pauses_.release) {
            uint256 limit = pauses_.releasePausedAt + PAUSE_LIMIT;
            require(block.timestamp > limit, TooEarly(limit));
            return 0;
        }
        resumes = pauses_.releaseResumedAt;
        if (resumes != 0) require(block.timestamp > resumes + AFTER_HOLD, TooEarly(resumes + AFTER_HOLD));
    }
}
