// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IParticipants} from "../interfaces/IParticipants.sol";
import {IReceivablesTypes} from "../interfaces/IReceivablesTypes.sol";
import {ReceivablesHandler} from "./ReceivablesHandler.sol";
import {vm} from "./Vm.sol";

/// @title Random movements of notes among the acts of a receivable's life
/// @dev Keeps books of its own: what each lender was paid for each lot, and what its units earned while it held them.
/// What a single act must not do is looked at around each one; a breach is kept, since a revert here would only count
/// as a refused act.
contract NotesHandler is ReceivablesHandler {
    address private constant CHECKER = address(0xC4EC);
    uint256 private constant DELAY = 3 days + 1;
    bytes32 private constant ORDER = "order";

    /// @notice The kinds of movement.
    enum Kind {
        Transfer,
        Batch,
        Sale,
        Forced,
        Recovery
    }

    /// @notice What went wrong in an act, empty while nothing did.
    string public breach;
    /// @notice How many movements of a kind were accepted.
    mapping(Kind kind => uint256) public moved;
    /// @notice What lenders were paid for a lot, into their hands or as a claim.
    mapping(uint256 lot => uint256) public paidOut;
    /// @notice The same by lender.
    mapping(uint256 lot => mapping(address lender => uint256)) public got;
    /// @notice Units times what was distributed while a lender held them.
    mapping(uint256 lot => mapping(address lender => uint256)) public earned;
    /// @notice Movements with a lender on either side.
    mapping(uint256 lot => mapping(address lender => uint256)) public touched;

    /// @dev The price that changes hands in the act, and between whom.
    address private _paysPrice;
    address private _getsPrice;
    uint256 private _price;

    struct Side {
        uint256 units;
        uint256 frozen;
        uint256 due;
    }

    constructor() {
        _manager.grantRole(0, CHECKER, 0);
        // The last lender is another account of the first one's organisation.
        _participants.setParticipant(
            lenders[LENDERS - 1], 10, 2, IParticipants.Licence.AuthorisedInstitution, type(uint40).max
        );
    }

    /// @notice All lenders fund odd parts up to the cap, and some of it is released.
    function open(uint256 lot, uint256 parts, uint256 delivered) external {
        lot %= LOTS;
        this.fund(lot, 0, 9_000 + parts % 20_000);
        this.fund(lot, 1, 9_000 + (parts >> 32) % 20_000);
        uint256 cap = _deals[lot].terms.amountDue * _deals[lot].offer.advanceBps / 10_000;
        for (uint256 i = 2; i > 0; i--) {
            uint256 rest = cap - core.position(_id(lot)).funded;
            if (rest / i > 0) this.fund(lot, 2, rest / i - 1);
        }
        this.release(lot, delivered);
    }

    function moveNote(uint256 lot, uint256 from, uint256 to, uint256 units) external {
        lot %= LOTS;
        address giver = lenders[from % LENDERS];
        address taker = lenders[to % LENDERS];
        units = _part(lot, giver, units);
        bytes memory data = abi.encodeWithSignature(
            "safeTransferFrom(address,address,uint256,uint256,bytes)", giver, taker, _note(lot), units, ""
        );
        _move(Kind.Transfer, lot, [giver, taker], giver, data);
    }

    function moveTwice(uint256 lot, uint256 from, uint256 to, uint256 units) external {
        lot %= LOTS;
        address giver = lenders[from % LENDERS];
        address taker = lenders[to % LENDERS];
        uint256[] memory ids = new uint256[](2);
        uint256[] memory values = new uint256[](2);
        (ids[0], ids[1]) = (_note(lot), _note(lot));
        values[0] = _part(lot, giver, units);
        values[1] = units / 3 % 2_000;
        bytes memory data = abi.encodeWithSignature(
            "safeBatchTransferFrom(address,address,uint256[],uint256[],bytes)", giver, taker, ids, values, ""
        );
        _move(Kind.Batch, lot, [giver, taker], giver, data);
    }

    function sell(uint256 lot, uint256 from, uint256 to, uint256 units, uint256 price) external {
        lot %= LOTS;
        address giver = lenders[from % LENDERS];
        address taker = lenders[to % LENDERS];
        IReceivablesTypes.NoteSale memory sale = IReceivablesTypes.NoteSale({
            receivable: _id(lot),
            holder: giver,
            lender: price % 2 == 0 ? address(0) : taker,
            units: _part(lot, giver, units),
            price: 1 + price % 50_000,
            distributed: distributed(lot),
            expiry: type(uint40).max,
            salt: keccak256(abi.encode(moved[Kind.Sale], units, price))
        });
        bytes memory data =
            abi.encodeCall(core.buyNotes, (_deals[lot], sale, WORD, _payment(taker, sale.price)));
        (_paysPrice, _getsPrice, _price) = (taker, giver, sale.price);
        bool done = _move(Kind.Sale, lot, [giver, taker], taker, data);
        if (done && _as(taker, LOTS, 0, data)) breach = "a sale was used twice";
        _price = 0;
    }

    function freeze(uint256 lot, uint256 who, uint256 units) external {
        address holder = lenders[who % LENDERS];
        Side memory was = _side(lot % LOTS, holder);
        core.setFrozenTokens(holder, _note(lot % LOTS), units % 7 == 0 ? units % 90_000 : units % 9_000);
        Side memory is_ = _side(lot % LOTS, holder);
        if (is_.due != was.due || is_.units != was.units) breach = "a freeze took something";
    }

    function bar(uint256 who, uint256 times) external {
        address holder = lenders[who % LENDERS];
        uint256 before = core.dueTo(_id(0), holder) + core.claimOf(address(coin), holder);
        _participants.setFrozen(holder, times % 4 == 0, ORDER);
        uint256 after_ = core.dueTo(_id(0), holder) + core.claimOf(address(coin), holder);
        if (before != after_) breach = "a freeze took something";
    }

    function force(uint256 lot, uint256 from, uint256 to, uint256 units) external {
        lot %= LOTS;
        address giver = lenders[from % LENDERS];
        address taker = lenders[to % LENDERS];
        units = _part(lot, giver, units);
        uint256 id = _note(lot);
        bytes memory data = abi.encodeCall(core.proposeForcedTransfer, (giver, taker, id, units, ORDER));
        if (!_as(address(this), LOTS, 0, data)) return;
        data = abi.encodeCall(core.forcedTransfer, (giver, taker, id, units));
        if (_as(address(this), LOTS, 0, data)) breach = "forced with one approval";
        if (!_as(CHECKER, LOTS, 0, abi.encodeCall(core.approveForcedTransfer, (giver, taker, id, units)))) return;
        if (_as(address(this), LOTS, 0, data)) breach = "forced without delay";
        vm.warp(block.timestamp + DELAY);
        _move(Kind.Forced, lot, [giver, taker], address(this), data);
    }

    /// @dev Between the two accounts of one organisation, in either direction.
    function recover(uint256 lots, bool isBack) external {
        address lost = lenders[isBack ? LENDERS - 1 : 0];
        address heir = lenders[isBack ? 0 : LENDERS - 1];
        address[] memory coins = new address[](1);
        coins[0] = address(coin);
        bytes32[] memory ids = new bytes32[](1 + lots % LOTS);
        for (uint256 i = 0; i < ids.length; i++) {
            ids[i] = _id(i);
        }
        IReceivablesTypes.Recovery memory recovery = IReceivablesTypes.Recovery(lost, heir, ids, coins);
        if (!_as(address(this), LOTS, 0, abi.encodeCall(core.proposeRecovery, (recovery, ORDER)))) return;
        if (!_as(CHECKER, LOTS, 0, abi.encodeCall(core.approveRecovery, (recovery)))) return;
        vm.warp(block.timestamp + DELAY);
        if (!_as(BUYER, LOTS, 0, abi.encodeCall(core.recover, (recovery)))) return;
        moved[Kind.Recovery]++;
        for (uint256 i = 0; i < ids.length; i++) {
            (uint256 units,, uint256 credit,) = core.holding(ids[i], lost);
            if (units + credit != 0) breach = "a recovery left something behind";
            earned[i][heir] += earned[i][lost];
            got[i][heir] += got[i][lost];
            touched[i][heir] += touched[i][lost] + 1;
            (earned[i][lost], got[i][lost], touched[i][lost]) = (0, 0, 0);
        }
        if (core.claimOf(address(coin), lost) != 0) breach = "a recovery left a claim behind";
    }

    /// @notice What lenders of a lot got in all.
    function distributed(uint256 lot) public view returns (uint256) {
        return _total(core.position(_id(lot)));
    }

    /// @dev Around every act on one lot: what lenders were paid, what their units earned, that nothing ran backwards.
    function _as(address who, uint256 lot, uint256 amount, bytes memory data) internal override returns (bool done) {
        if (lot == LOTS) return super._as(who, lot, amount, data);
        IReceivablesTypes.Position memory was = core.position(_id(lot));
        uint256[] memory wealth = new uint256[](LENDERS);
        uint256[] memory units = new uint256[](LENDERS);
        for (uint256 i = 0; i < LENDERS; i++) {
            wealth[i] = _wealth(lenders[i]);
            (units[i],,,) = core.holding(_id(lot), lenders[i]);
        }
        done = super._as(who, lot, amount, data);
        if (!done) return false;
        IReceivablesTypes.Position memory is_ = core.position(_id(lot));
        if (!_grew(was, is_)) breach = "a counter fell";
        for (uint256 i = 0; i < LENDERS; i++) {
            address lender = lenders[i];
            uint256 spent = wealth[i] + (lender == _getsPrice ? _price : 0);
            uint256 has = _wealth(lender) + (lender == _paysPrice ? _price : 0)
                + (lender == who ? is_.funded - was.funded : 0);
            if (has < spent) breach = "a lender lost money";
            else _pay(lot, lender, has - spent);
            earned[lot][lender] += units[i] * (_total(is_) - _total(was));
        }
    }

    function _pay(uint256 lot, address lender, uint256 amount) private {
        got[lot][lender] += amount;
        paidOut[lot] += amount;
    }

    function _move(Kind kind, uint256 lot, address[2] memory sides, address caller, bytes memory data)
        private
        returns (bool done)
    {
        Side memory giverWas = _side(lot, sides[0]);
        Side memory takerWas = _side(lot, sides[1]);
        uint256 before = distributed(lot);
        done = _as(caller, lot, 0, data);
        if (!done) return false;
        moved[kind]++;
        uint256 steps = kind == Kind.Batch ? 2 : 1;
        touched[lot][sides[0]] += steps;
        touched[lot][sides[1]] += steps;
        Side memory giverIs = _side(lot, sides[0]);
        Side memory takerIs = _side(lot, sides[1]);
        uint256 value = giverWas.units > giverIs.units ? giverWas.units - giverIs.units : 0;
        uint256 taken = sides[0] == sides[1] ? 0 : value;
        if (giverIs.units + value != giverWas.units || takerIs.units != takerWas.units + taken) {
            breach = "units were made or lost";
        }
        // Fractions of both sides that meet may make a unit.
        bool isSame = giverIs.due == giverWas.due && takerIs.due >= takerWas.due && takerIs.due <= takerWas.due + 1;
        if (distributed(lot) == before && !isSame) breach = "a movement changed what is due";
        uint256 free = giverWas.units > giverWas.frozen ? giverWas.units - giverWas.frozen : 0;
        uint256 dug = kind == Kind.Forced && value > free ? value - free : 0;
        if (giverIs.frozen + dug != giverWas.frozen || takerIs.frozen != takerWas.frozen) breach = "a hidden unfreeze";
        if (kind != Kind.Forced && value > free) breach = "frozen units moved";
    }

    /// @dev Often one unit or all of them.
    function _part(uint256 lot, address holder, uint256 units) private view returns (uint256) {
        if (units % 5 == 0) return 1;
        (uint256 all,,,) = core.holding(_id(lot), holder);
        return units % 5 == 1 || all == 0 ? all : units % (all + 2);
    }

    function _grew(IReceivablesTypes.Position memory was, IReceivablesTypes.Position memory is_)
        private
        pure
        returns (bool)
    {
        return is_.funded >= was.funded && is_.released >= was.released && is_.returned >= was.returned
            && is_.delivered >= was.delivered && is_.collected >= was.collected
            && is_.principalRepaid >= was.principalRepaid && is_.chargePaid >= was.chargePaid
            && is_.latePaid >= was.latePaid && is_.feePaid >= was.feePaid && is_.diluted >= was.diluted;
    }

    function _total(IReceivablesTypes.Position memory figures) private pure returns (uint256) {
        return figures.returned + figures.principalRepaid + figures.chargePaid + figures.latePaid;
    }

    function _wealth(address lender) private view returns (uint256) {
        return coin.balanceOf(lender) + core.claimOf(address(coin), lender);
    }

    function _side(uint256 lot, address account) private view returns (Side memory side) {
        (side.units,,, side.frozen) = core.holding(_id(lot), account);
        side.due = core.dueTo(_id(lot), account);
    }

    function _id(uint256 lot) private view returns (bytes32) {
        return _deals[lot].terms.receivable;
    }

    function _note(uint256 lot) private view returns (uint256) {
        return uint256(_id(lot)) | 1;
    }
}
