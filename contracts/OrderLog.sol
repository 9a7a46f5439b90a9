// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

import {IOrderLog} from "./interfaces/IOrderLog.sol";
import {SignatureCheck} from "./libraries/SignatureCheck.sol";

/// @title OrderLog
/// @dev Nobody administers it.
contract OrderLog is IOrderLog, EIP712 {
    bytes32 private constant BATCH = keccak256(
        "Batch(address publisher,uint8 kind,bytes32 root,uint64 leaves,uint64 sequence,uint40 expiry)"
    );

    struct Head {
        uint64 sequence;
        bytes32 chainHash;
    }

    mapping(address publisher => Head) private _heads;
    mapping(address publisher => mapping(bytes32 root => Anchor)) private _anchors;

    constructor() EIP712("Quaynote Order Log", "1") {}

    /// @inheritdoc IOrderLog
    function anchor(Batch calldata batch, bytes calldata signature) external override {
        Head storage standing = _heads[batch.publisher];

        // Checks
        require(batch.root != 0 && batch.leaves != 0, EmptyBatch());
        require(block.timestamp <= batch.expiry, BatchExpired(batch.expiry));
        require(batch.sequence == standing.sequence + 1, WrongSequence(batch.sequence, standing.sequence + 1));
        require(
            _anchors[batch.publisher][batch.root].anchoredAt == 0, AlreadyAnchored(batch.publisher, batch.root)
        );
        require(
            signature.length == 0
                ? msg.sender == batch.publisher
                : SignatureCheck.isValidCalldata(batch.publisher, _digest(batch), signature),
            NotPublisher(batch.publisher)
        );

        // Effects
        bytes32 chainHash =
            keccak256(abi.encode(standing.chainHash, batch.kind, batch.root, batch.leaves, batch.sequence));
        _anchors[batch.publisher][batch.root] =
            Anchor(uint40(block.timestamp), batch.kind, batch.leaves, batch.sequence);
        standing.sequence = batch.sequence;
        standing.chainHash = chainHash;

        // Event
        emit BatchAnchored(batch.publisher, batch.root, batch.kind, batch.leaves, batch.sequence, chainHash);
    }

    /// @inheritdoc IOrderLog
    function anchorOf(address publisher, bytes32 root) external view override returns (Anchor memory) {
        return _anchors[publisher][root];
    }

    /// @inheritdoc IOrderLog
    function head(address publisher) external view override returns (uint64 sequence, bytes32 chainHash) {
        return (_heads[publisher].sequence, _heads[publisher].chainHash);
    }

    /// @inheritdoc IOrderLog
    function provenAt(address publisher, bytes32 root, bytes32 leaf, bytes32[] calldata proof)
        public
        view
        override
        returns (uint40)
    {
        return MerkleProof.verifyCalldata(proof, root, leaf) ? _anchors[publisher][root].anchoredAt : 0;
    }

    /// @inheritdoc IOrderLog
    function entryProvenAt(
        address publisher,
        bytes32 root,
        bytes32 entryKey,
        bytes32 contentHash,
        bytes32[] calldata proof
    ) external view override returns (uint40) {
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(entryKey, contentHash))));
        return provenAt(publisher, root, leaf, proof);
    }

    function _digest(Batch calldata batch) private view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(BATCH, batch)));
    }
}
