// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import {Guarded} from "./abstracts/Guarded.sol";
import {IMarket} from "./interfaces/IMarket.sol";
import {IReceivablesCore} from "./interfaces/IReceivablesCore.sol";
import {IReceivablesTypes} from "./interfaces/IReceivablesTypes.sol";
import {ISettlementCoin} from "./interfaces/ISettlementCoin.sol";
import {CoinCall} from "./libraries/CoinCall.sol";
import {MandateRules} from "./libraries/MandateRules.sol";
import {SignatureCheck} from "./libraries/SignatureCheck.sol";

/// @title Market
/// @dev Trusts nobody and nothing but Receivables, which checks the deal, the seller's signature and the lender.
contract Market is IMarket, EIP712, Guarded {
    using SafeERC20 for IERC20;

    IReceivablesCore private immutable RECEIVABLES;

    mapping(bytes32 mandate => mapping(address coin => uint256)) private _filled;
    mapping(bytes32 mandate => mapping(bytes32 receivable => uint256)) private _filledFor;
    mapping(bytes32 mandate => bool) private _revoked;

    constructor(address receivables_) EIP712("Quaynote Market", "1") {
        RECEIVABLES = IReceivablesCore(receivables_);
    }

    /// @inheritdoc IMarket
    function fill(
        IReceivablesTypes.Deal calldata deal,
        bytes calldata sellerSignature,
        Mandate calldata mandate,
        bytes calldata mandateSignature,
        uint256 amount
    ) external override nonReentrant {
        _fill(deal, sellerSignature, mandate, mandateSignature, amount);
    }

    /// @inheritdoc IMarket
    function fillWithPermit(
        IReceivablesTypes.Deal calldata deal,
        bytes calldata sellerSignature,
        Mandate calldata mandate,
        bytes calldata mandateSignature,
        uint256 amount,
        Allowance calldata allowance
    ) external override nonReentrant {
        try ISettlementCoin(deal.terms.coin).permit(
            mandate.lender, address(this), allowance.value, allowance.deadline, allowance.signature
        ) {} catch {}
        _fill(deal, sellerSignature, mandate, mandateSignature, amount);
    }

    /// @inheritdoc IMarket
    function revoke(Mandate calldata mandate, uint40 expiry, bytes calldata signature) external override {
        bytes32 hash = MandateRules.hashOf(mandate);
        require(block.timestamp <= expiry, TooLate(expiry));
        require(!_revoked[hash], Revoked(hash));
        _requireSigned(mandate.lender, keccak256(abi.encode(MandateRules.REVOCATION, hash, expiry)), signature);
        _revoked[hash] = true;
        emit MandateRevoked(hash, mandate.lender);
    }

    /// @inheritdoc IMarket
    function hashOf(Mandate calldata mandate) external pure override returns (bytes32) {
        return MandateRules.hashOf(mandate);
    }

    /// @inheritdoc IMarket
    function filled(bytes32 mandate, address coin) external view override returns (uint256) {
        return _filled[mandate][coin];
    }

    /// @inheritdoc IMarket
    function filledFor(bytes32 mandate, bytes32 receivable) external view override returns (uint256) {
        return _filledFor[mandate][receivable];
    }

    /// @inheritdoc IMarket
    function isRevoked(bytes32 mandate) external view override returns (bool) {
        return _revoked[mandate];
    }

    /// @inheritdoc IMarket
    function room(Mandate calldata mandate, address coin, bytes32 receivable) external view override returns (uint256) {
        bytes32 hash = MandateRules.hashOf(mandate);
        if (_revoked[hash] || block.timestamp > mandate.expiry) return 0;
        uint256 left = MandateRules.room(mandate, _filled[hash][coin], _filledFor[hash][receivable]);
        return left < mandate.minTicket ? 0 : left;
    }

    /// @inheritdoc IMarket
    function receivables() external view override returns (address) {
        return address(RECEIVABLES);
    }

    function _fill(
        IReceivablesTypes.Deal calldata deal,
        bytes calldata sellerSignature,
        Mandate calldata mandate,
        bytes calldata mandateSignature,
        uint256 amount
    ) private {
        // Checks
        bytes32 hash = MandateRules.hashOf(mandate);
        require(block.timestamp <= mandate.expiry, TooLate(mandate.expiry));
        require(mandate.matcher == address(0) || mandate.matcher == msg.sender, NotMatcher(msg.sender));
        require(!_revoked[hash], Revoked(hash));
        MandateRules.requireFits(mandate, deal, amount);
        uint256 total = _filled[hash][deal.terms.coin];
        uint256 inside = _filledFor[hash][deal.terms.receivable];
        uint256 left = MandateRules.room(mandate, total, inside);
        require(amount <= left, AboveLimit(hash, amount, left));
        _requireSigned(mandate.lender, hash, mandateSignature);

        // Effects
        _filled[hash][deal.terms.coin] = total + amount;
        _filledFor[hash][deal.terms.receivable] = inside + amount;
        emit MandateFilled(
            hash, deal.terms.receivable, mandate.lender, deal.terms.coin, amount, total + amount, inside + amount
        );

        // Interactions
        _pass(deal, sellerSignature, mandate.lender, amount);
    }

    /// @dev Lender to here to Receivables; this contract holds afterwards what it held before.
    function _pass(
        IReceivablesTypes.Deal calldata deal,
        bytes calldata sellerSignature,
        address lender,
        uint256 amount
    ) private {
        address coin = deal.terms.coin;
        uint256 before = CoinCall.balanceOf(coin, address(this));
        IERC20(coin).safeTransferFrom(lender, address(this), amount);
        uint256 received = CoinCall.balanceOf(coin, address(this)) - before;
        require(received == amount, ShortPayment(coin, amount, received));
        IERC20(coin).forceApprove(address(RECEIVABLES), amount);
        RECEIVABLES.fundFor(deal, sellerSignature, lender, amount);
        uint256 held = CoinCall.balanceOf(coin, address(this));
        require(held == before, MoneyLeft(coin, before, held));
    }

    /// @dev An empty signature means that the caller is the one.
    function _requireSigned(address account, bytes32 structHash, bytes calldata signature) private view {
        bool given = signature.length == 0
            ? msg.sender == account
            : SignatureCheck.isValidCalldata(account, _hashTypedDataV4(structHash), signature);
        require(given, NotAuthorised(account));
    }
}
