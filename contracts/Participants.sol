// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import {IParticipants} from "./interfaces/IParticipants.sol";
import {SignatureCheck} from "./libraries/SignatureCheck.sol";

/// @title Participants
contract Participants is IParticipants, EIP712, AccessManaged {
    uint8 private constant ALL_ROLES = 63;
    /// @dev WAREHOUSE and ARBITER.
    uint8 private constant SIGNER_ROLES = 36;
    uint40 private constant SIGNER_DELAY = 48 hours;

    bytes32 private constant SIGNER_ENTRY =
        keccak256("SignerEntry(uint64 organisation,address account,uint8 roles,uint64 nonce,uint40 expiry)");
    bytes32 private constant SIGNER_REMOVAL =
        keccak256("SignerRemoval(uint64 organisation,address account,uint40 signerSince,uint40 expiry)");
    bytes32 private constant QUORUM_CHANGE =
        keccak256("QuorumChange(uint64 organisation,uint8 quorum,uint64 nonce,uint40 expiry)");

    mapping(address account => Participant) private _participants;
    mapping(uint64 organisation => Signers) private _signers;

    constructor(address authority) AccessManaged(authority) EIP712("Quaynote Participants", "1") {}

    /// @inheritdoc IParticipants
    function setParticipant(
        address account,
        uint64 organisation,
        uint8 roles,
        Licence licence,
        uint40 licenceExpiry
    ) external override restricted {
        require(account != address(0) && organisation != 0, InvalidParticipant(account, organisation));
        require(roles & ~ALL_ROLES == 0, InvalidRoles(roles));
        Participant memory entry = _participants[account];

        bool moves = entry.organisation != organisation;
        uint8 had = entry.roles & SIGNER_ROLES;
        uint8 gets = roles & SIGNER_ROLES;
        if (had != 0 && (moves || gets == 0)) _discount(entry.organisation);
        if (gets & ~(moves ? 0 : had) != 0) {
            _found(organisation, 1, 1);
            entry.signerSince = uint40(block.timestamp);
        } else if (moves) {
            entry.signerSince = uint40(block.timestamp);
        }
        entry.roles = roles;
        entry.organisation = organisation;
        entry.licence = licence;
        entry.licenceExpiry = licenceExpiry;
        _write(account, entry);
    }

    /// @inheritdoc IParticipants
    function foundSigners(uint64 organisation, address[] calldata accounts, uint8 roles, uint8 quorum)
        external
        override
        restricted
    {
        require(organisation != 0, InvalidParticipant(address(0), organisation));
        require(
            quorum != 0 && quorum <= accounts.length && accounts.length <= type(uint8).max,
            InvalidQuorum(quorum, accounts.length)
        );
        _found(organisation, uint16(accounts.length), quorum);
        for (uint256 i = 0; i < accounts.length; i++) {
            _enterSigner(organisation, accounts[i], roles, uint40(block.timestamp));
        }
    }

    /// @inheritdoc IParticipants
    function addSigner(
        uint64 organisation,
        address account,
        uint8 roles,
        uint40 expiry,
        Consent[] calldata consents
    ) external override {
        Signers memory signers = signersOf(organisation);
        bytes32 structHash =
            keccak256(abi.encode(SIGNER_ENTRY, organisation, account, roles, signers.nonce, expiry));
        _requireQuorum(organisation, signers.quorum, structHash, expiry, consents);

        if (_participants[account].roles & SIGNER_ROLES == 0) signers.count += 1;
        signers.nonce += 1;
        _writeSigners(organisation, signers);
        _enterSigner(organisation, account, roles, uint40(block.timestamp) + SIGNER_DELAY);
    }

    /// @inheritdoc IParticipants
    function removeSigner(address account, uint40 expiry, Consent[] calldata consents) external override {
        Participant memory entry = _participants[account];
        uint64 organisation = entry.organisation;
        require(entry.roles & SIGNER_ROLES != 0, NotSigner(account, organisation));
        bytes32 structHash =
            keccak256(abi.encode(SIGNER_REMOVAL, organisation, account, entry.signerSince, expiry));
        if (consents.length == 1 && consents[0].signer == account) {
            require(block.timestamp <= expiry, Expired(expiry));
            _requireSigned(consents[0], structHash);
        } else {
            _requireQuorum(organisation, signersOf(organisation).quorum, structHash, expiry, consents);
        }

        _discount(organisation);
        entry.roles &= ~SIGNER_ROLES;
        _write(account, entry);
    }

    /// @inheritdoc IParticipants
    function setQuorum(uint64 organisation, uint8 quorum, uint40 expiry, Consent[] calldata consents)
        external
        override
    {
        Signers memory signers = signersOf(organisation);
        bytes32 structHash = keccak256(abi.encode(QUORUM_CHANGE, organisation, quorum, signers.nonce, expiry));
        _requireQuorum(organisation, signers.quorum, structHash, expiry, consents);
        require(quorum != 0 && quorum <= signers.count, InvalidQuorum(quorum, signers.count));

        signers.nextQuorum = quorum;
        signers.nextQuorumSince = uint40(block.timestamp) + SIGNER_DELAY;
        signers.nonce += 1;
        _writeSigners(organisation, signers);
    }

    /// @inheritdoc IParticipants
    function setFrozen(address account, bool frozen, bytes32 listReference) external override restricted {
        _setFrozen(account, frozen, listReference);
    }

    /// @inheritdoc IParticipants
    function setFrozenBatch(address[] calldata accounts, bool frozen, bytes32 listReference)
        external
        override
        restricted
    {
        for (uint256 i = 0; i < accounts.length; i++) {
            _setFrozen(accounts[i], frozen, listReference);
        }
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

    /// @inheritdoc IParticipants
    function signersOf(uint64 organisation) public view override returns (Signers memory signers) {
        signers = _signers[organisation];
        if (signers.nextQuorum != 0 && block.timestamp >= signers.nextQuorumSince) {
            signers.quorum = signers.nextQuorum;
            signers.nextQuorum = 0;
            signers.nextQuorumSince = 0;
        }
    }

    /// @dev The one place where an organisation comes to signers without its own consent; it happens once, whatever
    /// becomes of them.
    function _found(uint64 organisation, uint16 count, uint8 quorum) private {
        require(_signers[organisation].quorum == 0, SignersDecide(organisation));
        _writeSigners(organisation, Signers(count, quorum, 0, 0, 0));
    }

    function _discount(uint64 organisation) private {
        Signers memory signers = signersOf(organisation);
        signers.count -= 1;
        _writeSigners(organisation, signers);
    }

    /// @dev Nobody can take an account out of another organisation by naming it as a signer.
    function _enterSigner(uint64 organisation, address account, uint8 roles, uint40 since) private {
        require(roles != 0 && roles & ~SIGNER_ROLES == 0, InvalidRoles(roles));
        Participant memory entry = _participants[account];
        bool isFree = entry.roles == 0 || entry.organisation == organisation;
        require(
            account != address(0) && isFree && entry.roles & roles == 0, InvalidParticipant(account, organisation)
        );
        entry.roles |= roles;
        entry.organisation = organisation;
        entry.signerSince = since;
        _write(account, entry);
    }

    function _write(address account, Participant memory entry) private {
        _participants[account] = entry;
        emit ParticipantSet(
            account, entry.organisation, entry.roles, entry.licence, entry.licenceExpiry, entry.signerSince
        );
    }

    function _writeSigners(uint64 organisation, Signers memory signers) private {
        _signers[organisation] = signers;
        emit SignersChanged(
            organisation,
            signers.count,
            signers.quorum,
            signers.nextQuorum,
            signers.nextQuorumSince,
            signers.nonce
        );
    }

    function _setFrozen(address account, bool frozen, bytes32 listReference) private {
        require(listReference != bytes32(0), MissingReference());
        _participants[account].frozen = frozen;
        emit FrozenSet(account, frozen, listReference);
    }

    /// @dev Asks signers that are contracts before anything is written; they are asked by staticcall.
    function _requireQuorum(
        uint64 organisation,
        uint8 quorum,
        bytes32 structHash,
        uint40 expiry,
        Consent[] calldata consents
    ) private view {
        require(block.timestamp <= expiry, Expired(expiry));
        require(quorum != 0 && consents.length >= quorum, TooFewConsents(consents.length, quorum));
        address before = address(0);
        for (uint256 i = 0; i < consents.length; i++) {
            address signer = consents[i].signer;
            Participant memory entry = _participants[signer];
            bool isPresent = entry.organisation == organisation && entry.roles & SIGNER_ROLES != 0 && !entry.frozen
                && entry.signerSince <= block.timestamp;
            require(isPresent && signer > before, NotSigner(signer, organisation));
            _requireSigned(consents[i], structHash);
            before = signer;
        }
    }

    function _requireSigned(Consent calldata consent, bytes32 structHash) private view {
        bool given = consent.signature.length == 0
            ? msg.sender == consent.signer
            : SignatureCheck.isValidCalldata(consent.signer, _hashTypedDataV4(structHash), consent.signature);
        require(given, NotSigned(consent.signer));
    }
}
