// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";

import {LifeActs} from "./LifeActs.sol";
import {LifeCast} from "./LifeCast.sol";

/// @title Many lives of receivables, one act of each in a call
/// @notice An act is one word; the stage turns it into the call a party would make, and reports what came of it.
contract LifeStage is LifeActs {
    /// @dev Words {report} gives for a slot: position, seven for each party, nine more, and what stands.
    uint256 public constant WORDS = 16 + 7 * PARTIES + 9 + 8;

    /// @notice Five bytes for each slot: the state after the act, and the first four bytes of a refusal or 0.
    event Played(bytes outcomes);

    constructor(address core, address participants, address coin, address other)
        LifeCast(core, participants, coin, other)
    {}

    /// @notice One act of each slot, in order; 0 is none. Emits {Played}.
    function play(uint256[] calldata acts) external {
        bytes memory outcomes = new bytes(5 * acts.length);
        for (uint256 slot = 0; slot < acts.length; slot++) {
            bytes4 refusal;
            if (acts[slot] != 0) {
                (bool done, bytes memory answer) =
                    address(this).call(abi.encodeCall(this.playOne, (slot, acts[slot])));
                if (!done) refusal = answer.length == 0 ? bytes4(0xffffffff) : bytes4(answer);
            }
            uint256 outcome = uint256(CORE.statusOf(idOf(slot))) << 248 | uint256(bytes32(refusal)) >> 8;
            assembly ("memory-safe") {
                let place := add(add(outcomes, 0x20), mul(slot, 5))
                // The bytes after it are not written yet, or lie behind the last word of the array.
                let rest := and(mload(place), shr(40, not(0)))
                mstore(place, or(outcome, rest))
            }
        }
        emit Played(outcomes);
    }

    /// @notice One act; passes a refusal on as it is.
    function playOne(uint256 slot, uint256 word) external {
        Act memory act = Act({
            kind: uint8(word),
            a: uint8(word >> 8),
            b: uint8(word >> 16),
            direct: word >> 24 & 1 != 0,
            unsigned: word >> 25 & 1 != 0,
            foreign: word >> 26 & 1 != 0,
            special: word >> 27 & 1 != 0,
            list: uint16(word >> 32),
            amount: uint64(word >> 48),
            number: uint32(word >> 112),
            from: uint40(word >> 144),
            until: uint40(word >> 184)
        });
        if (act.kind <= 4) _playFunding(slot, act);
        else if (act.kind <= 9) _playDelivery(slot, act);
        else if (act.kind <= 19) _playServicing(slot, act);
        else if (act.kind <= 26) _playHolders(slot, act);
        else if (act.kind <= 31) _playDispute(slot, act);
        else _playTransfers(slot, act);
    }

    /// @notice Stops or allows funding and release. Needs the guardian's role here.
    function pause(bool funding, bool release) external {
        CORE.pauseFunding(funding);
        CORE.pauseRelease(release);
    }

    /// @notice Everything there is to compare, {WORDS} words for each slot; what is owed is so at `moment`.
    function report(uint256 first, uint256 end, uint256 moment) external view returns (uint256[] memory words) {
        words = new uint256[](WORDS * (end - first));
        uint256 next = 0;
        for (uint256 slot = first; slot < end; slot++) {
            Position memory figures = CORE.position(idOf(slot));
            assembly ("memory-safe") {
                mcopy(add(add(words, 0x20), shl(5, next)), figures, 0x200)
            }
            next += 16;
            for (uint256 i = 0; i < PARTIES; i++) {
                address party = _cast[slot][i];
                words[next++] = COIN.balanceOf(party);
                words[next++] = CORE.claimOf(address(COIN), party);
                (words[next], words[next + 1], words[next + 2], words[next + 3]) = CORE.holding(idOf(slot), party);
                words[next + 4] = CORE.dueTo(idOf(slot), party);
                next += 5;
            }
            next = _reportRest(slot, moment, words, next);
        }
    }

    /// @notice Coin the core holds, and the claim of its treasury.
    function reportCore() external view returns (uint256 held, uint256 treasury) {
        return (COIN.balanceOf(address(CORE)), CORE.claimOf(address(COIN), CORE.treasury()));
    }

    function _reportRest(uint256 slot, uint256 moment, uint256[] memory words, uint256 next)
        private
        view
        returns (uint256)
    {
        bytes32 id = idOf(slot);
        address account = CORE.collectionAccount(id);
        words[next] = COIN.balanceOf(account);
        words[next + 1] = OTHER.balanceOf(account);
        words[next + 2] = CORE.claimOf(address(OTHER), _cast[slot][BUYER]);
        words[next + 3] = IERC1155(address(CORE)).balanceOf(_cast[slot][SELLER], uint256(id));
        if (CORE.statusOf(id) != Status.None) {
            Owed memory due = CORE.owedAt(_deal(slot, false), moment);
            words[next + 4] = due.fee;
            words[next + 5] = due.late;
            words[next + 6] = due.charge;
            words[next + 7] = due.principal;
            words[next + 8] = CORE.recourseDue(_deal(slot, false));
        }
        Standing memory standing = CORE.standing(id);
        assembly ("memory-safe") {
            mcopy(add(add(words, 0x20), shl(5, add(next, 9))), standing, 0x100)
        }
        return next + 17;
    }
}
