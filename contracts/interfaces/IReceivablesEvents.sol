// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IReceivablesTypes} from "./IReceivablesTypes.sol";

/// @title Events of Receivables
/// @notice Units as in IReceivables: amounts in 10^-6 of the currency, times in unix seconds.
interface IReceivablesEvents is IReceivablesTypes {
    /// @notice Head of a batch; the {LotRegistered} events of the same call follow it.
    event Registered(
        address indexed seller, address indexed warehouse, address indexed coin, uint40 registeredAt, uint256 lots
    );
    /// @notice One lot was registered and its title minted to the seller of the {Registered} event before it.
    event LotRegistered(
        bytes32 indexed receivable,
        address indexed buyer,
        uint256 amountDue,
        uint40 dueAt,
        bytes32 ordersRoot,
        bytes32 documentHash
    );
    /// @notice Offers with a lower sequence are void.
    event OfferFloorRaised(bytes32 indexed receivable, uint40 sequence);
    /// @notice The seller withdrew the receivable before funding.
    event Cancelled(bytes32 indexed receivable);
    /// @notice First funding: the deal can no longer change.
    event OfferFrozen(bytes32 indexed receivable, bytes32 indexed dealHash, uint40 sequence);
    /// @notice A lender paid `amount` into escrow; `funded` is the total and `status` the resulting state.
    event Funded(bytes32 indexed receivable, address indexed lender, uint256 amount, uint256 funded, Status status);
    /// @notice Funding was closed after its deadline.
    event FundingClosed(bytes32 indexed receivable, uint256 funded, Status status);
    /// @notice An attestation waits for its `notBefore`.
    event AttestationLodged(bytes32 indexed receivable, uint32 seq, uint256 delivered, uint40 notBefore);
    /// @notice Attestations up to `seq` are void.
    event AttestationVoided(bytes32 indexed receivable, uint32 seq, address indexed signer);
    /// @notice `amount` left escrow for the seller; totals are the resulting ones.
    event Released(
        bytes32 indexed receivable, uint256 amount, uint256 released, uint256 delivered, uint32 seq, bytes32 evidenceHash
    );
    /// @notice `amount` left escrow for the lenders unspent; `status` is the resulting state.
    event Returned(bytes32 indexed receivable, uint256 amount, uint256 returned, Status status);
    /// @notice The buyer owes less: `diluted` is the total of credits.
    event Diluted(bytes32 indexed receivable, uint256 diluted, bytes32 documentHash);
    /// @notice Nothing more will be delivered; follows {Released} where something was released.
    event DeliveryClosed(bytes32 indexed receivable, uint256 delivered, uint32 seq, bytes32 evidenceHash);
    /// @notice Buyer or seller disputes `amount`; release waits until after `until` or a resolution.
    event DisputeOpened(
        bytes32 indexed receivable, address indexed party, uint256 amount, bytes32 reasonHash, uint40 until
    );
    /// @notice The dispute is over, by agreement, by arbiters or by silence: `undelivered` counts as not delivered.
    event DisputeClosed(bytes32 indexed receivable, uint256 undelivered);
    /// @notice The buyer promised to pay the amount due less credits by `payBy`, without set-off.
    event PaymentPromised(bytes32 indexed receivable, address indexed buyer, uint256 amountDue, uint40 payBy);
    /// @notice An order of this receivable is also in `earlier`, which comes first.
    event DuplicateProven(bytes32 indexed receivable, bytes32 indexed earlier, bytes32 orderKey);
    /// @notice The seller owes `amount` now (see {IReceivablesDisputes-recourseDue}).
    event RecourseDue(bytes32 indexed receivable, address indexed seller, uint256 amount);
    /// @notice Money arrived and ran through the waterfall. `payer` is 0 for a swept plain transfer. `outstanding` is
    /// the principal still owed to lenders, `collected` the buyer's money so far, `status` the resulting state. What the
    /// seller pays on its recourse comes as this too and leaves `collected` as it is.
    event Collected(
        bytes32 indexed receivable,
        address indexed payer,
        uint256 amount,
        Split split,
        uint256 collected,
        uint256 outstanding,
        Status status
    );
    /// @notice The seller bought the receivable back: tiers one to four were paid in full, `surplus` went back to it.
    event BoughtBack(bytes32 indexed receivable, address indexed payer, uint256 amount, Split split);
    /// @notice Default was declared with this principal outstanding.
    event Defaulted(bytes32 indexed receivable, uint256 outstanding);
    /// @notice A holder's due was paid, or parked as its claim.
    event PaidOut(bytes32 indexed receivable, address indexed holder, uint256 amount, bool parked);
    /// @notice Money that could not be paid, or has no place to go, waits for `account`; `claim` is the resulting total.
    event Parked(bytes32 indexed receivable, address indexed coin, address indexed account, uint256 amount, uint256 claim);
    /// @notice A claim was paid out in full.
    event Claimed(address indexed coin, address indexed account, address indexed to, uint256 amount);
    /// @notice A holder's parked money waits for another account of its organisation; `claim` is the resulting total.
    event ClaimReaddressed(
        address indexed coin, address indexed account, address indexed to, uint256 amount, uint256 claim
    );
    /// @notice Notes were sold for `price`, paid to the holder or parked as its claim.
    event NotesSold(
        bytes32 indexed receivable,
        address indexed holder,
        address indexed lender,
        uint256 units,
        uint256 price,
        bool parked
    );
    /// @notice Sales of this holder with this salt are void.
    event SaleRevoked(address indexed holder, bytes32 salt);
    /// @notice A forced transfer waits for its second approval.
    event ForcedTransferProposed(
        bytes32 indexed proposal,
        address indexed from,
        address indexed to,
        uint256 tokenId,
        uint256 amount,
        bytes32 orderReference,
        address proposer
    );
    /// @notice A recovery waits for its second approval.
    event RecoveryProposed(
        bytes32 indexed proposal,
        address indexed account,
        address indexed to,
        bytes32[] receivables,
        address[] coins,
        bytes32 orderReference,
        uint40 proposedAt,
        address proposer
    );
    /// @notice A proposal has its second approval and can be carried out after `executableAfter`.
    event ProposalApproved(bytes32 indexed proposal, address indexed approver, uint40 executableAfter);
    /// @notice A proposal was taken back, rejected or objected to.
    event ProposalStopped(bytes32 indexed proposal, address indexed by);
    /// @notice A proposal was carried out.
    event ProposalExecuted(bytes32 indexed proposal);
    /// @notice A lost account's units and what was due on them are another account's now.
    event HoldingRecovered(
        bytes32 indexed receivable, address indexed account, address indexed to, uint256 units, uint256 credit
    );
    /// @notice A coin was allowed or refused for new registrations.
    event CoinSet(address indexed coin, bool allowed);
    /// @notice New funding was stopped or allowed.
    event FundingPaused(bool paused);
    /// @notice Release was stopped or allowed.
    event ReleasePaused(bool paused);
    /// @notice Funding has ended for ever at this deployment.
    event FundingEnded();
}
