// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IParticipants} from "../interfaces/IParticipants.sol";
import {DealHash} from "../libraries/DealHash.sol";
import {ParticipantWord} from "../libraries/ParticipantWord.sol";
import {Collections} from "./Collections.sol";

/// @title Who may confirm delivery, and the switches
/// @dev Shared by Receivables and its extension.
abstract contract Attestations is Collections {
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
    mapping(address coin => bool) internal _coins;

    function _requireReleasable(bytes32 id, Book memory book) internal pure {
        require(book.status == Status.Funded || book.status == Status.Released, WrongStatus(id, book.status));
    }

    function _evidence(bytes32 id, Book memory book) internal view returns (Evidence memory evidence) {
        if (book.flags & HAS_EVIDENCE != 0) evidence = _stored[id].evidence;
    }

    function _checkAttestation(Deal calldata deal, Book memory book, Attestation calldata attestation)
        internal
        pure
        returns (bytes32)
    {
        require(
            attestation.delivered > book.delivered && attestation.delivered <= deal.terms.amountDue,
            InvalidDelivery(deal.terms.receivable, attestation.delivered, book.delivered)
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
