// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IReceivablesErrors} from "./IReceivablesErrors.sol";
import {IReceivablesEvents} from "./IReceivablesEvents.sol";

/// @title Notes, claims, switches and views
/// @notice Implemented by ReceivablesNotes and called at the address of Receivables.
interface IReceivablesNotes is IReceivablesEvents, IReceivablesErrors {
    /// @notice Pays an account its whole claim, to itself. By anyone. Emits {Claimed}. Reverts {NoClaim},
    /// {NotEligible} while it is frozen, {PaymentFailed}, {UnevenPayment} and {NoBalance}.
    function claim(address coin, address account) external;

    /// @notice Pays an account's whole claim to another address, by the account's own signature only (typed data
    /// ClaimTo with {claimNonce}). Emits {Claimed}. Reverts as {claim}, {TooLate}, {NotAuthorised}.
    function claimTo(address coin, address account, address to, uint40 expiry, bytes calldata signature) external;

    /// @notice Allows or refuses a coin for new registrations. 6 decimals only. A coin of the same access
    /// manager is believed when it pays out, any other measured. Restricted (admin). Emits {CoinSet}. Reverts
    /// {CoinNotAllowed}.
    function setCoin(address coin, bool allowed) external;

    /// @notice Stops or allows funding. Restricted (guardian). Emits {FundingPaused}. Reverts {IsSunset}.
    function pauseFunding(bool paused) external;

    /// @notice Stops or allows release. Restricted (guardian). Emits {ReleasePaused}.
    function pauseRelease(bool paused) external;

    /// @notice Ends funding for ever, so that a successor can take over. What is funded runs off: release, repayment,
    /// payout, claims and note transfers go on. Restricted (admin). Emits {FundingEnded}. Reverts {IsSunset}.
    function sunset() external;

    /// @notice Pure hash of terms (EIP-712 struct hash).
    function termsHash(Terms calldata terms) external pure returns (bytes32);

    /// @notice EIP-712 struct hash of the offer as the seller signs it.
    function offerHash(Deal calldata deal) external pure returns (bytes32);

    /// @notice keccak256(abi.encode(termsHash, registeredAt, offerHash)): what a lender's coin nonce commits to.
    function dealHash(Deal calldata deal) external pure returns (bytes32);

    /// @notice Coin nonce of a funding: keccak256(abi.encode(dealHash, lender, amount, salt)).
    function fundingNonce(bytes32 deal, address lender, uint256 amount, bytes32 salt) external pure returns (bytes32);

    /// @notice Coin nonce of a payment: keccak256(abi.encode(keccak256("Payment"), receivable, payer, amount, salt)).
    function paymentNonce(bytes32 receivable, address payer, uint256 amount, bytes32 salt) external pure returns (bytes32);

    /// @notice Coin nonce of a buy-back: keccak256(abi.encode(keccak256("BuyBack"), receivable, payer, amount, salt)).
    function buyBackNonce(bytes32 receivable, address payer, uint256 amount, bytes32 salt) external pure returns (bytes32);

    /// @notice Stored figures of a receivable.
    function position(bytes32 receivable) external view returns (Position memory);

    /// @notice First 25 bytes of the hash the deal must match: of the registered deal (offer hash 0) before funding.
    function commitmentOf(bytes32 receivable) external view returns (bytes25);

    /// @notice What is owed at `moment` (not before the last accrual). Reverts {WrongDeal}, {WrongStatus}.
    function owedAt(Deal calldata deal, uint256 moment) external view returns (Owed memory);

    /// @notice What stands in a holder's word.
    /// @return units note units
    /// @return paid what counts as paid on these units
    /// @return credit what fell due before units moved and waits to be paid
    /// @return frozen units the holder may not move; it may be more than it holds
    function holding(bytes32 receivable, address holder)
        external
        view
        returns (uint256 units, uint256 paid, uint256 credit, uint256 frozen);

    /// @notice What {payOut} would pay a holder now.
    function dueTo(bytes32 receivable, address holder) external view returns (uint256);

    /// @notice Money waiting for an account.
    function claimOf(address coin, address account) external view returns (uint256);

    /// @notice Nonce of the account's next ClaimTo signature.
    function claimNonce(address account) external view returns (uint256);

    /// @notice Address of the receivable's collection account, deployed or not.
    function collectionAccount(bytes32 receivable) external view returns (address);

    /// @notice Whether new receivables may use the coin.
    function coinAllowed(address coin) external view returns (bool);

    /// @notice Account to which platform fees are parked.
    function treasury() external view returns (address);

    /// @notice Whether funding has ended for ever.
    function isSunset() external view returns (bool);

    /// @notice Whether funding and release are paused, and when the last pause of release ended (0 for never).
    function pauses() external view returns (bool funding, bool release, uint40 releaseResumedAt);
}
