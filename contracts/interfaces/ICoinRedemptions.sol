// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title Redemption of the coin: an obligation on chain with a clock
/// @notice A holder hands coins in and is owed their face value, at par and without a fee, in the bank account named,
/// by the end of the next Hong Kong business day. The coins lie in the coin's own balance until the money has left the
/// bank; only then does the supply fall. Amounts in 10^-6 of the currency, times in unix seconds.
///
/// - None -> Requested -> Completed (burned) or Rejected (given back); Held in between keeps the clock running.
/// - Rejected while the account is listed becomes Parked: the coins wait and go back once it is listed no more.
///
/// A pause of the coin stops none of this. A request takes nothing from anybody but the requester, and completing,
/// rejecting and giving back are the discharge of a debt: whoever can stop the coin must not thereby be able to stop
/// the issuer's promise. Allow-list mode is not asked either: the right to be paid belongs to every holder, and whom it
/// pays the issuer checks before the bank does; a case that needs time is held, with its reason in sight. The issuer's
/// list is asked everywhere: a listed account neither requests nor is completed nor gets coins back.
interface ICoinRedemptions {
    /// @notice Where a redemption stands.
    enum RedemptionStatus {
        None,
        Requested,
        Held,
        Completed,
        Rejected,
        Parked
    }

    /// @notice One redemption.
    /// @param account who handed the coins in and is owed
    /// @param requestedAt when
    /// @param dueAt last second in time
    /// @param amount coins handed in, and the money owed for them
    /// @param bankAccount reference of the account registered in the holder's name to which the money goes
    /// @param holdReason reference of the last hold; stays when the redemption has ended
    /// @param outcome bank reference hash of the payment, or reference of the reason for rejecting
    struct Redemption {
        address account;
        RedemptionStatus status;
        uint40 requestedAt;
        uint40 dueAt;
        uint256 amount;
        bytes32 bankAccount;
        bytes32 holdReason;
        bytes32 outcome;
    }

    /// @notice Coins were handed in; the money is due at `dueAt`.
    event RedemptionRequested(
        uint256 indexed id, address indexed account, uint256 amount, bytes32 bankAccount, uint40 dueAt
    );
    /// @notice Paying takes longer, for the reason referred to. The clock runs on.
    event RedemptionHeld(uint256 indexed id, bytes32 reasonHash);
    /// @notice The money was paid and the coins are burned.
    event RedemptionCompleted(
        uint256 indexed id, address indexed account, uint256 amount, bytes32 bankReferenceHash, bool wasOverdue
    );
    /// @notice The request was turned down; `parked` when the coins could not go back at once.
    event RedemptionRejected(
        uint256 indexed id, address indexed account, uint256 amount, bytes32 reasonHash, bool parked
    );
    /// @notice Parked coins went back to their account.
    event RedemptionReturned(uint256 indexed id, address indexed account, uint256 amount);

    /// @notice The redemption is not in a state in which this is possible.
    error WrongRedemptionStatus(uint256 id, RedemptionStatus status);
    /// @notice A reference of 0 where one is needed.
    error ReferenceMissing();

    /// @notice Hands the caller's coins in. Open to every holder that is not listed. Emits {RedemptionRequested} and
    /// Transfer to the coin. Reverts ZeroAmount, {ReferenceMissing}, AccountBlacklisted, ERC20InsufficientBalance.
    /// @param bankAccount reference of the account registered in the holder's name
    /// @return id 1 for the first, then one more each time
    function requestRedemption(uint256 amount, bytes32 bankAccount) external returns (uint256 id);

    /// @notice The same by the holder's typed signature, brought in by anyone. Shares its nonces with EIP-3009, so
    /// {cancelAuthorization} cancels it. Reverts as {requestRedemption}, AuthorizationNotInForce, AuthorizationSpent,
    /// InvalidSignature.
    function requestRedemptionWithAuthorization(
        address account,
        uint256 amount,
        bytes32 bankAccount,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external returns (uint256 id);

    /// @notice Says why paying takes longer; may be said again with another reason. The due time stays.
    /// Restricted (redeemer). Emits {RedemptionHeld}. Reverts {WrongRedemptionStatus}, {ReferenceMissing}.
    function holdRedemption(uint256 id, bytes32 reasonHash) external;

    /// @notice Burns the coins of a redemption whose money was paid. Refused while the account is listed.
    /// Restricted (redeemer). Emits {RedemptionCompleted}, Burn and Transfer from the coin. Reverts
    /// {WrongRedemptionStatus}, {ReferenceMissing}, AccountBlacklisted.
    /// @param bankReferenceHash keccak-256 of the bank's reference of the payment
    function completeRedemption(uint256 id, bytes32 bankReferenceHash) external;

    /// @notice Turns a request down and gives the coins back, or parks them while the account is listed.
    /// Restricted (redeemer). Emits {RedemptionRejected}, and Transfer from the coin unless parked. Reverts
    /// {WrongRedemptionStatus}, {ReferenceMissing}.
    function rejectRedemption(uint256 id, bytes32 reasonHash) external;

    /// @notice Gives parked coins back to their account once it is listed no more; by anyone. Emits
    /// {RedemptionReturned} and Transfer from the coin. Reverts {WrongRedemptionStatus}, AccountBlacklisted.
    function returnParked(uint256 id) external;

    /// @notice One redemption; all zero when there is none of that number.
    function redemption(uint256 id) external view returns (Redemption memory);

    /// @notice Whether a redemption is open and its due time is past, held or not.
    function isOverdue(uint256 id) external view returns (bool);

    /// @notice Number of redemptions so far; the newest has this id.
    function redemptionCount() external view returns (uint256);

    /// @notice Sum owed to holders: all that is requested or held.
    function redemptionsOutstanding() external view returns (uint256);

    /// @notice Sum of coins parked after a rejection. With what is outstanding it is the coin's own balance.
    function redemptionsParked() external view returns (uint256);

    /// @notice EIP-712 type hash of {requestRedemptionWithAuthorization}.
    function REDEMPTION_REQUEST_TYPEHASH() external view returns (bytes32);
}
