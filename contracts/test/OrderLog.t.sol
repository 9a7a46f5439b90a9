// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {OrderLog} from "../OrderLog.sol";
import {IOrderLog} from "../interfaces/IOrderLog.sol";
import {ContractAccount} from "./CoinTest.sol";
import {vm} from "./Vm.sol";

/// @title Anchors of order and event batches
contract OrderLogTest {
    uint256 private constant KEY = 0x9B115E;
    uint40 private constant START = 1_800_000_000;
    address private constant STRANGER = address(0x5732A9E);
    OrderLog private _log;
    address private _publisher;

    function setUp() external {
        vm.warp(START);
        _log = new OrderLog();
        _publisher = vm.addr(KEY);
    }

    function _batch(bytes32 root, uint64 sequence) private view returns (IOrderLog.Batch memory) {
        return IOrderLog.Batch(_publisher, IOrderLog.BatchKind.Orders, root, 4, sequence, START + 1 days);
    }

    function _digest(IOrderLog.Batch memory batch) private view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Quaynote Order Log"),
                keccak256("1"),
                block.chainid,
                address(_log)
            )
        );
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256(
                    "Batch(address publisher,uint8 kind,bytes32 root,uint64 leaves,uint64 sequence,uint40 expiry)"
                ),
                batch.publisher,
                batch.kind,
                batch.root,
                batch.leaves,
                batch.sequence,
                batch.expiry
            )
        );
        return keccak256(abi.encodePacked(hex"1901", domain, structHash));
    }

    function _signed(IOrderLog.Batch memory batch) private returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(KEY, _digest(batch));
        return abi.encodePacked(r, s, v);
    }

    function _anchor(IOrderLog.Batch memory batch) private {
        vm.prank(batch.publisher);
        _log.anchor(batch, "");
    }

    function _refuses(bytes memory reason) private {
        vm.expectRevert(reason);
    }

    function _leaf(bytes32 key, bytes32 contentHash) private pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(abi.encode(key, contentHash))));
    }

    function _pair(bytes32 left, bytes32 right) private pure returns (bytes32) {
        return left < right ? keccak256(abi.encode(left, right)) : keccak256(abi.encode(right, left));
    }

    function test_aPublisherAnchorsByItself() external {
        _anchor(_batch("root", 1));
        IOrderLog.Anchor memory found = _log.anchorOf(_publisher, "root");
        require(found.anchoredAt == START && found.sequence == 1 && found.leaves == 4, "anchor");
        require(found.kind == IOrderLog.BatchKind.Orders, "kind");
    }

    function test_anyoneCarriesASignedBatchIn() external {
        IOrderLog.Batch memory batch = _batch("root", 1);
        batch.kind = IOrderLog.BatchKind.WarehouseEvents;
        _log.anchor(batch, _signed(batch));
        require(_log.anchorOf(_publisher, "root").kind == IOrderLog.BatchKind.WarehouseEvents, "kind");
    }

    function test_aContractPublishesUnderErc1271() external {
        ContractAccount account = new ContractAccount();
        IOrderLog.Batch memory batch = _batch("root", 1);
        batch.publisher = address(account);
        _refuses(abi.encodeWithSelector(IOrderLog.NotPublisher.selector, address(account)));
        _log.anchor(batch, hex"01");
        account.approve(_digest(batch));
        _log.anchor(batch, hex"01");
        require(_log.anchorOf(address(account), "root").anchoredAt == START, "anchored");
    }

    function test_nobodySpeaksForAnother() external {
        IOrderLog.Batch memory batch = _batch("root", 1);
        _refuses(abi.encodeWithSelector(IOrderLog.NotPublisher.selector, _publisher));
        _log.anchor(batch, "");
        bytes memory signature = _signed(batch);
        batch.leaves = 5;
        _refuses(abi.encodeWithSelector(IOrderLog.NotPublisher.selector, _publisher));
        _log.anchor(batch, signature);
        batch = _batch("other", 1);
        _refuses(abi.encodeWithSelector(IOrderLog.NotPublisher.selector, _publisher));
        _log.anchor(batch, signature);
    }

    function test_batchesFollowOneAnother() external {
        _refuses(abi.encodeWithSelector(IOrderLog.WrongSequence.selector, 2, 1));
        _log.anchor(_batch("root", 2), "");
        _anchor(_batch("root", 1));
        _refuses(abi.encodeWithSelector(IOrderLog.WrongSequence.selector, 1, 2));
        _log.anchor(_batch("next", 1), "");
        _anchor(_batch("next", 2));
        (uint64 sequence,) = _log.head(_publisher);
        require(sequence == 2, "sequence");
    }

    function test_aRootIsAnchoredOncePerPublisher() external {
        _anchor(_batch("root", 1));
        IOrderLog.Batch memory again = _batch("root", 2);
        vm.prank(_publisher);
        _refuses(abi.encodeWithSelector(IOrderLog.AlreadyAnchored.selector, _publisher, bytes32("root")));
        _log.anchor(again, "");
        again.publisher = STRANGER;
        again.sequence = 1;
        _anchor(again);
        require(_log.anchorOf(STRANGER, "root").anchoredAt == START, "a copy stands under another name");
    }

    function test_anEmptyBatchIsRefused() external {
        vm.expectRevert(IOrderLog.EmptyBatch.selector);
        _log.anchor(_batch(0, 1), "");
        IOrderLog.Batch memory batch = _batch("root", 1);
        batch.leaves = 0;
        vm.expectRevert(IOrderLog.EmptyBatch.selector);
        _log.anchor(batch, "");
    }

    function test_aSignatureEndsWithItsExpiry() external {
        IOrderLog.Batch memory batch = _batch("root", 1);
        bytes memory signature = _signed(batch);
        vm.warp(START + 1 days + 1);
        _refuses(abi.encodeWithSelector(IOrderLog.BatchExpired.selector, START + 1 days));
        _log.anchor(batch, signature);
        vm.warp(START + 1 days);
        _log.anchor(batch, signature);
    }

    function testFuzz_theChainHashCoversEveryBatchInOrder(bytes32[5] calldata roots, uint8 kinds) external {
        bytes32 chainHash;
        uint64 sequence;
        for (uint256 i = 0; i < 5; i++) {
            if (roots[i] == 0 || _log.anchorOf(_publisher, roots[i]).anchoredAt != 0) continue;
            IOrderLog.Batch memory batch = _batch(roots[i], ++sequence);
            batch.kind = IOrderLog.BatchKind(kinds >> i & 1);
            _anchor(batch);
            chainHash = keccak256(abi.encode(chainHash, batch.kind, roots[i], uint64(4), sequence));
        }
        (uint64 found, bytes32 standing) = _log.head(_publisher);
        require(found == sequence && standing == chainHash, "chain");
    }

    function testFuzz_everyLeafIsProvenAndNothingElse(bytes32[4] calldata keys, bytes32 content, uint8 which)
        external
    {
        bytes32[4] memory leaves;
        for (uint256 i = 0; i < 4; i++) {
            leaves[i] = _leaf(keys[i], content);
        }
        bytes32 left = _pair(leaves[0], leaves[1]);
        bytes32 right = _pair(leaves[2], leaves[3]);
        bytes32 root = _pair(left, right);
        uint256 index = which % 4;
        bytes32[] memory proof = new bytes32[](2);
        proof[0] = leaves[index ^ 1];
        proof[1] = index < 2 ? right : left;
        require(_log.entryProvenAt(_publisher, root, keys[index], content, proof) == 0, "not anchored yet");
        _anchor(_batch(root, 1));
        require(_log.entryProvenAt(_publisher, root, keys[index], content, proof) == START, "entry");
        require(_log.provenAt(_publisher, root, leaves[index], proof) == START, "leaf");
        require(_log.provenAt(STRANGER, root, leaves[index], proof) == 0, "another publisher");
        bytes32 foreign = keccak256(abi.encode(keys[index], content));
        require(_log.provenAt(_publisher, root, foreign, proof) == 0, "a foreign leaf");
        proof[1] = foreign;
        require(_log.provenAt(_publisher, root, leaves[index], proof) == 0, "a foreign path");
    }
}
