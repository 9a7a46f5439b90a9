// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title Anchors of order and warehouse-event batches
/// @notice Append-only: a publisher puts the Merkle root of a batch on record, and anyone can prove later that an order
/// or an event was in it and when, whether it was financed or not. Nobody needs leave to publish, and nobody can speak
/// for another account: what a root is worth is what its publisher is worth. Nothing is ever changed or removed.
/// Trees are those of OpenZeppelin's MerkleProof (sorted pairs).
interface IOrderLog {
    /// @notice What the leaves of a batch are.
    enum BatchKind {
        /// keccak-256 twice over abi.encode(orderKey, contentHash), as the leaves of a receivable's `ordersRoot`
        Orders,
        /// keccak-256 twice over abi.encode(eventKey, contentHash)
        WarehouseEvents
    }

    /// @notice One batch, as its publisher signs it.
    /// @param publisher account whose log it is
    /// @param root Merkle root of the batch
    /// @param leaves number of leaves, as the publisher states it
    /// @param sequence 1 for the publisher's first batch, then one more each time
    /// @param expiry last second at which the signature may be brought in, unix seconds
    struct Batch {
        address publisher;
        BatchKind kind;
        bytes32 root;
        uint64 leaves;
        uint64 sequence;
        uint40 expiry;
    }

    /// @notice Where a root stands; all zero when it is not anchored.
    /// @param anchoredAt block time, unix seconds
    struct Anchor {
        uint40 anchoredAt;
        BatchKind kind;
        uint64 leaves;
        uint64 sequence;
    }

    /// @notice A batch was anchored. `chainHash` is the publisher's log up to here:
    /// keccak-256 of abi.encode(previous chainHash, kind, root, leaves, sequence), beginning with 0.
    event BatchAnchored(
        address indexed publisher,
        bytes32 indexed root,
        BatchKind indexed kind,
        uint64 leaves,
        uint64 sequence,
        bytes32 chainHash
    );

    /// @notice The signature is missing or is not the publisher's.
    error NotPublisher(address publisher);
    /// @notice The publisher's next sequence is another one.
    error WrongSequence(uint64 given, uint64 expected);
    /// @notice The publisher has anchored this root before.
    error AlreadyAnchored(address publisher, bytes32 root);
    /// @notice The root is zero or the batch has no leaves.
    error EmptyBatch();
    /// @notice The signature's time is over.
    error BatchExpired(uint40 expiry);

    /// @notice Anchors a batch: called by its publisher with an empty signature, or by anyone with the publisher's
    /// (EIP-712; ERC-1271 and EIP-7702 accounts accepted). Emits {BatchAnchored}. Reverts {NotPublisher},
    /// {WrongSequence}, {AlreadyAnchored}, {EmptyBatch}, {BatchExpired}.
    function anchor(Batch calldata batch, bytes calldata signature) external;

    /// @notice Where a publisher's root stands.
    function anchorOf(address publisher, bytes32 root) external view returns (Anchor memory);

    /// @notice Number of batches of a publisher and the hash over all of them.
    function head(address publisher) external view returns (uint64 sequence, bytes32 chainHash);

    /// @notice When a leaf was provably on record: block time of the anchor of `root`, 0 when the publisher has not
    /// anchored that root or the proof does not lead from the leaf to it.
    function provenAt(address publisher, bytes32 root, bytes32 leaf, bytes32[] calldata proof)
        external
        view
        returns (uint40);

    /// @notice The same for an order or event given by its key and the hash of its content.
    function entryProvenAt(
        address publisher,
        bytes32 root,
        bytes32 entryKey,
        bytes32 contentHash,
        bytes32[] calldata proof
    ) external view returns (uint40);
}
