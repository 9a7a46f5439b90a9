// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";

import {ICollectionAccount} from "../interfaces/ICollectionAccount.sol";
import {CoinCall} from "../libraries/CoinCall.sol";
import {DisputeWord} from "../libraries/DisputeWord.sol";
import {Waterfall} from "../libraries/Waterfall.sol";
import {Payouts} from "./Payouts.sol";

/// @title Money coming in and what follows from it
/// @dev Shared by Receivables and its extension.
abstract contract Collections is Payouts {
    using DisputeWord for uint256;

    address internal immutable ACCOUNT_CODE;
    address internal immutable TREASURY;

    constructor(address accountCode, address treasury_) {
        ACCOUNT_CODE = accountCode;
        TREASURY = treasury_;
    }

    function _accountOf(bytes32 id) internal view returns (address) {
        return Clones.predictDeterministicAddress(ACCOUNT_CODE, id);
    }

    /// @dev Runs the collection account's balance through the waterfall, if there is one.
    function _sweep(Deal calldata deal, bytes32 id, Book memory book) internal returns (uint256 amount) {
        address coin = deal.terms.coin;
        uint256 there = CoinCall.balanceOf(coin, _accountOf(id));
        if (there == 0) return 0;
        amount = _forward(id, coin);
        require(amount != 0, ShortPayment(coin, there, 0));
        _collect(deal, id, book, address(0), amount);
    }

    function _openAccount(bytes32 id) internal returns (address account) {
        account = _accountOf(id);
        if (account.code.length == 0) Clones.cloneDeterministic(ACCOUNT_CODE, id);
    }

    function _forward(bytes32 id, address coin) internal returns (uint256) {
        return ICollectionAccount(_openAccount(id)).forward(coin);
    }

    /// @dev Takes exactly the amount, by authorisation or by the caller's allowance.
    function _pull(address coin, Payment calldata payment, bytes32 nonce) internal {
        uint256 amount = payment.amount;
        if (payment.signature.length == 0) {
            require(msg.sender == payment.payer, NotAuthorised(payment.payer));
            _pullAllowed(coin, amount);
            return;
        }
        uint256 before = CoinCall.balanceOf(coin, address(this));
        CoinCall.run(
            coin,
            abi.encodeWithSignature(
                "receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)",
                payment.payer,
                address(this),
                amount,
                payment.validAfter,
                payment.validBefore,
                nonce,
                payment.signature
            )
        );
        _requireReceived(coin, before, amount);
    }

    /// @dev Takes exactly the amount by the caller's allowance.
    function _pullAllowed(address coin, uint256 amount) internal {
        uint256 before = CoinCall.balanceOf(coin, address(this));
        CoinCall.pull(coin, msg.sender, amount);
        _requireReceived(coin, before, amount);
    }

    function _requireReceived(address coin, uint256 before, uint256 amount) private view {
        uint256 held = CoinCall.balanceOf(coin, address(this));
        uint256 received = held > before ? held - before : 0;
        require(received == amount, ShortPayment(coin, amount, received));
    }

    function _requireAmount(uint256 amount) internal pure {
        require(amount != 0 && amount <= AMOUNT_MAX, InvalidAmount(amount));
    }

    /// @dev The waterfall. Books first, then pays the seller, so that a reading callee sees the result.
    function _collect(Deal calldata deal, bytes32 id, Book memory book, address payer, uint256 amount) internal {
        Terms calldata terms = deal.terms;
        uint256 expected = _expected(deal, book);
        uint256 room = expected > book.collected ? expected - book.collected : 0;
        Owed memory due = _owed(deal, book, block.timestamp);
        Split memory parts = Waterfall.split(due, amount, room);
        _book(book, parts);
        book.collected += amount - parts.surplus;
        _trim(deal, id, book, _sum(due) == parts.fee + parts.late + parts.charge + parts.principal);
        _save(id, book);

        emit Collected(
            id, payer, amount, parts, book.collected, book.tiers.released - book.tiers.principalRepaid, book.status
        );
        if (parts.fee != 0) _park(id, terms.coin, TREASURY, parts.fee);
        if (parts.surplus != 0) _park(id, terms.coin, terms.buyer, parts.surplus);
        if (parts.remainder != 0) _pay(id, book, terms.coin, terms.seller, parts.remainder);
    }

    function _sum(Owed memory due) internal pure returns (uint256) {
        return due.fee + due.late + due.charge + due.principal;
    }

    function _book(Book memory book, Split memory parts) internal pure {
        Waterfall.Book memory tiers = book.tiers;
        unchecked {
            tiers.feePaid += parts.fee;
            tiers.latePaid += parts.late;
            tiers.chargePaid += parts.charge;
            tiers.principalRepaid += parts.principal;
        }
    }

    /// @dev After the caps moved: returns escrow that can no longer be released and takes the state that follows.
    /// Does not save.
    /// @param paidUp whether nothing is owed today on what was released
    function _trim(Deal calldata deal, bytes32 id, Book memory book, bool paidUp) internal {
        Status status = book.status;
        uint256 escrow = _escrowOf(book);
        uint256 back = 0;
        // There is escrow only while funding, funded or released.
        if (escrow != 0) {
            uint256 keep = _releasable(deal, book, _deliverable(deal, book)) - book.tiers.released;
            if (escrow > keep) back = escrow - keep;
            book.returned += back;
            if (status != Status.Released) {
                if (escrow == back) _close(deal, book, Status.Refunded);
                else if (escrow >= keep) book.status = Status.Funded;
            }
        }
        if (paidUp && (status == Status.Released || status == Status.Defaulted) && escrow == back) {
            _close(deal, book, Status.Settled);
        }
        if (back != 0) emit Returned(id, back, book.returned, book.status);
    }

    /// @dev Nothing more will be released: ends what was not released at all, or is repaid, and gives the escrow back.
    /// Does not save.
    function _endRelease(Deal calldata deal, bytes32 id, Book memory book) internal {
        if (book.status == Status.Funding || book.status == Status.Funded) {
            _close(deal, book, Status.Refunded);
        } else if (book.status == Status.Released && _isPaidUp(deal, book)) {
            _close(deal, book, Status.Settled);
        }
        _returnEscrow(id, book);
    }

    /// @dev Gives all escrow left back to the lenders. Does not save.
    function _returnEscrow(bytes32 id, Book memory book) internal {
        uint256 back = _escrowOf(book);
        book.returned += back;
        if (back != 0) emit Returned(id, back, book.returned, book.status);
    }

    function _tellRecourse(Deal calldata deal, bytes32 id, Book memory book) internal {
        uint256 due = _recourse(deal, book);
        if (due != 0) emit RecourseDue(id, deal.terms.seller, due);
    }

    /// @dev Whether nothing is owed today on what was released.
    function _isPaidUp(Deal calldata deal, Book memory book) internal view returns (bool) {
        return _sum(_owed(deal, book, block.timestamp)) == 0;
    }

    /// @dev Both release caps at this delivered value; never below what was released. While funding, what may be funded.
    function _releasable(Deal calldata deal, Book memory book, uint256 delivered)
        internal
        pure
        returns (uint256 most)
    {
        most = book.tiers.principalRepaid + _advanceCap(deal, book, delivered);
        if (book.status != Status.Funding) {
            uint256 share = Waterfall.share(book.funded, delivered, deal.terms.amountDue);
            if (share < most) most = share;
        }
        if (most < book.tiers.released) most = book.tiers.released;
    }

    /// @dev Most that may be lent where this much is delivered.
    function _advanceCap(Deal calldata deal, Book memory book, uint256 delivered) internal pure returns (uint256) {
        uint256 expected = _expected(deal, book);
        return Waterfall.advanceCap(
            deal.offer.advanceBps, delivered < expected ? delivered : expected, book.collected
        );
    }

    /// @dev Most that can ever count as delivered.
    function _deliverable(Deal calldata deal, Book memory book) internal view returns (uint256 most) {
        most = deal.terms.amountDue;
        if (book.flags & (HAS_DISPUTE | IS_DELIVERY_CLOSED) == 0) return most;
        if (book.flags & HAS_DISPUTE != 0) {
            uint256 word = _stored[deal.terms.receivable].dispute;
            if (!word.isOpen(block.timestamp)) most -= word.undelivered();
        }
        if (book.flags & IS_DELIVERY_CLOSED != 0 && book.delivered < most) most = book.delivered;
    }

    /// @dev What the seller owes now: everything where an order was sold twice, or after default with recourse; before
    /// that, with recourse, what the buyer's debt can no longer cover.
    function _recourse(Deal calldata deal, Book memory book) internal view returns (uint256) {
        if (book.status != Status.Released && book.status != Status.Defaulted) return 0;
        uint256 sum = _sum(_owed(deal, book, block.timestamp));
        if (book.flags & IS_DUPLICATE != 0) return sum;
        if (!deal.offer.recourse) return 0;
        if (book.status == Status.Defaulted) return sum;
        uint256 covered = _expected(deal, book);
        covered = covered > book.collected ? covered - book.collected : 0;
        return sum > covered ? sum - covered : 0;
    }
}
