// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IReceivablesTypes} from "../interfaces/IReceivablesTypes.sol";

/// @title EIP-712 struct hashes of everything people sign
library DealHash {
    bytes32 internal constant LOT = keccak256(
        "Lot(bytes32 receivable,address buyer,uint256 amountDue,uint40 dueAt,bytes32 ordersRoot,bytes32 documentHash)"
    );
    bytes32 internal constant REGISTRATION = keccak256(
        "Registration(address seller,address warehouse,address coin,uint40 issuedAt,uint40 expiry,Lot[] lots)"
        "Lot(bytes32 receivable,address buyer,uint256 amountDue,uint40 dueAt,bytes32 ordersRoot,bytes32 documentHash)"
    );
    bytes32 internal constant TERMS = keccak256(
        "Terms(bytes32 receivable,address seller,address warehouse,address buyer,address coin,uint256 amountDue,"
        "uint40 dueAt,bytes32 ordersRoot,bytes32 documentHash)"
    );
    bytes32 internal constant OFFER = keccak256(
        "Offer(bytes32 receivable,address buyer,address coin,uint256 amountDue,uint40 dueAt,uint40 registeredAt,"
        "address lender,uint16 advanceBps,uint16 rateBps,uint16 lateRateBps,uint16 feeBps,uint16 dayCount,"
        "int32 dayOffset,uint256 minimum,uint40 fundBy,uint40 deliverBy,uint16 graceDays,uint16 noticeDays,"
        "uint8 quorum,bool recourse,bool rateOverride,bytes32 memorandumHash,uint40 sequence,address[] attesters)"
    );
    bytes32 internal constant OFFER_FLOOR =
        keccak256("OfferFloor(bytes32 receivable,uint40 registeredAt,uint40 sequence,uint40 expiry)");
    bytes32 internal constant CANCELLATION =
        keccak256("Cancellation(bytes32 receivable,uint40 registeredAt,uint40 expiry)");
    bytes32 internal constant ATTESTATION = keccak256(
        "Attestation(bytes32 receivable,address buyer,address coin,uint256 amountDue,uint256 delivered,uint32 seq,"
        "uint40 notBefore,uint40 expiry,bytes32 evidenceHash,bool isFinal)"
    );
    bytes32 internal constant ATTESTATION_VOID =
        keccak256("AttestationVoid(bytes32 receivable,uint32 seq,uint40 expiry)");
    bytes32 internal constant CREDIT_NOTE = keccak256(
        "CreditNote(bytes32 receivable,address coin,uint256 amountDue,uint256 diluted,bytes32 documentHash,"
        "uint40 expiry)"
    );
    bytes32 internal constant DISPUTE = keccak256(
        "Dispute(bytes32 receivable,address party,address coin,uint256 amountDue,uint256 amount,bytes32 reasonHash,"
        "uint40 expiry)"
    );
    bytes32 internal constant DISPUTE_RESOLUTION = keccak256(
        "DisputeResolution(bytes32 receivable,address seller,address buyer,address coin,uint256 amountDue,"
        "uint256 undelivered,uint40 until,uint40 expiry)"
    );
    bytes32 internal constant PAYMENT_PROMISE = keccak256(
        "PaymentPromise(bytes32 receivable,uint40 registeredAt,address seller,address buyer,address coin,"
        "uint256 amountDue,uint40 payBy,uint40 expiry)"
    );
    bytes32 internal constant CLAIM_TO =
        keccak256("ClaimTo(address coin,address account,address to,uint256 nonce,uint40 expiry)");
    /// @dev What a coin nonce begins with. A receivable's id is its registrants' choice, so without these words they
    /// could name it like a deal and have the lender's money for it.
    bytes32 internal constant PAYMENT = keccak256("Payment");
    bytes32 internal constant BUY_BACK = keccak256("BuyBack");
    bytes32 internal constant RECOURSE = keccak256("Recourse");
    bytes32 internal constant NOTE_PURCHASE = keccak256("NotePurchase");
    bytes32 internal constant NOTE_SALE = keccak256(
        "NoteSale(bytes32 receivable,address coin,address holder,address lender,uint256 units,uint256 price,"
        "uint256 distributed,uint40 expiry,bytes32 salt)"
    );
    bytes32 internal constant NOTE_SALE_REVOCATION = keccak256("NoteSaleRevocation(address holder,bytes32 salt)");
    bytes32 internal constant RECOVERY_OBJECTION = keccak256(
        "RecoveryObjection(address account,address to,bytes32[] receivables,address[] coins,uint40 proposedAt)"
    );
    bytes32 internal constant FORCED_TRANSFER = keccak256("ForcedTransfer");
    bytes32 internal constant RECOVERY = keccak256("Recovery");

    /// @dev Copies the nine words as they stand: a word with stray high bits only makes a hash nobody has signed.
    function ofTerms(IReceivablesTypes.Terms calldata terms) internal pure returns (bytes32 hash) {
        bytes32 kind = TERMS;
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, kind)
            calldatacopy(add(free, 0x20), terms, 0x120)
            hash := keccak256(free, 0x140)
        }
    }

    /// @dev receivable; buyer to dueAt; registeredAt; the 17 words of the offer; the attesters' hash. A deal starts
    /// with the nine words of its terms, then registeredAt, then the offer.
    function ofOffer(IReceivablesTypes.Deal calldata deal) internal pure returns (bytes32 hash) {
        bytes32 kind = OFFER;
        address[] calldata attesters = deal.attesters;
        assembly ("memory-safe") {
            let free := mload(0x40)
            let size := shl(5, attesters.length)
            calldatacopy(free, attesters.offset, size)
            let attestersHash := keccak256(free, size)
            mstore(free, kind)
            calldatacopy(add(free, 0x20), deal, 0x20)
            calldatacopy(add(free, 0x40), add(deal, 0x60), 0x80)
            calldatacopy(add(free, 0xc0), add(deal, 0x120), 0x240)
            mstore(add(free, 0x300), attestersHash)
            hash := keccak256(free, 0x320)
        }
    }

    /// @notice Joins the three parts; `offerHash` is 0 before the first funding.
    function ofDeal(bytes32 termsHash, uint256 registeredAt, bytes32 offerHash) internal pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, termsHash)
            mstore(add(free, 0x20), registeredAt)
            mstore(add(free, 0x40), offerHash)
            hash := keccak256(free, 0x60)
        }
    }

    /// @dev receivable; buyer, coin, amountDue; the six words of the attestation.
    function ofAttestation(IReceivablesTypes.Terms calldata terms, IReceivablesTypes.Attestation calldata attestation)
        internal
        pure
        returns (bytes32 hash)
    {
        bytes32 kind = ATTESTATION;
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, kind)
            calldatacopy(add(free, 0x20), terms, 0x20)
            calldatacopy(add(free, 0x40), add(terms, 0x60), 0x60)
            calldatacopy(add(free, 0xa0), attestation, 0xc0)
            hash := keccak256(free, 0x160)
        }
    }

    /// @dev The receivable, the coin, then the other seven words of the sale.
    function ofSale(address coin, IReceivablesTypes.NoteSale calldata sale) internal pure returns (bytes32 hash) {
        bytes32 kind = NOTE_SALE;
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, kind)
            calldatacopy(add(free, 0x20), sale, 0x20)
            mstore(add(free, 0x40), coin)
            calldatacopy(add(free, 0x60), add(sale, 0x20), 0xe0)
            hash := keccak256(free, 0x140)
        }
    }

    /// @notice Hash of a lot and of the terms it becomes, without leaving anything in memory: a batch has many.
    function ofLot(IReceivablesTypes.Registration calldata registration, IReceivablesTypes.Lot calldata lot)
        internal
        pure
        returns (bytes32 lotHash, bytes32 termsHash)
    {
        bytes32 lotType = LOT;
        bytes32 termsType = TERMS;
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, lotType)
            calldatacopy(add(free, 0x20), lot, 0xc0)
            lotHash := keccak256(free, 0xe0)
            mstore(free, termsType)
            // receivable; seller and warehouse; buyer; coin; amountDue to documentHash
            calldatacopy(add(free, 0x40), registration, 0x40)
            mstore(add(free, 0x20), calldataload(lot))
            mstore(add(free, 0x80), calldataload(add(lot, 0x20)))
            mstore(add(free, 0xa0), calldataload(add(registration, 0x40)))
            calldatacopy(add(free, 0xc0), add(lot, 0x40), 0x80)
            termsHash := keccak256(free, 0x140)
        }
    }
}
