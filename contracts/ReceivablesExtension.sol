// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import {IERC1155MetadataURI} from "@openzeppelin/contracts/token/ERC1155/extensions/IERC1155MetadataURI.sol";
import {ERC1155Utils} from "@openzeppelin/contracts/token/ERC1155/utils/ERC1155Utils.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

import {Attestations} from "./abstracts/Attestations.sol";
import {Collections} from "./abstracts/Collections.sol";
import {NoteToken} from "./abstracts/NoteToken.sol";
import {ReceivableStore} from "./abstracts/ReceivableStore.sol";
import {IReceivablesExtension} from "./interfaces/IReceivablesExtension.sol";
import {DealHash} from "./libraries/DealHash.sol";
import {Waterfall} from "./libraries/Waterfall.sol";

/// @title ReceivablesExtension
/// @dev Holds no state of its own: it is only ever run by delegatecall from Receivables, at whose address people call
/// it. Called directly it finds nothing registered and no authority.
contract ReceivablesExtension is IReceivablesExtension, Attestations, AccessManaged {
    uint256 private constant LODGE_WINDOW = 7 days;
    uint256 private constant AFTER_PAUSE = 3 days;
    /// @dev A pause longer than this no longer keeps lenders from their escrow.
    uint256 private constant PAUSE_LIMIT = 30 days;

    string public constant name = "Quaynote";

    constructor(address authority, address participants, address accountCode, address treasury_)
        AccessManaged(authority)
        ReceivableStore(participants)
        Collections(accountCode, treasury_)
        NoteToken("")
    {}

    /// @inheritdoc IReceivablesExtension
    function raiseOfferFloor(Deal calldata deal, uint40 sequence, uint40 expiry, bytes calldata signature)
        external
        override
    {
        (bytes32 id, Book memory book) = _open(deal);
        require(book.status == Status.Registered, WrongStatus(id, book.status));
        _requireInTime(expiry);
        require(sequence > book.stamp, OfferSuperseded(id, sequence, uint40(book.stamp)));
        _requireSigned(
            deal.terms.seller,
            keccak256(abi.encode(DealHash.OFFER_FLOOR, id, deal.registeredAt, sequence, expiry)),
            signature
        );
        book.stamp = sequence;
        _save(id, book);
        emit OfferFloorRaised(id, sequence);
    }

    /// @inheritdoc IReceivablesExtension
    function cancel(Deal calldata deal, uint40 expiry, bytes calldata signature) external override {
        (bytes32 id, Book memory book) = _open(deal);
        require(book.status == Status.Registered, WrongStatus(id, book.status));
        _requireInTime(expiry);
        _requireSigned(
            deal.terms.seller, keccak256(abi.encode(DealHash.CANCELLATION, id, deal.registeredAt, expiry)), signature
        );
        _close(deal, book, Status.Cancelled);
        book.stamp = block.timestamp;
        _save(id, book);
        emit Cancelled(id);
    }

    /// @inheritdoc IReceivablesExtension
    function closeFunding(Deal calldata deal, address[] calldata payees) external override nonReentrant {
        (bytes32 id, Book memory book) = _open(deal);
        require(book.status == Status.Funding, WrongStatus(id, book.status));
        require(block.timestamp > deal.offer.fundBy, TooEarly(deal.offer.fundBy));
        if (_escrowOf(book) >= deal.offer.minimum) {
            book.status = Status.Funded;
        } else {
            _close(deal, book, Status.Refunded);
            _returnEscrow(id, book);
        }
        _save(id, book);
        emit FundingClosed(id, book.funded, book.status);
        _payHolders(deal, id, book, payees);
    }

    /// @inheritdoc IReceivablesExtension
    function lodge(Deal calldata deal, Attestation calldata attestation, Approval[] calldata approvals)
        external
        override
        nonReentrant
    {
        (bytes32 id, Book memory book) = _open(deal);
        _requireReleasable(id, book);
        _requireInTime(deal.offer.deliverBy);
        require(
            attestation.notBefore <= block.timestamp + LODGE_WINDOW, TooLate(block.timestamp + LODGE_WINDOW)
        );
        bytes32 structHash = _checkAttestation(deal, book, attestation);
        _checkApprovals(deal, book, structHash, approvals);
        Evidence memory evidence = _evidence(id, book);
        require(attestation.seq > evidence.voided && attestation.seq > evidence.seq, AttestationVoid(id, attestation.seq));

        _stored[id].evidence =
            Evidence(evidence.voided, attestation.seq, attestation.notBefore, bytes19(structHash));
        book.flags |= HAS_EVIDENCE;
        _save(id, book);
        emit AttestationLodged(id, attestation.seq, attestation.delivered, attestation.notBefore);
    }

    /// @inheritdoc IReceivablesExtension
    function voidAttestation(Deal calldata deal, uint32 seq, uint40 expiry, Approval calldata approval)
        external
        override
    {
        (bytes32 id, Book memory book) = _open(deal);
        _requireReleasable(id, book);
        _requireInTime(expiry);
        Evidence memory evidence = _evidence(id, book);
        require(seq > evidence.voided, AttestationVoid(id, seq));
        if (evidence.fingerprint != 0 && evidence.seq <= seq) {
            require(block.timestamp < evidence.notBefore, TooLate(evidence.notBefore));
            evidence.fingerprint = 0;
        }
        _attesterOrganisation(deal, book, approval.signer);
        _requireSigned(
            approval.signer,
            keccak256(abi.encode(DealHash.ATTESTATION_VOID, id, seq, expiry)),
            approval.signature
        );

        evidence.voided = seq;
        _stored[id].evidence = evidence;
        book.flags |= HAS_EVIDENCE;
        _save(id, book);
        emit AttestationVoided(id, seq, approval.signer);
    }

    /// @inheritdoc IReceivablesExtension
    function closeRelease(Deal calldata deal, address[] calldata payees) external override nonReentrant {
        (bytes32 id, Book memory book) = _open(deal);
        _requireReleasable(id, book);
        require(block.timestamp > deal.offer.deliverBy, TooEarly(deal.offer.deliverBy));
        uint256 resumes = _requireNoRecentPause();
        Evidence memory evidence = _evidence(id, book);
        uint256 usableFrom = evidence.notBefore > resumes ? evidence.notBefore : resumes;
        require(
            evidence.fingerprint == 0 || block.timestamp > usableFrom + LODGE_WINDOW, AttestationPending(id)
        );

        if (book.status == Status.Funded) _close(deal, book, Status.Refunded);
        _returnEscrow(id, book);
        if (book.status == Status.Released) _settleIfPaid(deal, book);
        _save(id, book);
        _payHolders(deal, id, book, payees);
    }

    /// @inheritdoc IReceivablesExtension
    function dilute(
        Deal calldata deal,
        uint256 diluted,
        bytes32 documentHash,
        uint40 expiry,
        bytes calldata signature
    ) external override nonReentrant {
        (bytes32 id, Book memory book) = _open(deal);
        require(
            book.status == Status.Registered || book.status == Status.Funding || book.status == Status.Funded
                || book.status == Status.Released,
            WrongStatus(id, book.status)
        );
        _requireInTime(expiry);
        Owed memory due = _owed(deal, book, block.timestamp);
        uint256 bound = book.collected + due.fee + due.late + due.charge + due.principal;
        uint256 limit = deal.terms.amountDue > bound ? deal.terms.amountDue - bound : 0;
        require(diluted > book.diluted && diluted <= limit, InvalidDilution(id, diluted, limit));
        _requireSigned(
            deal.terms.seller,
            keccak256(
                abi.encode(
                    DealHash.CREDIT_NOTE, id, deal.terms.coin, deal.terms.amountDue, diluted, documentHash, expiry
                )
            ),
            signature
        );

        book.diluted = diluted;
        emit Diluted(id, diluted, documentHash);
        _trim(deal, id, book);
        _save(id, book);
    }

    /// @inheritdoc IReceivablesExtension
    function sweepOther(Deal calldata deal, address coin) external override nonReentrant {
        (bytes32 id,) = _open(deal);
        require(coin != deal.terms.coin, OwnCoin(coin));
        uint256 amount = _forward(id, coin);
        require(amount != 0, InvalidAmount(0));
        _park(id, coin, deal.terms.buyer, amount);
    }

    /// @inheritdoc IReceivablesExtension
    function buyBack(Deal calldata deal, Payment calldata payment, address[] calldata payees)
        external
        override
        nonReentrant
    {
        (bytes32 id, Book memory book) = _open(deal);
        require(book.status == Status.Released || book.status == Status.Defaulted, WrongStatus(id, book.status));
        require(payment.payer == deal.terms.seller, NotAuthorised(payment.payer));
        Owed memory due = _owed(deal, book, block.timestamp);
        uint256 sum = due.fee + due.late + due.charge + due.principal;
        require(payment.amount >= sum, BuyBackTooSmall(id, payment.amount, sum));
        _pull(
            deal.terms.coin,
            payment,
            keccak256(abi.encode(DealHash.BUY_BACK, id, payment.payer, payment.amount, payment.salt))
        );

        Split memory parts = Waterfall.split(due, payment.amount, 0);
        _book(book, parts);
        _close(deal, book, Status.BoughtBack);
        _returnEscrow(id, book);
        _save(id, book);

        emit BoughtBack(id, payment.payer, payment.amount, parts);
        if (parts.fee != 0) _park(id, deal.terms.coin, TREASURY, parts.fee);
        if (parts.surplus != 0) _pay(id, deal.terms.coin, payment.payer, parts.surplus);
        _payHolders(deal, id, book, payees);
    }

    /// @inheritdoc IReceivablesExtension
    function declareDefault(Deal calldata deal, address[] calldata payees) external override nonReentrant {
        (bytes32 id, Book memory book) = _open(deal);
        require(book.status == Status.Released, WrongStatus(id, book.status));
        uint256 after_ =
            uint256(deal.terms.dueAt) + (uint256(deal.offer.graceDays) + deal.offer.noticeDays) * 1 days;
        require(block.timestamp > after_, TooEarly(after_));
        _sweep(deal, id, book);
        if (book.status == Status.Released) {
            book.status = Status.Defaulted;
            _returnEscrow(id, book);
            _save(id, book);
            emit Defaulted(id, book.tiers.released - book.tiers.principalRepaid);
        }
        _payHolders(deal, id, book, payees);
    }

    /// @inheritdoc IReceivablesExtension
    function collectionAccount(bytes32 receivable) external view override returns (address) {
        return _accountOf(receivable);
    }

    /// @inheritdoc IReceivablesExtension
    function claim(address coin, address account) external override nonReentrant {
        _payClaim(coin, account, account);
    }

    /// @inheritdoc IReceivablesExtension
    function claimTo(address coin, address account, address to, uint40 expiry, bytes calldata signature)
        external
        override
        nonReentrant
    {
        _claimByWord(coin, account, to, expiry, signature);
    }

    /// @inheritdoc IReceivablesExtension
    function setCoin(address coin, bool allowed) external override restricted {
        require(!allowed || IERC20Metadata(coin).decimals() == 6, CoinNotAllowed(coin));
        _coins[coin] = allowed;
        emit CoinSet(coin, allowed);
    }

    /// @inheritdoc IReceivablesExtension
    function pauseFunding(bool paused) external override restricted {
        _pauses.funding = paused;
        emit FundingPaused(paused);
    }

    /// @inheritdoc IReceivablesExtension
    function pauseRelease(bool paused) external override restricted {
        if (paused && !_pauses.release) _pauses.releasePausedAt = uint40(block.timestamp);
        if (!paused && _pauses.release) _pauses.releaseResumedAt = uint40(block.timestamp);
        _pauses.release = paused;
        emit ReleasePaused(paused);
    }

    /// @inheritdoc IReceivablesExtension
    function termsHash(Terms calldata terms) external pure override returns (bytes32) {
        return DealHash.ofTerms(terms);
    }

    /// @inheritdoc IReceivablesExtension
    function offerHash(Deal calldata deal) external pure override returns (bytes32) {
        return DealHash.ofOffer(deal);
    }

    /// @inheritdoc IReceivablesExtension
    function dealHash(Deal calldata deal) external pure override returns (bytes32) {
        return DealHash.ofDeal(DealHash.ofTerms(deal.terms), deal.registeredAt, DealHash.ofOffer(deal));
    }

    /// @inheritdoc IReceivablesExtension
    function fundingNonce(bytes32 deal, address lender, uint256 amount, bytes32 salt)
        external
        pure
        override
        returns (bytes32)
    {
        return keccak256(abi.encode(deal, lender, amount, salt));
    }

    /// @inheritdoc IReceivablesExtension
    function paymentNonce(bytes32 receivable, address payer, uint256 amount, bytes32 salt)
        external
        pure
        override
        returns (bytes32)
    {
        return keccak256(abi.encode(receivable, payer, amount, salt));
    }

    /// @inheritdoc IReceivablesExtension
    function buyBackNonce(bytes32 receivable, address payer, uint256 amount, bytes32 salt)
        external
        pure
        override
        returns (bytes32)
    {
        return keccak256(abi.encode(DealHash.BUY_BACK, receivable, payer, amount, salt));
    }

    /// @inheritdoc IReceivablesExtension
    function position(bytes32 receivable) external view override returns (Position memory figures) {
        Book memory book = _load(receivable);
        figures.status = book.status;
        if (_isOfferFixed(book.status)) {
            figures.fundedAt = uint40(book.stamp);
        } else if (book.status == Status.Registered) {
            figures.sequence = uint40(book.stamp);
        }
        figures.funded = book.funded;
        figures.released = book.tiers.released;
        figures.returned = book.returned;
        figures.delivered = book.delivered;
        figures.collected = book.collected;
        figures.principalRepaid = book.tiers.principalRepaid;
        figures.chargePaid = book.tiers.chargePaid;
        figures.latePaid = book.tiers.latePaid;
        figures.feePaid = book.tiers.feePaid;
        figures.diluted = book.diluted;
        figures.principalDays = book.tiers.principalDays;
        figures.lateDays = book.tiers.lateDays;
        figures.accruedDay = book.tiers.accruedDay;
    }

    /// @inheritdoc IReceivablesExtension
    function commitmentOf(bytes32 receivable) external view override returns (bytes25) {
        return bytes25(bytes32(_stored[receivable].head));
    }

    /// @inheritdoc IReceivablesExtension
    function owedAt(Deal calldata deal, uint256 moment) external view override returns (Owed memory) {
        (, Book memory book) = _open(deal);
        return _owed(deal, book, moment);
    }

    /// @inheritdoc IReceivablesExtension
    function holding(bytes32 receivable, address holder) external view override returns (uint256 units, uint256 paid) {
        Holding memory held = _held(uint256(receivable) | 1, holder);
        return (held.units, held.paid);
    }

    /// @inheritdoc IReceivablesExtension
    function dueTo(bytes32 receivable, address holder) external view override returns (uint256) {
        Book memory book = _load(receivable);
        Holding memory held = _held(uint256(receivable) | 1, holder);
        uint256 entitled = Waterfall.share(held.units, _lenderTotal(book), book.funded);
        return held.credit + (entitled > held.paid ? entitled - held.paid : 0);
    }

    /// @inheritdoc IReceivablesExtension
    function claimOf(address coin, address account) external view override returns (uint256) {
        return _claims[coin][account];
    }

    /// @inheritdoc IReceivablesExtension
    function claimNonce(address account) external view override returns (uint256) {
        return _claimNonces[account];
    }

    /// @inheritdoc IReceivablesExtension
    function coinAllowed(address coin) external view override returns (bool) {
        return _coins[coin];
    }

    /// @inheritdoc IReceivablesExtension
    function treasury() external view override returns (address) {
        return TREASURY;
    }

    /// @inheritdoc IReceivablesExtension
    function pauses() external view override returns (bool funding, bool release, uint40 releaseResumedAt) {
        return (_pauses.funding, _pauses.release, _pauses.releaseResumedAt);
    }

    /// @notice ERC-1155: moves several notes; asks a receiving contract last, under the guard.
    function safeBatchTransferFrom(
        address from,
        address to,
        uint256[] calldata ids,
        uint256[] calldata values,
        bytes calldata data
    ) external nonReentrant {
        require(ids.length == values.length, ERC1155InvalidArrayLength(ids.length, values.length));
        _requireMayMove(from, to);
        for (uint256 i = 0; i < ids.length; i++) {
            _moveNote(from, to, ids[i], values[i]);
        }
        emit IERC1155.TransferBatch(msg.sender, from, to, ids, values);
        ERC1155Utils.checkOnERC1155BatchReceived(msg.sender, from, to, ids, values, data);
    }

    /// @notice ERC-1155: lets an operator move all of the caller's notes.
    function setApprovalForAll(address operator, bool approved) external {
        require(operator != address(0), ERC1155InvalidOperator(operator));
        _operators[msg.sender][operator] = approved;
        emit IERC1155.ApprovalForAll(msg.sender, operator, approved);
    }

    /// @notice ERC-1155: whether an operator may move all of an account's notes.
    function isApprovedForAll(address account, address operator) external view returns (bool) {
        return _operators[account][operator];
    }

    /// @notice ERC-1155: several balances at once.
    function balanceOfBatch(address[] calldata accounts, uint256[] calldata ids)
        external
        view
        returns (uint256[] memory balances)
    {
        require(accounts.length == ids.length, ERC1155InvalidArrayLength(ids.length, accounts.length));
        balances = new uint256[](ids.length);
        for (uint256 i = 0; i < ids.length; i++) {
            balances[i] = _balanceOf(accounts[i], ids[i]);
        }
    }

    /// @notice ERC-1155 metadata; `{id}` is replaced by the reader.
    function uri(uint256) external view returns (string memory) {
        return string.concat(_baseUri, "{id}.json");
    }

    /// @notice Metadata of the collection (ERC-7572).
    function contractURI() external view returns (string memory) {
        return string.concat(_baseUri, "contract.json");
    }

    /// @notice ERC-165.
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return interfaceId == type(IERC165).interfaceId || interfaceId == type(IERC1155).interfaceId
            || interfaceId == type(IERC1155MetadataURI).interfaceId;
    }

    /// @return resumes when release was last possible again after a pause, 0 for no pause
    function _requireNoRecentPause() private view returns (uint256 resumes) {
        Pauses memory pauses_ = _pauses;
        if (pauses_.release) {
            uint256 limit = pauses_.releasePausedAt + PAUSE_LIMIT;
            require(block.timestamp > limit, TooEarly(limit));
            return 0;
        }
        resumes = pauses_.releaseResumedAt;
        if (resumes != 0) require(block.timestamp > resumes + AFTER_PAUSE, TooEarly(resumes + AFTER_PAUSE));
    }
}
