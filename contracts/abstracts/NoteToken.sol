// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC1155Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";

import {Guarded} from "./Guarded.sol";

/// @title Where ERC-1155 notes are kept
/// @dev Minting and burning call nobody.
abstract contract NoteToken is IERC1155Errors, Guarded {
    /// @param paid what counts as paid on the present units
    /// @param credit what fell due before a transfer and waits to be paid
    /// @param lost of `paid`, what rounding took when units moved; it was never paid and ends as dust
    /// @param frozen units that may not be moved by their holder (ERC-7943); they are still repaid
    struct Holding {
        uint256 units;
        uint256 paid;
        uint256 credit;
        uint256 lost;
        uint256 frozen;
    }

    /// @dev Where the frozen units stand in the word.
    uint256 internal constant FROZEN_AT = 200;

    /// @dev One word: frozen 56, lost 32, credit, paid and units 56 each.
    struct Slot {
        uint256 word;
    }

    mapping(uint256 id => mapping(address account => Slot)) private _holdings;
    mapping(address owner => mapping(address operator => bool)) internal _operators;
    string internal _baseUri;
    mapping(address holder => mapping(bytes32 salt => bool)) internal _spentSales;

    constructor(string memory baseUri) {
        _baseUri = baseUri;
    }

    function _held(uint256 id, address account) internal view returns (Holding memory held) {
        _read(_holdings[id][account], held);
    }

    function _slot(uint256 id, address account) internal view returns (Slot storage) {
        return _slotsOf(id)[account];
    }

    function _slotsOf(uint256 id) internal view returns (mapping(address account => Slot) storage) {
        return _holdings[id];
    }

    /// @dev Into memory that is there already: paying many holders takes no more of it than paying one.
    function _read(Slot storage slot, Holding memory held) internal view {
        uint256 word = slot.word;
        held.units = uint56(word);
        held.paid = uint56(word >> 56);
        held.credit = uint56(word >> 112);
        held.lost = uint32(word >> 168);
        held.frozen = word >> FROZEN_AT;
    }

    function _write(Slot storage slot, Holding memory held) internal {
        slot.word =
            held.frozen << FROZEN_AT | held.lost << 168 | held.credit << 112 | held.paid << 56 | held.units;
    }

    function _hold(uint256 id, address account, Holding memory held) internal {
        _write(_holdings[id][account], held);
    }

    /// @dev Units the holder may move; more may be frozen than it holds.
    function _unfrozen(Holding memory held) internal pure returns (uint256) {
        unchecked {
            return held.units > held.frozen ? held.units - held.frozen : 0;
        }
    }

    function _mintNote(address to, uint256 id, uint256 value) internal {
        unchecked {
            _holdings[id][to].word += value;
        }
        emit IERC1155.TransferSingle(msg.sender, address(0), to, id, value);
    }
}
