// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title What stands behind the coins, as attested
/// @notice k of n attesters sign (EIP-712; ERC-1271 and EIP-7702 accounts accepted) what is held for one coin. Reserves
/// are per currency and never netted: every currency has its own report, its own coin and its own buffer. Amounts are
/// in 10^-6 of the report's currency. Staleness stops minting and nothing else.
interface IReserveAttestations {
    /// @notice What a line of the reserve consists of; the terms are part of the class.
    enum AssetClass {
        Cash,
        /// Deposits of three months or less
        Deposit,
        /// Government paper that matures within a year
        GovernmentPaper,
        /// Reverse repurchase agreements overnight
        ReverseRepo,
        /// Tokenised forms of the classes above
        Tokenised
    }

    /// @notice One line of a report.
    /// @param currency what the asset is denominated in: the report's own currency, or USD in a report on HKD
    /// @param amount market value in 10^-6 of the report's currency
    struct ReserveLine {
        AssetClass assetClass;
        string currency;
        uint128 amount;
    }

    /// @notice What the attesters sign.
    /// @param currency "HKD", "USD", "EUR", "CNH"
    /// @param total sum of the lines, 10^-6 of the currency
    /// @param asOf when it stood so, unix seconds
    /// @param reportHash keccak-256 of the attesters' full report
    struct ReserveReport {
        string currency;
        uint128 total;
        ReserveLine[] lines;
        uint40 asOf;
        bytes32 reportHash;
    }

    /// @notice A signature of one attester.
    struct AttesterSignature {
        address attester;
        bytes signature;
    }

    /// @notice The newest report of a currency; all zero when there is none.
    /// @param attestedAt block time at which it was brought in, unix seconds
    /// @param withdrawn taken back: it backs no further minting
    struct Attested {
        uint128 total;
        uint40 asOf;
        uint40 attestedAt;
        bool withdrawn;
        bytes32 reportHash;
    }

    /// @notice How a currency is bounded.
    /// @param coin the one coin this reserve backs
    /// @param bufferBps what must be held above the supply, in basis points of it, rounded up
    /// @param maxAge seconds after `asOf` during which a report backs minting
    struct Policy {
        address coin;
        uint16 bufferBps;
        uint40 maxAge;
    }

    /// @notice A report was attested. `supply` is the coin's whole supply then, frozen coins and coins in redemption
    /// included; `needed` is what should be held for it, buffer included.
    event ReserveAttested(
        string indexed currencyHash,
        string currency,
        uint128 total,
        uint40 asOf,
        bytes32 reportHash,
        ReserveLine[] lines,
        address[] attesters,
        uint256 supply,
        uint256 needed
    );
    /// @notice The newest report of a currency was taken back.
    event ReserveWithdrawn(string currency, uint40 asOf, bytes32 reasonHash);
    /// @notice How a currency is bounded was set.
    event PolicySet(string currency, address indexed coin, uint16 bufferBps, uint40 maxAge);
    /// @notice An attester was added.
    event AttesterAdded(address indexed attester, uint256 attesters);
    /// @notice An attester was removed.
    event AttesterRemoved(address indexed attester, uint256 attesters);
    /// @notice How many attesters must sign was set.
    event QuorumSet(uint256 quorum);

    /// @notice No policy is set for the currency.
    error UnknownCurrency(string currency);
    /// @notice The lines do not add up to the total.
    error LinesDoNotAddUp(uint256 sum, uint128 total);
    /// @notice A line is held in a currency that may not back this coin.
    error LineCurrencyRefused(uint256 line, string currency);
    /// @notice The report is not newer than the one that stands.
    error ReportNotNewer(uint40 asOf, uint40 latest);
    /// @notice The report speaks of the future.
    error ReportFromFuture(uint40 asOf);
    /// @notice Fewer signatures than the quorum.
    error QuorumMissing(uint256 given, uint256 needed);
    /// @notice The account is no attester.
    error NotAttester(address account);
    /// @notice The account is an attester already.
    error AlreadyAttester(address account);
    /// @notice Signers must stand in strictly rising order of address, so that each counts once.
    error AttestersNotSorted(address account);
    /// @notice The signature is not the attester's.
    error AttesterSignatureInvalid(address attester);
    /// @notice A quorum of 0, or of more than there are attesters.
    error InvalidQuorum(uint256 quorum, uint256 attesters);
    /// @notice A policy without a coin, with a buffer above 100 % or a greatest age of 0 or above 31 days.
    error InvalidPolicy(address coin, uint16 bufferBps, uint40 maxAge);
    /// @notice The report is too old, taken back, or there is none.
    error ReserveStale(uint40 asOf, uint40 maxAge);
    /// @notice The attested reserve is smaller than the supply would need.
    error ReserveTooSmall(uint256 attested, uint256 needed);
    /// @notice Only the coin a reserve backs may rest its minting on it.
    error NotTheBackedCoin(address caller, address coin);
    /// @notice There is no report to take back.
    error NothingToWithdraw(string currency);

