// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IParticipants} from "../interfaces/IParticipants.sol";
import {DealHash} from "../libraries/DealHash.sol";
import {DisputeWord} from "../libraries/DisputeWord.sol";
import {ParticipantWord} from "../libraries/ParticipantWord.sol";
import {Waterfall} from "../libraries/Waterfall.sol";
import {Collections} from "./Collections.sol";

/// @title Who may confirm delivery, what follows from it, and the switches
/// @dev Shared by all pieces of Receivables.
abstract contract Attestations is Collections {
    using DisputeWord for uint256;
    using ParticipantWord for uint256;
    using ParticipantWord for IParticipants;

    /// @dev Pauses never touch repayment, payout or claims. A sunset pauses funding for ever.
    struct Pauses {
        bool funding;
        bool release;
        uint40 releasePausedAt;
        uint40 releaseResumedAt;
        bool sunset;
    }

    Pauses internal _pauses;
    mapping(address coin => CoinKind) internal _coins;

    function _requireReleasable(bytes32 id, Book memory book) internal pure {
        require(book.status == Status.Funded || book.status == Status.Released, WrongStatus(id, book.status));
    }

    function _evidence(bytes32 id, Book memory book) internal view returns (Evidence memory evidence) {
        if (book.flags & HAS_EVIDENCE != 0) evidence = _stored[id].evidence;
    }

    /// @dev Takes an attestation over that can be used now: for release, sweeping first.
    function _acceptAttestation(Deal calldata deal, Attestation calldata attestation, Approval[] calldata approvals)
        internal
        returns (bytes32 id, Book memory book)
    {
        require(!_pauses.release, Paused());
        (id, book) = _open(deal);
        _sweep(deal, id, book);
        _requireReleasable(id, book);
        if (book.flags & (HAS_DISPUTE | IS_DUPLICATE) != 0) {
            require(book.flags & IS_DUPLICATE == 0, DuplicateOrder(id));
            _requireUndisputed(id, book);
        }
        require(block.timestamp >= attestation.notBefore, TooEarly(attestation.notBefore));
        bytes32 structHash = _useEvidence(deal, id, book, attestation);
        if (structHash != 0) {
            _requireInTime(deal.offer.deliverBy);
            _checkApprovals(deal, book, structHash, approvals);
        }
        book.delivered = attestation.delivered == deal.terms.amountDue ? ALL_DELIVERED : attestation.delivered;
    }

    /// @return until last second of the dispute that is over, 0 where there was none
    function _requireUndisputed(bytes32 id, Book memory book) internal view returns (uint256 until) {
        if (book.flags & HAS_DISPUTE == 0) return 0;
        uint256 word = _stored[id].dispute;
        until = word.until();
        require(!word.isOpen(block.timestamp), Disputed(id, until));
    }

    /// @dev Lists of accounts ascend, so that nobody is in one twice.
    function _requireAscending(address last, address next) internal pure returns (address) {
        require(next > last, NotAscending(next));
        return next;
    }

    /// @dev Uses up the lodged attestation if it is this one and answers 0; else answers the hash to be approved.
    function _useEvidence(Deal calldata deal, bytes32 id, Book memory book, Attestation calldata attestation)
        private
        returns (bytes32 structHash)
    {
        structHash = _checkAttestation(deal, book, attestation);
        Evidence memory evidence = _evidence(id, book);
        require(attestation.seq > evidence.voided, AttestationVoid(id, attestation.seq));
        if (evidence.fingerprint != 0 && evidence.fingerprint == bytes19(structHash)) {
            evidence.fingerprint = 0;
            _stored[id].evidence = evidence;
            return 0;
        }
        _requireInTime(attestation.expiry);
    }

    /// @dev Both caps at the attested value and within what is left in escrow, less what was released.
    function _releasableNow(Deal calldata deal, Book memory book) internal view returns (uint256) {
        uint256 delivered = _deliverable(deal, book);
        if (book.delivered < delivered) delivered = book.delivered;
        uint256 amount = _releasable(deal, book, delivered) - book.tiers.released;
        uint256 escrow = _escrowOf(book);
        return amount < escrow ? amount : escrow;
    }

    /// @dev Books what leaves escrow for the seller. Does not save.
    function _advance(
        Deal calldata deal,
        bytes32 id,
        Book memory book,
        Attestation calldata attestation,
        uint256 amount
    ) internal {
        if (book.tiers.released == 0) {
            book.tiers.accruedDay = Waterfall.dayOf(block.timestamp, deal.offer.dayOffset);
        } else {
            _owed(deal, book, block.timestamp);
        }
        book.tiers.released += amount;
        book.status = Status.Released;
        emit Released(
            id, amount, book.tiers.released, attestation.delivered, attestation.seq, attestation.evidenceHash
        );
    }

    /// @dev Attested value grows; a final attestation may leave it as it is.
    function _checkAttestation(Deal calldata deal, Book memory book, Attestation calldata attestation)
        internal
        pure
        returns (bytes32)
    {
        bytes32 id = deal.terms.receivable;
        require(book.flags & IS_DELIVERY_CLOSED == 0, DeliveryIsClosed(id));
        uint256 amountDue = deal.terms.amountDue;
        uint256 known = book.delivered == ALL_DELIVERED ? amountDue : book.delivered;
        require(
            attestation.delivered >= (attestation.isFinal ? known : known + 1) && attestation.delivered <= amountDue,
            InvalidDelivery(id, attestation.delivered, known)
        );
        return DealHash.ofAttestation(deal.terms, attestation);
    }

    function _checkApprovals(Deal calldata deal, Book memory book, bytes32 structHash, Approval[] calldata approvals)
        internal
        view
    {
        uint256 quorum = deal.offer.quorum;
        require(approvals.length >= quorum, QuorumMissing(approvals.length, quorum));
        uint64[] memory seen = new uint64[](quorum);
        for (uint256 i = 0; i < quorum; i++) {
            uint64 organisation = _attesterOrganisation(deal, book, approvals[i].signer);
            for (uint256 j = 0; j < i; j++) {
                require(seen[j] != organisation, NotAttester(approvals[i].signer));
            }
            seen[i] = organisation;
            _requireSigned(approvals[i].signer, structHash, approvals[i].signature);
        }
    }

    /// @dev Signer and attester must both be what they are since before the funding, so that no later entry can bring
    /// a signer in.
    function _attesterOrganisation(Deal calldata deal, Book memory book, address signer)
        internal
        view
        returns (uint64 organisation)
    {
        uint256 word = _requireRole(signer, WAREHOUSE);
        organisation = word.organisation();
        require(word.signerSince() < book.stamp, NotAttester(signer));
        for (uint256 i = 0; i < deal.attesters.length; i++) {
            if (deal.attesters[i] == signer) return organisation;
            word = PARTICIPANTS.wordOf(deal.attesters[i]);
            if (word.organisation() == organisation && word.signerSince() < book.stamp) return organisation;
        }
        revert NotAttester(signer);
    }
}
