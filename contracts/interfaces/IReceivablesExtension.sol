// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IReceivablesTypes} from "./IReceivablesTypes.sol";

/// @title Everything off the common path, and the views
/// @notice Implemented by ReceivablesExtension and called at the address of Receivables, which hands over what it does
/// not know itself. See IReceivables for the state table.
interface IReceivablesExtension is IReceivablesTypes {
    /// @notice Makes all offers below `sequence` void. By the seller (typed data OfferFloor). Only while registered.
    /// Emits {OfferFloorRaised}. Reverts {WrongDeal}, {WrongStatus}, {TooLate}, {NotAuthorised}, {OfferSuperseded}.
    /// @param expiry last second of the signature
    function raiseOfferFloor(Deal calldata deal, uint40 sequence, uint40 expiry, bytes calldata signature) external;

    /// @notice Withdraws a receivable nobody has funded and burns its title. By the seller (typed data Cancellation).
    /// Emits {Cancelled} and TransferSingle. Reverts {WrongDeal}, {WrongStatus}, {TooLate}, {NotAuthorised}.
    function cancel(Deal calldata deal, uint40 expiry, bytes calldata signature) external;

    /// @notice After `fundBy`, by anyone: at the offer's minimum the state becomes funded, else everything returns to
    /// the lenders and the state is refunded. `payees` are paid at once. Emits {FundingClosed}, {Returned}, {PaidOut}.
    /// Reverts {WrongDeal}, {WrongStatus}, {TooEarly}.
    function closeFunding(Deal calldata deal, address[] calldata payees) external;

    /// @notice Stores an attestation that takes effect later, so that `deliverBy` cannot pass it by. Needs the quorum's
    /// approvals, now <= `deliverBy`, and `notBefore` at most 7 days away. Emits {AttestationLodged}. Reverts
    /// {WrongDeal}, {WrongStatus}, {TooLate}, {InvalidDelivery}, {NotAttester}, {QuorumMissing}, {AttestationVoid}.
    function lodge(Deal calldata deal, Attestation calldata attestation, Approval[] calldata approvals) external;

    /// @notice Any attester's signer makes attestations up to `seq` void (typed data AttestationVoid), before a lodged
    /// one takes effect. Emits {AttestationVoided}. Reverts {WrongDeal}, {WrongStatus}, {TooLate}, {NotAttester},
    /// {NotAuthorised}, {AttestationVoid}.
    function voidAttestation(Deal calldata deal, uint32 seq, uint40 expiry, Approval calldata approval) external;

    /// @notice After `deliverBy`, by anyone: what is left in escrow returns to the lenders; refunded if nothing was
    /// released. Not while a lodged attestation waits, and not within 3 days after a pause of release. Emits {Returned},
    /// {PaidOut}. Reverts {WrongDeal}, {WrongStatus}, {TooEarly}, {AttestationPending}.
    function closeRelease(Deal calldata deal, address[] calldata payees) external;

    /// @notice Lowers what the buyer owes to amount due - `diluted` (cumulative). By the seller (typed data
    /// CreditNote). After release only within the hold-back, never after settlement. Emits {Diluted}, {Returned}.
    /// Reverts {WrongDeal}, {WrongStatus}, {TooLate}, {NotAuthorised}, {InvalidDilution}.
    function dilute(
        Deal calldata deal, uint256 diluted, bytes32 documentHash, uint40 expiry, bytes calldata signature
    ) external;

    /// @notice Moves the collection account's balance of any other coin to a claim of the buyer's account. Emits
    /// {Parked}. Reverts {WrongDeal}, {WrongStatus}, {OwnCoin}, {InvalidAmount}.
    function sweepOther(Deal calldata deal, address coin) external;

    /// @notice The seller repays everything owed (fee, late charge, charge, principal); escrow left returns to the
    /// lenders; more than owed goes back to the payer. The coin nonce must be {buyBackNonce}(receivable, payer, amount,
    /// salt), payer = seller. Later money of the buyer goes to the seller. Emits {BoughtBack}, {Returned}, {PaidOut}.
    /// Reverts {WrongDeal}, {WrongStatus}, {NotAuthorised}, {BuyBackTooSmall} and the coin's errors.
    function buyBack(Deal calldata deal, Payment calldata payment, address[] calldata payees) external;

    /// @notice After due time + grace + notice, by anyone. Sweeps first. Late recoveries still run the waterfall.
    /// Emits {Defaulted}. Reverts {WrongDeal}, {WrongStatus}, {TooEarly}.
    function declareDefault(Deal calldata deal, address[] calldata payees) external;

    /// @notice Pays an account its whole claim, to itself. By anyone. Emits {Claimed}. Reverts {NoClaim},
    /// {NotEligible} while it is frozen, {PaymentFailed}.
    function claim(address coin, address account) external;

    /// @notice Pays an account's whole claim to another address, by the account's own signature only (typed data
    /// ClaimTo with {claimNonce}). Emits {Claimed}. Reverts as {claim}, {TooLate}, {NotAuthorised}.
    function claimTo(address coin, address account, address to, uint40 expiry, bytes calldata signature) external;

    /// @notice Allows or refuses a coin for new registrations. 6 decimals only. Restricted (admin). Emits {CoinSet}.
    function setCoin(address coin, bool allowed) external;

    /// @notice Stops or allows funding. Restricted (guardian). Emits {FundingPaused}.
    function pauseFunding(bool paused) external;

    /// @notice Stops or allows release. Restricted (guardian). Emits {ReleasePaused}.
    function pauseRelease(bool paused) external;

    /// @notice Pure hash of terms (EIP-712 struct hash).
    function termsHash(Terms calldata terms) external pure returns (bytes32);

    /// @notice EIP-712 struct hash of the offer as the seller signs it.
    function offerHash(Deal calldata deal) external pure returns (bytes32);

    /// @notice keccak256(abi.encode(termsHash, registeredAt, offerHash)): what a lender's coin nonce commits to.
    function dealHash(Deal calldata deal) external pure returns (bytes32);

    /// @notice Coin nonce of a funding: keccak256(abi.encode(dealHash, lender, amount, salt)).
    function fundingNonce(bytes32 deal, address lender, uint256 amount, bytes32 salt) external pure returns (bytes32);

    /// @notice Coin nonce of a payment: keccak256(abi.encode(receivable, payer, amount, salt)).
    function paymentNonce(bytes32 receivable, address payer, uint256 amount, bytes32 salt) external pure returns (bytes32);

    /// @notice Coin nonce of a buy-back: keccak256(abi.encode(keccak256("BuyBack"), receivable, payer, amount, salt)).
    function buyBackNonce(bytes32 receivable, address payer, uint256 amount, bytes32 salt) external pure returns (bytes32);

    /// @notice Stored figures of a receivable.
    function position(bytes32 receivable) external view returns (Position memory);

    /// @notice First 25 bytes of the hash the deal must match: of the registered deal (offer hash 0) before funding.
    function commitmentOf(bytes32 receivable) external view returns (bytes25);

    /// @notice What is owed at `moment` (not before the last accrual). Reverts {WrongDeal}.
    function owedAt(Deal calldata deal, uint256 moment) external view returns (Owed memory);

    /// @notice Note units of a holder and what it was paid so far.
    function holding(bytes32 receivable, address holder) external view returns (uint256 units, uint256 paid);

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

    /// @notice Whether funding and release are paused, and when the last pause of release ended (0 for never).
    function pauses() external view returns (bool funding, bool release, uint40 releaseResumedAt);
}