    /// @notice Brings in a report, by anyone. `asOf` must be later than that of the report that stands and not in the
    /// future. Emits {ReserveAttested}. Reverts {UnknownCurrency}, {LinesDoNotAddUp}, {LineCurrencyRefused},
    /// {ReportNotNewer}, {ReportFromFuture}, {QuorumMissing}, {NotAttester}, {AttestersNotSorted},
    /// {AttesterSignatureInvalid}.
    /// @param signatures at least as many as the quorum, in rising order of attester
    function attest(ReserveReport calldata report, AttesterSignature[] calldata signatures) external;

    /// @notice Takes the newest report of a currency back, at once: it backs no further minting. Restricted (guardian).
    /// Emits {ReserveWithdrawn}. Reverts {NothingToWithdraw}.
    function withdrawReport(string calldata currency, bytes32 reasonHash) external;

    /// @notice Sets coin, buffer and greatest age of a currency. Neither a negative buffer nor an age without limit can
    /// be expressed. Restricted (admin). Emits {PolicySet}. Reverts {InvalidPolicy}.
    function setPolicy(string calldata currency, address coin, uint16 bufferBps, uint40 maxAge) external;

    /// @notice Adds an attester. Restricted (attester admin). Emits {AttesterAdded}. Reverts {AlreadyAttester}, {NotAttester}
    /// for the zero account.
    function addAttester(address attester) external;

    /// @notice Removes an attester at once, even below the quorum: then nothing can be attested until the quorum is
    /// set anew. Reports that stand are not touched. Restricted (guardian). Emits {AttesterRemoved}.
    /// Reverts {NotAttester}.
    function removeAttester(address attester) external;

    /// @notice Sets how many attesters must sign. Restricted (attester admin). Emits {QuorumSet}. Reverts {InvalidQuorum}.
    function setQuorum(uint256 quorum_) external;

    /// @notice Reverts unless the reserve of a currency covers `supply` and its buffer by a fresh report. Called by the
    /// coin it backs, with the supply as it would be. Reverts {NotTheBackedCoin}, {ReserveStale}, {ReserveTooSmall}.
    /// @param currencyHash keccak-256 of the currency's code
    function requireBacked(bytes32 currencyHash, uint256 supply) external view;

    /// @notice The newest report of a currency.
    function latest(string calldata currency) external view returns (Attested memory);

    /// @notice How a currency is bounded; all zero when it is not.
    function policyOf(string calldata currency) external view returns (Policy memory);

    /// @notice Whether the newest report of a currency backs minting now.
    function isFresh(string calldata currency) external view returns (bool);

    /// @notice What must be held for a supply, buffer included, rounded up.
    function neededFor(string calldata currency, uint256 supply) external view returns (uint256);

    /// @notice Attested total, supply of the coin, what is needed for it, and how much more could be minted now
    /// (rounded down, 0 when stale). All figures in 10^-6 of the currency. Reverts {UnknownCurrency}.
    function coverage(string calldata currency)
        external
        view
        returns (uint256 total, uint256 supply, uint256 needed, uint256 headroom);

    /// @notice Whether an account is an attester.
    function isAttester(address account) external view returns (bool);

    /// @notice Number of attesters.
    function attesterCount() external view returns (uint256);

    /// @notice How many attesters must sign.
    function quorum() external view returns (uint256);
}
