// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";

import {IERC7943MultiToken} from "../interfaces/IERC7943MultiToken.sol";
import {IParticipants} from "../interfaces/IParticipants.sol";
import {CoinCall} from "../libraries/CoinCall.sol";
import {DealHash} from "../libraries/DealHash.sol";
import {ParticipantWord} from "../libraries/ParticipantWord.sol";
import {Waterfall} from "../libraries/Waterfall.sol";
import {NoteToken} from "./NoteToken.sol";
import {Proposals} from "./Proposals.sol";
import {ReceivableStore} from "./ReceivableStore.sol";

/// @title How money leaves: to holders, to the seller, or into a claim
/// @dev A payee that cannot be paid keeps a claim and stops nobody else.
abstract contract Payouts is ReceivableStore, NoteToken, Proposals {
    using ParticipantWord for uint256;
    using ParticipantWord for IParticipants;

    /// @dev Less than this left after a refused transfer means it may have been starved rather than refused.
    uint256 private constant GAS_RESERVE = 20_000;

    uint256 internal constant SELLER = 1;
    uint256 internal constant WAREHOUSE = 4;

    mapping(address coin => mapping(address account => uint256)) internal _claims;
    mapping(address account => uint256) internal _claimNonces;

    /// @dev The caller is the holder, or its operator who takes part.
    function _requireMayMove(address from, address to) internal view {
        if (msg.sender != from) {
            require(_operators[from][msg.sender], ERC1155MissingApprovalForAll(msg.sender, from));
            require(_canSend(msg.sender), IERC7943MultiToken.ERC7943CannotSend(msg.sender));
        }
        require(to != address(0), ERC1155InvalidReceiver(to));
    }

    /// @dev Every movement by a holder's will comes through here. Moves units; what is due on them stays behind.
    function _moveNote(address from, address to, uint256 id, uint256 value) internal {
        require(id & 1 == 1, TitleNotTransferable(id));
        require(_canSend(from), IERC7943MultiToken.ERC7943CannotSend(from));
        require(_canReceive(to), IERC7943MultiToken.ERC7943CannotReceive(to));
        Slot storage slot = _slot(id, from);
        Holding memory giver;
        _read(slot, giver);
        require(giver.units >= value, ERC1155InsufficientBalance(from, giver.units, value, id));
        uint256 free = _unfrozen(giver);
        require(value <= free, IERC7943MultiToken.ERC7943InsufficientUnfrozenBalance(from, id, value, free));
        if (from == to) return;
        Slot storage other = _slot(id, to);
        Holding memory taker;
        _read(other, taker);
        _shift(giver, taker, id, value);
        _write(slot, giver);
        _write(other, taker);
    }

    /// @dev Settles both sides and moves units between them. Writes nothing.
    function _shift(Holding memory giver, Holding memory taker, uint256 id, uint256 value) internal view {
        (uint256 total, uint256 funded) = _distributed(bytes32(id ^ 1));
        unchecked {
            if (total != 0) _divide(giver, taker, value, total, funded);
            giver.units -= value;
            taker.units += value;
        }
    }

    /// @dev Divides what two holders were paid anew, over the units they will have. A unit's fraction that was not paid
    /// yet goes along with the units; the giver's new fraction counts as paid. So the two are never owed more than they
    /// were, in all and for ever, and what was really paid (`paid - lost`) stays the same in sum.
    function _divide(Holding memory giver, Holding memory taker, uint256 value, uint256 total, uint256 funded)
        private
        pure
    {
        unchecked {
            uint256 open = _credit(giver, total, funded) + _credit(taker, total, funded);
            uint256 got = giver.paid - giver.lost + taker.paid - taker.lost;

            uint256 owed = (giver.units - value) * total;
            uint256 stays = owed / funded;
            giver.paid = stays * funded == owed ? stays : stays + 1;
            if (stays > got) stays = got;
            giver.lost = giver.paid - stays;

            got -= stays;
            owed = (taker.units + value) * total;
            owed = owed > open ? (owed - open + funded - 1) / funded : 0;
            taker.paid = owed > got ? owed : got;
            taker.lost = taker.paid - got;
        }
    }

    function _canSend(address account) internal view returns (bool) {
        return !PARTICIPANTS.wordOf(account).isFrozen();
    }

    /// @dev A lender whose licence has not lapsed, not frozen.
    function _canReceive(address account) internal view returns (bool) {
        return PARTICIPANTS.wordOf(account).isLender(block.timestamp);
    }

    /// @dev Turns what is due into credit.
    /// @return open what is left of the entitlement, less than a unit, times `funded`
    function _credit(Holding memory held, uint256 total, uint256 funded) private pure returns (uint256 open) {
        unchecked {
            uint256 entitled = held.units * total;
            uint256 paid = held.paid * funded;
            if (entitled <= paid) return 0;
            open = entitled - paid;
            uint256 due = open / funded;
            if (due != 0) {
                held.credit += due;
                held.paid += due;
                open -= due * funded;
            }
        }
    }

    /// @dev Pays what is due to each holder; burns units of a closed receivable, dust to the seller with the last.
    function _payHolders(Deal calldata deal, bytes32 id, Book memory book, address[] calldata holders) internal {
        if (holders.length == 0) return;
        uint256 total = _lenderTotal(book);
        uint256 note = uint256(id) | 1;
        address coin = deal.terms.coin;
        bool closed = _isClosed(book.status);
        Burnt memory burnt = book.flags & HAS_BURNT != 0 ? _stored[id].burnt : Burnt(0, 0);
        uint256 unitsBefore = burnt.units;
        Holding memory held;
        mapping(address account => Slot) storage slots = _slotsOf(note);

        for (uint256 i = 0; i < holders.length; i++) {
            address holder = holders[i];
            Slot storage slot = slots[holder];
            _read(slot, held);
            if (held.units | held.credit == 0) continue;
            _credit(held, total, book.funded);
            uint256 amount = held.credit;
            if (closed && held.units != 0) {
                unchecked {
                    burnt.units += uint128(held.units);
                    burnt.paid += uint128(held.paid - held.lost);
                }
                slot.word = held.frozen == 0 ? 0 : _thaw(holder, note, held) << FROZEN_AT;
                emit IERC1155.TransferSingle(msg.sender, holder, address(0), note, held.units);
            } else if (amount != 0) {
                held.credit = 0;
                _write(slot, held);
            }
            if (amount != 0) {
                bool parked = _pay(id, book, coin, holder, amount);
                emit PaidOut(id, holder, amount, parked);
            }
        }
        if (burnt.units != unitsBefore) _recordBurnt(deal, id, book, burnt, total);
    }

    /// @dev Frozen units that burn count as frozen no more; the rest withholds what the holder gets later.
    function _thaw(address holder, uint256 id, Holding memory held) private returns (uint256 left) {
        left = held.frozen > held.units ? held.frozen - held.units : 0;
        emit IERC7943MultiToken.Frozen(holder, id, left);
    }

    function _recordBurnt(Deal calldata deal, bytes32 id, Book memory book, Burnt memory burnt, uint256 total) private {
        if (burnt.units == book.funded) {
            uint256 dust = total - burnt.paid;
            if (dust != 0) _pay(id, book, deal.terms.coin, deal.terms.seller, dust);
        }
        if (burnt.units == book.funded && book.flags & HAS_BURNT == 0) return;
        _stored[id].burnt = burnt;
        if (book.flags & HAS_BURNT == 0) {
            book.flags |= HAS_BURNT;
            _saveState(id, book);
        }
    }

    /// @dev Pays now. What does not leave is parked: all where the account is frozen or the coin refuses.
    function _pay(bytes32 id, Book memory book, address coin, address to, uint256 amount)
        internal
        returns (bool parked)
    {
        if (!PARTICIPANTS.wordOf(to).isFrozen()) {
            uint256 left = _send(coin, to, amount, book.flags & IS_OWN_COIN == 0);
            if (left == amount) return false;
            amount -= left;
        }
        _park(id, coin, to, amount);
        return true;
    }

    function _park(bytes32 id, address coin, address account, uint256 amount) internal {
        uint256 resulting = _claims[coin][account] += amount;
        emit Parked(id, coin, account, amount, resulting);
    }

    function _payClaim(address coin, address account, address to) internal {
        uint256 amount = _claims[coin][account];
        require(amount != 0, NoClaim(coin, account));
        require(!PARTICIPANTS.wordOf(account).isFrozen(), NotEligible(account));
        _claims[coin][account] = 0;
        emit Claimed(coin, account, to, amount);
        require(_send(coin, to, amount, true) == amount, PaymentFailed(coin, to));
    }

    function _claimByWord(address coin, address account, address to, uint40 expiry, bytes calldata signature) internal {
        _requireInTime(expiry);
        uint256 nonce = _claimNonces[account]++;
        _requireSigned(account, keccak256(abi.encode(DealHash.CLAIM_TO, coin, account, to, nonce, expiry)), signature);
        require(!PARTICIPANTS.wordOf(to).isFrozen(), NotEligible(to));
        _payClaim(coin, account, to);
    }

    /// @dev How much left. A coin of our own is believed, another one measured. A transfer that may have been starved by
    /// the caller is not taken for a refusal.
    function _send(address coin, address to, uint256 amount, bool measured) private returns (uint256 left) {
        uint256 before;
        if (measured) before = CoinCall.balanceOf(coin, address(this));
        if (!CoinCall.tryTransfer(coin, to, amount)) {
            require(gasleft() > GAS_RESERVE, OutOfGas());
            return 0;
        }
        if (!measured) return amount;
        uint256 held = CoinCall.balanceOf(coin, address(this));
        left = before > held ? before - held : 0;
        require(left <= amount, UnevenPayment(coin, amount, left));
    }

    /// @dev A lender with a licence that lasts until `until`, not frozen.
    function _requireLender(address lender, uint256 until) internal view returns (IParticipants.Licence licence) {
        uint256 word = PARTICIPANTS.wordOf(lender);
        require(word.isLender(until), NotEligible(lender));
        return word.licence();
    }

    function _requireRole(address account, uint256 role) internal view returns (uint256 word) {
        word = PARTICIPANTS.wordOf(account);
        require(word.hasRole(role) && !word.isFrozen(), NotEligible(account));
    }
}
