// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";

import {Attestations} from "./abstracts/Attestations.sol";
import {Collections} from "./abstracts/Collections.sol";
import {NoteToken} from "./abstracts/NoteToken.sol";
import {ReceivableStore} from "./abstracts/ReceivableStore.sol";
import {IERC7943MultiToken} from "./interfaces/IERC7943MultiToken.sol";
import {IParticipants} from "./interfaces/IParticipants.sol";
import {IReceivablesTransfers} from "./interfaces/IReceivablesTransfers.sol";
import {CoinCall} from "./libraries/CoinCall.sol";
import {DealHash} from "./libraries/DealHash.sol";
import {ParticipantWord} from "./libraries/ParticipantWord.sol";

/// @title ReceivablesTransfers
/// @dev Sale, freezing, forced transfer and recovery of notes. Run by delegatecall from Receivables only, at whose
/// address people call it. Called directly it finds nothing registered.
contract ReceivablesTransfers is IReceivablesTransfers, Attestations, AccessManaged {
    using ParticipantWord for IParticipants;
    using ParticipantWord for uint256;

    constructor(address authority, address participants, address accountCode, address treasury_)
        AccessManaged(authority)
        ReceivableStore(participants)
        Collections(accountCode, treasury_)
        NoteToken("")
    {}

    /// @inheritdoc IReceivablesTransfers
    function buyNotes(Deal calldata deal, NoteSale calldata sale, bytes calldata signature, Payment calldata payment)
        external
        override
        nonReentrant
    {
        (bytes32 id, Book memory book) = _open(deal);
        require(sale.receivable == id, WrongDeal(sale.receivable));
        _requireInTime(sale.expiry);
        require(sale.lender == address(0) || sale.lender == payment.payer, NotEligible(payment.payer));
        _requireAmount(sale.units);
        _requireAmount(sale.price);
        require(payment.amount == sale.price, InvalidAmount(payment.amount));
        _sweep(deal, id, book);
        uint256 distributed = _lenderTotal(book);
        require(distributed == sale.distributed, SaleOutdated(id, sale.distributed, distributed));
        bytes32 hash = DealHash.ofSale(deal.terms.coin, sale);
        _requireSigned(sale.holder, hash, signature);

        _spend(sale.holder, sale.salt);
        uint256 note = uint256(id) | 1;
        _moveNote(sale.holder, payment.payer, note, sale.units);
        emit IERC1155.TransferSingle(msg.sender, sale.holder, payment.payer, note, sale.units);

        _take(deal.terms.coin, payment, hash);
        bool parked = _pay(id, book, deal.terms.coin, sale.holder, sale.price);
        emit NotesSold(id, sale.holder, payment.payer, sale.units, sale.price, parked);
    }

    /// @inheritdoc IReceivablesTransfers
    function revokeSale(address holder, bytes32 salt, bytes calldata signature) external override {
        _requireSigned(holder, keccak256(abi.encode(DealHash.NOTE_SALE_REVOCATION, holder, salt)), signature);
        _spend(holder, salt);
        emit SaleRevoked(holder, salt);
    }

    /// @inheritdoc IReceivablesTransfers
    function setFrozenTokens(address account, uint256 tokenId, uint256 amount)
        external
        override
        restricted
        returns (bool)
    {
        _requireNote(tokenId);
        require(amount <= type(uint56).max, InvalidAmount(amount));
        Holding memory held = _held(tokenId, account);
        _freeze(held, account, tokenId, amount);
        _hold(tokenId, account, held);
        return true;
    }

    /// @inheritdoc IReceivablesTransfers
    function proposeForcedTransfer(
        address from,
        address to,
        uint256 tokenId,
        uint256 amount,
        bytes32 orderReference
    ) external override restricted {
        _requireNote(tokenId);
        _requireAmount(amount);
        require(from != to, ERC7943CannotTransfer(from, to, tokenId, amount));
        bytes32 key = forcedTransferKey(from, to, tokenId, amount);
        _propose(key);
        emit ForcedTransferProposed(key, from, to, tokenId, amount, orderReference, msg.sender);
    }

    /// @inheritdoc IReceivablesTransfers
    function approveForcedTransfer(address from, address to, uint256 tokenId, uint256 amount)
        external
        override
        restricted
    {
        _approve(forcedTransferKey(from, to, tokenId, amount));
    }

    /// @inheritdoc IReceivablesTransfers
    function forcedTransfer(address from, address to, uint256 tokenId, uint256 amount)
        external
        override
        restricted
        returns (bool)
    {
        _carryOut(forcedTransferKey(from, to, tokenId, amount));
        Holding memory giver = _held(tokenId, from);
        require(giver.units >= amount, ERC1155InsufficientBalance(from, giver.units, amount, tokenId));
        require(_canReceive(to), ERC7943CannotReceive(to));
        uint256 free = _unfrozen(giver);
        if (amount > free) _freeze(giver, from, tokenId, giver.frozen - (amount - free));
        Holding memory taker = _held(tokenId, to);
        _shift(giver, taker, tokenId, amount);
        _hold(tokenId, from, giver);
        _hold(tokenId, to, taker);
        emit IERC1155.TransferSingle(msg.sender, from, to, tokenId, amount);
        emit ForcedTransfer(from, to, tokenId, amount);
        return true;
    }

    /// @inheritdoc IReceivablesTransfers
    function proposeRecovery(Recovery calldata recovery, bytes32 orderReference) external override restricted {
        _requireSameOrganisation(recovery);
        bytes32 key = recoveryKey(recovery);
        _propose(key);
        emit RecoveryProposed(
            key,
            recovery.account,
            recovery.to,
            recovery.receivables,
            recovery.coins,
            orderReference,
            uint40(block.timestamp),
            msg.sender
        );
    }

    /// @inheritdoc IReceivablesTransfers
    function approveRecovery(Recovery calldata recovery) external override restricted {
        _approve(recoveryKey(recovery));
    }

    /// @inheritdoc IReceivablesTransfers
    function objectToRecovery(Recovery calldata recovery, bytes calldata signature) external override {
        bytes32 key = recoveryKey(recovery);
        uint40 proposedAt = _required(key).proposedAt;
        _requireSigned(
            recovery.account,
            keccak256(
                abi.encode(
                    DealHash.RECOVERY_OBJECTION,
                    recovery.account,
                    recovery.to,
                    keccak256(abi.encodePacked(recovery.receivables)),
                    keccak256(abi.encodePacked(recovery.coins)),
                    proposedAt
                )
            ),
            signature
        );
        _stop(key);
    }

    /// @inheritdoc IReceivablesTransfers
    function recover(Recovery calldata recovery) external override {
        _carryOut(recoveryKey(recovery));
        require(!_requireSameOrganisation(recovery).isFrozen(), NotEligible(recovery.to));
        for (uint256 i = 0; i < recovery.receivables.length; i++) {
            _recoverHolding(recovery.account, recovery.to, uint256(recovery.receivables[i]) | 1);
        }
        for (uint256 i = 0; i < recovery.coins.length; i++) {
            _readdressClaim(recovery.coins[i], recovery.account, recovery.to);
        }
    }

    /// @inheritdoc IReceivablesTransfers
    function withdrawProposal(bytes32 proposal) external override restricted {
        _stop(proposal);
    }

    /// @inheritdoc IReceivablesTransfers
    function rejectProposal(bytes32 proposal) external override restricted {
        _stop(proposal);
    }

    /// @inheritdoc IERC7943MultiToken
    function canSend(address account) external view override returns (bool) {
        return _canSend(account);
    }

    /// @inheritdoc IERC7943MultiToken
    function canReceive(address account) external view override returns (bool) {
        return _canReceive(account);
    }

    /// @inheritdoc IERC7943MultiToken
    function canTransfer(address from, address to, uint256 tokenId, uint256 amount)
        external
        view
        override
        returns (bool)
    {
        return tokenId & 1 == 1 && _canSend(from) && _canReceive(to) && amount <= _unfrozen(_held(tokenId, from));
    }

    /// @inheritdoc IERC7943MultiToken
    function getFrozenTokens(address account, uint256 tokenId) external view override returns (uint256) {
        return _held(tokenId, account).frozen;
    }

    /// @inheritdoc IReceivablesTransfers
    function proposalOf(bytes32 proposal) external view override returns (Proposal memory) {
        return _proposals[proposal];
    }

    /// @inheritdoc IReceivablesTransfers
    function isSaleSpent(address holder, bytes32 salt) external view override returns (bool) {
        return _spentSales[holder][salt];
    }

    /// @inheritdoc IReceivablesTransfers
    function saleHash(address coin, NoteSale calldata sale) external pure override returns (bytes32) {
        return DealHash.ofSale(coin, sale);
    }

    /// @inheritdoc IReceivablesTransfers
    function saleNonce(bytes32 sale, address payer, uint256 amount, bytes32 salt)
        public
        pure
        override
        returns (bytes32)
    {
        return keccak256(abi.encode(DealHash.NOTE_PURCHASE, sale, payer, amount, salt));
    }

    /// @inheritdoc IReceivablesTransfers
    function forcedTransferKey(address from, address to, uint256 tokenId, uint256 amount)
        public
        pure
        override
        returns (bytes32)
    {
        return keccak256(abi.encode(DealHash.FORCED_TRANSFER, from, to, tokenId, amount));
    }

    /// @inheritdoc IReceivablesTransfers
    function recoveryKey(Recovery calldata recovery) public pure override returns (bytes32) {
        return keccak256(abi.encode(DealHash.RECOVERY, recovery));
    }

    /// @dev The price leaves the buyer's account and arrives here, both to the unit.
    function _take(address coin, Payment calldata payment, bytes32 sale) private {
        uint256 before = CoinCall.balanceOf(coin, payment.payer);
        _pull(coin, payment, saleNonce(sale, payment.payer, payment.amount, payment.salt));
        uint256 paid = before - CoinCall.balanceOf(coin, payment.payer);
        require(paid == payment.amount, ShortPayment(coin, payment.amount, paid));
    }

    function _spend(address holder, bytes32 salt) private {
        require(!_spentSales[holder][salt], SaleSpent(holder, salt));
        _spentSales[holder][salt] = true;
    }

    /// @dev Does not write the holding.
    function _freeze(Holding memory held, address account, uint256 id, uint256 amount) private {
        held.frozen = amount;
        emit Frozen(account, id, amount);
    }

    function _requireNote(uint256 id) private pure {
        require(id & 1 == 1, TitleNotTransferable(id));
    }

    /// @return word of the new account
    function _requireSameOrganisation(Recovery calldata recovery) private view returns (uint256 word) {
        word = PARTICIPANTS.wordOf(recovery.to);
        uint64 organisation = word.organisation();
        require(
            recovery.account != recovery.to && organisation != 0
                && organisation == PARTICIPANTS.wordOf(recovery.account).organisation(),
            NotEligible(recovery.to)
        );
    }

    function _recoverHolding(address from, address to, uint256 note) private {
        Holding memory giver = _held(note, from);
        uint256 units = giver.units;
        if (units | giver.credit == 0) return;
        require(units == 0 || _canReceive(to), ERC7943CannotReceive(to));
        Holding memory taker = _held(note, to);
        uint256 frozen = giver.frozen;
        if (frozen != 0) {
            _freeze(giver, from, note, 0);
            frozen += taker.frozen;
            _freeze(taker, to, note, frozen < type(uint56).max ? frozen : type(uint56).max);
        }
        _shift(giver, taker, note, units);
        uint256 credit = giver.credit;
        taker.credit += credit;
        giver.credit = 0;
        _hold(note, from, giver);
        _hold(note, to, taker);
        if (units != 0) {
            emit IERC1155.TransferSingle(msg.sender, from, to, note, units);
            emit ForcedTransfer(from, to, note, units);
        }
        emit HoldingRecovered(bytes32(note ^ 1), from, to, units, credit);
    }

    function _readdressClaim(address coin, address from, address to) private {
        uint256 amount = _claims[coin][from];
        if (amount == 0) return;
        _claims[coin][from] = 0;
        uint256 resulting = _claims[coin][to] += amount;
        emit ClaimReaddressed(coin, from, to, amount, resulting);
    }
}
