// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IReserveAttestations} from "./interfaces/IReserveAttestations.sol";
import {SignatureCheck} from "./libraries/SignatureCheck.sol";

/// @title ReserveAttestations
contract ReserveAttestations is IReserveAttestations, AccessManaged, EIP712 {
    uint256 private constant BPS = 10_000;
    uint40 private constant AGE_MAX = 31 days;
    bytes32 private constant HKD = keccak256("HKD");
    bytes32 private constant USD = keccak256("USD");
    bytes32 private constant LINE = keccak256("ReserveLine(uint8 assetClass,string currency,uint128 amount)");
    bytes32 private constant REPORT = keccak256(
        "ReserveReport(string currency,uint128 total,ReserveLine[] lines,uint40 asOf,bytes32 reportHash)ReserveLine(uint8 assetClass,string currency,uint128 amount)"
    );

    mapping(bytes32 currencyHash => Attested) private _latest;
    mapping(bytes32 currencyHash => Policy) private _policies;
    mapping(address account => bool) private _attesters;
    uint256 private _attesterCount;
    uint256 private _quorum;

    constructor(address authority) AccessManaged(authority) EIP712("Quaynote Reserve", "1") {}

    /// @inheritdoc IReserveAttestations
    function attest(ReserveReport calldata report, AttesterSignature[] calldata signatures) external override {
        bytes32 key = _key(report.currency);
        Attested storage standing = _latest[key];
        Policy memory policy = _policies[key];

        // Checks
        require(policy.coin != address(0), UnknownCurrency(report.currency));
        require(report.asOf > standing.asOf, ReportNotNewer(report.asOf, standing.asOf));
        require(report.asOf <= block.timestamp, ReportFromFuture(report.asOf));
        bytes32 linesHash = _checkedLines(report, key);
        address[] memory signers = _checkedSigners(_digest(report, key, linesHash), signatures);

        // Effects
        _latest[key] = Attested(report.total, report.asOf, uint40(block.timestamp), false, report.reportHash);

        // Event
        uint256 supply = IERC20(policy.coin).totalSupply();
        emit ReserveAttested(
            report.currency,
            report.currency,
            report.total,
            report.asOf,
            report.reportHash,
            report.lines,
            signers,
            supply,
            _needed(supply, policy.bufferBps)
        );
    }

    /// @inheritdoc IReserveAttestations
    function withdrawReport(string calldata currency, bytes32 reasonHash) external override restricted {
        Attested storage standing = _latest[_key(currency)];
        require(standing.asOf != 0 && !standing.withdrawn, NothingToWithdraw(currency));
        standing.withdrawn = true;
        emit ReserveWithdrawn(currency, standing.asOf, reasonHash);
    }

    /// @inheritdoc IReserveAttestations
    function setPolicy(string calldata currency, address coin, uint16 bufferBps, uint40 maxAge)
        external
        override
        restricted
    {
        bool isSound = coin != address(0) && bufferBps <= BPS && maxAge != 0 && maxAge <= AGE_MAX;
        require(isSound, InvalidPolicy(coin, bufferBps, maxAge));
        _policies[_key(currency)] = Policy(coin, bufferBps, maxAge);
        emit PolicySet(currency, coin, bufferBps, maxAge);
    }

    /// @inheritdoc IReserveAttestations
    function addAttester(address attester) external override restricted {
        require(attester != address(0), NotAttester(attester));
        require(!_attesters[attester], AlreadyAttester(attester));
        _attesters[attester] = true;
        emit AttesterAdded(attester, ++_attesterCount);
    }

    /// @inheritdoc IReserveAttestations
    function removeAttester(address attester) external override restricted {
        require(_attesters[attester], NotAttester(attester));
        _attesters[attester] = false;
        emit AttesterRemoved(attester, --_attesterCount);
    }

    /// @inheritdoc IReserveAttestations
    function setQuorum(uint256 quorum_) external override restricted {
        require(quorum_ != 0 && quorum_ <= _attesterCount, InvalidQuorum(quorum_, _attesterCount));
        _quorum = quorum_;
        emit QuorumSet(quorum_);
    }

    /// @inheritdoc IReserveAttestations
    function requireBacked(bytes32 currencyHash, uint256 supply) external view override {
        Policy memory policy = _policies[currencyHash];
        Attested memory standing = _latest[currencyHash];
        require(msg.sender == policy.coin, NotTheBackedCoin(msg.sender, policy.coin));
        require(_isFresh(standing, policy), ReserveStale(standing.asOf, policy.maxAge));
        uint256 needed = _needed(supply, policy.bufferBps);
        require(needed <= standing.total, ReserveTooSmall(standing.total, needed));
    }

    /// @inheritdoc IReserveAttestations
    function latest(string calldata currency) external view override returns (Attested memory) {
        return _latest[_key(currency)];
    }

    /// @inheritdoc IReserveAttestations
    function policyOf(string calldata currency) external view override returns (Policy memory) {
        return _policies[_key(currency)];
    }

    /// @inheritdoc IReserveAttestations
    function isFresh(string calldata currency) external view override returns (bool) {
        return _isFresh(_latest[_key(currency)], _policies[_key(currency)]);
    }

    /// @inheritdoc IReserveAttestations
    function neededFor(string calldata currency, uint256 supply) external view override returns (uint256) {
        return _needed(supply, _policies[_key(currency)].bufferBps);
    }

    /// @inheritdoc IReserveAttestations
    function coverage(string calldata currency)
        external
        view
        override
        returns (uint256 total, uint256 supply, uint256 needed, uint256 headroom)
    {
        Policy memory policy = _policies[_key(currency)];
        Attested memory standing = _latest[_key(currency)];
        require(policy.coin != address(0), UnknownCurrency(currency));
        total = standing.total;
        supply = IERC20(policy.coin).totalSupply();
        needed = _needed(supply, policy.bufferBps);
        uint256 ceiling = total * BPS / (BPS + policy.bufferBps);
        headroom = _isFresh(standing, policy) && ceiling > supply ? ceiling - supply : 0;
    }

    /// @inheritdoc IReserveAttestations
    function isAttester(address account) external view override returns (bool) {
        return _attesters[account];
    }

    /// @inheritdoc IReserveAttestations
    function attesterCount() external view override returns (uint256) {
        return _attesterCount;
    }

    /// @inheritdoc IReserveAttestations
    function quorum() external view override returns (uint256) {
        return _quorum;
    }

    /// @dev Hashes the lines as EIP-712 wants them while it checks them.
    function _checkedLines(ReserveReport calldata report, bytes32 key) private pure returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](report.lines.length);
        uint256 sum;
        for (uint256 i = 0; i < hashes.length; i++) {
            ReserveLine calldata line = report.lines[i];
            bytes32 held = _key(line.currency);
            require(held == key || key == HKD && held == USD, LineCurrencyRefused(i, line.currency));
            sum += line.amount;
            hashes[i] = keccak256(abi.encode(LINE, line.assetClass, held, line.amount));
        }
        require(sum == report.total, LinesDoNotAddUp(sum, report.total));
        return keccak256(abi.encodePacked(hashes));
    }

    function _checkedSigners(bytes32 digest, AttesterSignature[] calldata signatures)
        private
        view
        returns (address[] memory signers)
    {
        uint256 needed = _quorum;
        require(needed != 0 && signatures.length >= needed, QuorumMissing(signatures.length, needed));
        signers = new address[](signatures.length);
        address before;
        for (uint256 i = 0; i < signers.length; i++) {
            address attester = signatures[i].attester;
            require(attester > before, AttestersNotSorted(attester));
            require(_attesters[attester], NotAttester(attester));
            require(
                SignatureCheck.isValidCalldata(attester, digest, signatures[i].signature),
                AttesterSignatureInvalid(attester)
            );
            signers[i] = before = attester;
        }
    }

    function _digest(ReserveReport calldata report, bytes32 key, bytes32 linesHash) private view returns (bytes32) {
        return _hashTypedDataV4(
            keccak256(abi.encode(REPORT, key, report.total, linesHash, report.asOf, report.reportHash))
        );
    }

    function _key(string calldata currency) private pure returns (bytes32) {
        return keccak256(bytes(currency));
    }

    function _isFresh(Attested memory standing, Policy memory policy) private view returns (bool) {
        return !standing.withdrawn && standing.asOf != 0 && block.timestamp <= uint256(standing.asOf) + policy.maxAge;
    }

    function _needed(uint256 supply, uint256 bufferBps) private pure returns (uint256) {
        return supply + Math.mulDiv(supply, bufferBps, BPS, Math.Rounding.Ceil);
    }
}
