// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {IParticipants} from "./interfaces/IParticipants.sol";

/// @title Participants
contract Participants is IParticipants, AccessManaged {
    mapping(address account => Participant) private _participants;

    constructor(address authority) AccessManaged(authority) {}

    /// @inheritdoc IParticipants
    function setParticipant(
        address account,
        uint64 organisation,
        uint8 roles,
        Licence licence,
        uint40 licenceExpiry
    ) external override restricted {
        require(account != address(0) && organisation != 0, InvalidParticipant(account, organisation));
        Participant memory entry = _participants[account];

        if (entry.roles != roles || entry.organisation != organisation) entry.signerSince = uint40(block.timestamp);
        entry.roles = roles;
        entry.organisation = organisation;
        entry.licence = licence;
        entry.licenceExpiry = licenceExpiry;
        _participants[account] = entry;

        emit ParticipantSet(account, organisation, roles, licence, licenceExpiry, entry.signerSince);
    }

    /// @inheritdoc IParticipants
    function setFrozen(address account, bool frozen, bytes32 listReference) external override restricted {
        _participants[account].frozen = frozen;
        emit FrozenSet(account, frozen, listReference);
    }

    /// @inheritdoc IParticipants
    function participant(address account) external view override returns (Participant memory) {
        return _participants[account];
    }

    /// @inheritdoc IParticipants
    function word(address account) external view override returns (uint256 packed) {
        Participant storage entry = _participants[account];
        assembly ("memory-safe") {
            packed := sload(entry.slot)
        }
    }

    /// @inheritdoc IParticipants
    function isFrozen(address account) external view override returns (bool) {
        return _participants[account].frozen;
    }
}
