// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC1155MetadataURI} from "@openzeppelin/contracts/token/ERC1155/extensions/IERC1155MetadataURI.sol";
import {ERC1155Utils} from "@openzeppelin/contracts/token/ERC1155/utils/ERC1155Utils.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

import {Attestations} from "./abstracts/Attestations.sol";
import {Collections} from "./abstracts/Collections.sol";
import {Delegating} from "./abstracts/Delegating.sol";
import {NoteToken} from "./abstracts/NoteToken.sol";
import {ReceivableStore} from "./abstracts/ReceivableStore.sol";
import {IERC7943MultiToken} from "./interfaces/IERC7943MultiToken.sol";
import {IReceivablesNotes} from "./interfaces/IReceivablesNotes.sol";
import {CoinCall} from "./libraries/CoinCall.sol";
import {DealHash} from "./libraries/DealHash.sol";
import {Waterfall} from "./libraries/Waterfall.sol";

/// @title ReceivablesNotes
/// @dev Notes, claims, switches and views. Run by delegatecall from Receivables only, at whose address people call it;
/// hands on to ReceivablesTransfers what it does not know. Called directly it finds nothing registered.
contract ReceivablesNotes is IReceivablesNotes, Attestations, AccessManaged, Delegating {
    string public constant name = "Quaynote";

    constructor(
        address authority,
        address participants,
        address accountCode,
        address treasury_,
        address transfers
    )
        AccessManaged(authority)
        ReceivableStore(participants)
        Collections(accountCode, treasury_)
        NoteToken("")
        Delegating(transfers)
    {}

    /// @inheritdoc IReceivablesNotes
    function collectionAccount(bytes32 receivable) external view override returns (address) {
        return _accountOf(receivable);
    }

    /// @inheritdoc IReceivablesNotes
    function claim(address coin, address account) external override nonReentrant {
        _payClaim(coin, account, account);
    }

    /// @inheritdoc IReceivablesNotes
    function claimTo(address coin, address account, address to, uint40 expiry, bytes calldata signature)
        external
        override
        nonReentrant
    {
        _claimByWord(coin, account, to, expiry, signature);
    }

    /// @inheritdoc IReceivablesNotes
    function setCoin(address coin, bool allowed) external override restricted {
        require(
            !allowed || CoinCall.answerOf(coin, IERC20Metadata.decimals.selector) == 6, CoinNotAllowed(coin)
        );
        CoinKind kind = CoinKind.Refused;
        if (allowed) {
            uint256 manager = CoinCall.answerOf(coin, IAccessManaged.authority.selector);
            kind = manager == uint160(authority()) ? CoinKind.Own : CoinKind.Foreign;
        }
        _coins[coin] = kind;
        emit CoinSet(coin, allowed);
    }

    /// @inheritdoc IReceivablesNotes
    function pauseFunding(bool paused) external override restricted {
        require(!_pauses.sunset, IsSunset());
        _pauses.funding = paused;
        emit FundingPaused(paused);
    }

    /// @inheritdoc IReceivablesNotes
    function sunset() external override restricted {
        require(!_pauses.sunset, IsSunset());
        _pauses.funding = true;
        _pauses.sunset = true;
        emit FundingEnded();
    }

    /// @inheritdoc IReceivablesNotes
    function pauseRelease(bool paused) external override restricted {
        if (paused && !_pauses.release) _pauses.releasePausedAt = uint40(block.timestamp);
        if (!paused && _pauses.release) _pauses.releaseResumedAt = uint40(block.timestamp);
        _pauses.release = paused;
        emit ReleasePaused(paused);
    }

    /// @inheritdoc IReceivablesNotes
    function termsHash(Terms calldata terms) external pure override returns (bytes32) {
        return DealHash.ofTerms(terms);
    }

    /// @inheritdoc IReceivablesNotes
    function offerHash(Deal calldata deal) external pure override returns (bytes32) {
        return DealHash.ofOffer(deal);
    }

    /// @inheritdoc IReceivablesNotes
    function dealHash(Deal calldata deal) external pure override returns (bytes32) {
        return DealHash.ofDeal(DealHash.ofTerms(deal.terms), deal.registeredAt, DealHash.ofOffer(deal));
    }

    /// @inheritdoc IReceivablesNotes
    function fundingNonce(bytes32 deal, address lender, uint256 amount, bytes32 salt)
        external
        pure
        override
        returns (bytes32)
    {
        return keccak256(abi.encode(deal, lender, amount, salt));
    }

    /// @inheritdoc IReceivablesNotes
    function paymentNonce(bytes32 receivable, address payer, uint256 amount, bytes32 salt)
        external
        pure
        override
        returns (bytes32)
    {
        return keccak256(abi.encode(DealHash.PAYMENT, receivable, payer, amount, salt));
    }

    /// @inheritdoc IReceivablesNotes
    function buyBackNonce(bytes32 receivable, address payer, uint256 amount, bytes32 salt)
        external
        pure
        override
        returns (bytes32)
    {
        return keccak256(abi.encode(DealHash.BUY_BACK, receivable, payer, amount, salt));
    }

    /// @inheritdoc IReceivablesNotes
    function position(bytes32 receivable) external view override returns (Position memory figures) {
        Book memory book = _load(receivable);
        _readHead(receivable, book);
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

    /// @inheritdoc IReceivablesNotes
    function commitmentOf(bytes32 receivable) external view override returns (bytes25) {
        return bytes25(bytes32(_stored[receivable].head));
    }

    /// @inheritdoc IReceivablesNotes
    function owedAt(Deal calldata deal, uint256 moment) external view override returns (Owed memory) {
        (, Book memory book) = _open(deal);
        return _owed(deal, book, moment);
    }

    /// @inheritdoc IReceivablesNotes
    function holding(bytes32 receivable, address holder)
        external
        view
        override
        returns (uint256 units, uint256 paid, uint256 credit, uint256 frozen)
    {
        Holding memory held = _held(uint256(receivable) | 1, holder);
        return (held.units, held.paid, held.credit, held.frozen);
    }

    /// @inheritdoc IReceivablesNotes
    function dueTo(bytes32 receivable, address holder) external view override returns (uint256) {
        (uint256 total, uint256 funded) = _distributed(receivable);
        Holding memory held = _held(uint256(receivable) | 1, holder);
        uint256 entitled = Waterfall.share(held.units, total, funded);
        return held.credit + (entitled > held.paid ? entitled - held.paid : 0);
    }

    /// @inheritdoc IReceivablesNotes
    function claimOf(address coin, address account) external view override returns (uint256) {
        return _claims[coin][account];
    }

    /// @inheritdoc IReceivablesNotes
    function claimNonce(address account) external view override returns (uint256) {
        return _claimNonces[account];
    }

    /// @inheritdoc IReceivablesNotes
    function coinAllowed(address coin) external view override returns (bool) {
        return _coins[coin] != CoinKind.Refused;
    }

    /// @inheritdoc IReceivablesNotes
    function treasury() external view override returns (address) {
        return TREASURY;
    }

    /// @inheritdoc IReceivablesNotes
    function isSunset() external view override returns (bool) {
        return _pauses.sunset;
    }

    /// @inheritdoc IReceivablesNotes
    function pauses() external view override returns (bool funding, bool release, uint40 releaseResumedAt) {
        return (_pauses.funding, _pauses.release, _pauses.releaseResumedAt);
    }

    /// @notice ERC-1155: moves several notes; asks a receiving contract last, under the guard. Reverts as
    /// {safeTransferFrom}, and ERC1155InvalidArrayLength.
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

    /// @notice ERC-1155: lets an operator move all of the caller's notes. Reverts ERC1155InvalidOperator for the zero
    /// account.
    function setApprovalForAll(address operator, bool approved) external {
        require(operator != address(0), ERC1155InvalidOperator(operator));
        _operators[msg.sender][operator] = approved;
        emit IERC1155.ApprovalForAll(msg.sender, operator, approved);
    }

    /// @notice ERC-1155: whether an operator may move all of an account's notes.
    function isApprovedForAll(address account, address operator) external view returns (bool) {
        return _operators[account][operator];
    }

    /// @notice ERC-1155: units of a note, or 1 for the holder of a title.
    function balanceOf(address account, uint256 id) public view returns (uint256) {
        if (id & 1 == 1) return _held(id, account).units;
        return account != address(0) && _load(bytes32(id)).holder == uint160(account) ? 1 : 0;
    }

    /// @notice ERC-1155: several balances at once. Reverts ERC1155InvalidArrayLength.
    function balanceOfBatch(address[] calldata accounts, uint256[] calldata ids)
        external
        view
        returns (uint256[] memory balances)
    {
        require(accounts.length == ids.length, ERC1155InvalidArrayLength(ids.length, accounts.length));
        balances = new uint256[](ids.length);
        for (uint256 i = 0; i < ids.length; i++) {
            balances[i] = balanceOf(accounts[i], ids[i]);
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
            || interfaceId == type(IERC1155MetadataURI).interfaceId
            || interfaceId == type(IERC7943MultiToken).interfaceId;
    }
}
