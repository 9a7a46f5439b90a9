// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IReceivablesErrors} from "../interfaces/IReceivablesErrors.sol";
import {IReceivablesEvents} from "../interfaces/IReceivablesEvents.sol";

/// @title Acts that need two approvals and a delay
/// @dev Kept by a key that is the hash of the whole act, so that only exactly what was proposed can be carried out.
abstract contract Proposals is IReceivablesEvents, IReceivablesErrors {
    /// @dev Between the second approval and the act.
    uint256 private constant DELAY = 3 days;
    /// @dev How long a proposal waits for its approval, and an approved one for being carried out.
    uint256 private constant WINDOW = 14 days;

    mapping(bytes32 key => Proposal) internal _proposals;

    /// @dev A lapsed proposal may be made again.
    function _propose(bytes32 key) internal {
        Proposal memory known = _proposals[key];
        require(known.proposer == address(0) || block.timestamp > _lapsesAfter(known), ProposalPending(key));
        _proposals[key] = Proposal({proposer: msg.sender, proposedAt: uint40(block.timestamp), approvedAt: 0});
    }

    function _approve(bytes32 key) internal {
        Proposal memory proposal = _required(key);
        require(proposal.approvedAt == 0, ProposalPending(key));
        require(proposal.proposer != msg.sender, NotAuthorised(msg.sender));
        require(block.timestamp <= _lapsesAfter(proposal), TooLate(_lapsesAfter(proposal)));
        _proposals[key].approvedAt = uint40(block.timestamp);
        emit ProposalApproved(key, msg.sender, uint40(block.timestamp + DELAY));
    }

    function _stop(bytes32 key) internal {
        _required(key);
        delete _proposals[key];
        emit ProposalStopped(key, msg.sender);
    }

    /// @dev Uses an approved proposal up.
    function _carryOut(bytes32 key) internal {
        Proposal memory proposal = _required(key);
        require(proposal.approvedAt != 0, NoProposal(key));
        uint256 from = proposal.approvedAt + DELAY;
        require(block.timestamp > from, TooEarly(from));
        require(block.timestamp <= _lapsesAfter(proposal), TooLate(_lapsesAfter(proposal)));
        delete _proposals[key];
        emit ProposalExecuted(key);
    }

    function _required(bytes32 key) internal view returns (Proposal memory proposal) {
        proposal = _proposals[key];
        require(proposal.proposer != address(0), NoProposal(key));
    }

    /// @dev Last second of the step a proposal waits for.
    function _lapsesAfter(Proposal memory proposal) private pure returns (uint256) {
        return proposal.approvedAt == 0 ? proposal.proposedAt + WINDOW : proposal.approvedAt + DELAY + WINDOW;
    }
}
