// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import {CoinAuthorizations} from "./abstracts/CoinAuthorizations.sol";
import {CoinLedger} from "./abstracts/CoinLedger.sol";
import {Delegating} from "./abstracts/Delegating.sol";
import {ICoinOffice} from "./interfaces/ICoinOffice.sol";
import {ICoinPayments} from "./interfaces/ICoinPayments.sol";
import {SignatureCheck} from "./libraries/SignatureCheck.sol";

/// @title SettlementCoin
/// @dev Paying, and nothing else: a call finds its function among few. What is not here is handed to CoinOffice.
contract SettlementCoin is ICoinPayments, CoinAuthorizations, EIP712, Delegating {
    /// @param authority access manager
    /// @param office CoinOffice; its register of participants is this coin's
    /// @param issuerLicence licence of the issuer, or words saying that there is none
    /// @param gated whether minting waits for an approval reference
    constructor(
        address authority,
        address office,
        string memory name_,
        string memory symbol_,
        string memory currency_,
        string memory issuerLicence,
        bool gated
    ) CoinLedger(authority, ICoinOffice(office).participants()) EIP712(name_, "2") Delegating(office) {
        require(bytes(issuerLicence).length != 0, LicenceMissing());
        _symbol = symbol_;
        _currency = currency_;
        _issuerLicence = issuerLicence;
        _turn(ISSUABLE, !gated);
    }

    /// @inheritdoc IERC20
    function transfer(address to, uint256 value) external override returns (bool) {
        _transfer(_running(), msg.sender, to, value);
        return true;
    }

    /// @inheritdoc IERC20
    function transferFrom(address from, address to, uint256 value) external override returns (bool) {
        uint256 switches = _running();
        uint256 allowed = _allowances[from][msg.sender];
        if (allowed != type(uint256).max) {
            require(allowed >= value, ERC20InsufficientAllowance(msg.sender, allowed, value));
            unchecked {
                _allowances[from][msg.sender] = allowed - value;
            }
        }
        // Sender and receiver are checked by the transfer itself.
        if (msg.sender != to && msg.sender != from) _requireUnlisted(msg.sender);
        _transfer(switches, from, to, value);
        return true;
    }

    /// @inheritdoc IERC20
    function approve(address spender, uint256 value) external override returns (bool) {
        _running();
        _approve(msg.sender, spender, value);
        return true;
    }

    /// @inheritdoc ICoinPayments
    function transferWithAuthorization(
        address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce,
        uint8 v, bytes32 r, bytes32 s
    ) external override {
        uint256 switches = _running();
        bytes32 digest = _use(TRANSFER, from, validAfter, validBefore, nonce);
        _require(SignatureCheck.isValidParts(from, digest, v, r, s), from);
        _transfer(switches, from, to, value);
    }

    /// @inheritdoc ICoinPayments
    function transferWithAuthorization(
        address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce,
        bytes calldata signature
    ) external override {
        uint256 switches = _running();
        bytes32 digest = _use(TRANSFER, from, validAfter, validBefore, nonce);
        _require(SignatureCheck.isValidCalldata(from, digest, signature), from);
        _transfer(switches, from, to, value);
    }

    /// @inheritdoc ICoinPayments
    function receiveWithAuthorization(
        address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce,
        uint8 v, bytes32 r, bytes32 s
    ) external override {
        require(msg.sender == to, CallerNotPayee(msg.sender, to));
        uint256 switches = _running();
        bytes32 digest = _use(RECEIVE, from, validAfter, validBefore, nonce);
        _require(SignatureCheck.isValidParts(from, digest, v, r, s), from);
        _transfer(switches, from, to, value);
    }

    /// @inheritdoc ICoinPayments
    function receiveWithAuthorization(
        address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce,
        bytes calldata signature
    ) external override {
        require(msg.sender == to, CallerNotPayee(msg.sender, to));
        uint256 switches = _running();
        bytes32 digest = _use(RECEIVE, from, validAfter, validBefore, nonce);
        _require(SignatureCheck.isValidCalldata(from, digest, signature), from);
        _transfer(switches, from, to, value);
    }

    /// @inheritdoc ICoinPayments
    function permit(
        address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s
    ) external override {
        bytes32 digest = _permitDigest(owner, spender, value, deadline);
        _require(SignatureCheck.isValidParts(owner, digest, v, r, s), owner);
        _approve(owner, spender, value);
    }

    /// @inheritdoc ICoinPayments
    function permit(address owner, address spender, uint256 value, uint256 deadline, bytes calldata signature)
        external
        override
    {
        bytes32 digest = _permitDigest(owner, spender, value, deadline);
        _require(SignatureCheck.isValidCalldata(owner, digest, signature), owner);
        _approve(owner, spender, value);
    }

    /// @inheritdoc IERC20
    function balanceOf(address account) external view override returns (uint256) {
        return _balanceOf(account);
    }

    /// @inheritdoc IERC20
    function allowance(address owner, address spender) external view override returns (uint256) {
        return _allowances[owner][spender];
    }

    /// @inheritdoc IERC20
    function totalSupply() external view override returns (uint256) {
        return _supply;
    }

    /// @inheritdoc IERC20Metadata
    function name() external view override returns (string memory) {
        return _EIP712Name();
    }

    /// @inheritdoc IERC20Metadata
    function symbol() external view override returns (string memory) {
        return _symbol;
    }

    /// @inheritdoc IERC20Metadata
    function decimals() external pure override returns (uint8) {
        return 6;
    }

    /// @inheritdoc ICoinPayments
    function DOMAIN_SEPARATOR() external view override returns (bytes32) {
        return _domainSeparatorV4();
    }

    function _digest(bytes32 structHash) internal view override returns (bytes32) {
        return _hashTypedDataV4(structHash);
    }

    function _permitDigest(address owner, address spender, uint256 value, uint256 deadline)
        private
        returns (bytes32)
    {
        _running();
        require(block.timestamp <= deadline, PermitExpired(deadline));
        return _digest(keccak256(abi.encode(PERMIT, owner, spender, value, _nonces[owner]++, deadline)));
    }
}
