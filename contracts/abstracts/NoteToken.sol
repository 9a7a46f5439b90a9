// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC1155Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";

import {Guarded} from "./Guarded.sol";

/// @title Where ERC-1155 titles (even ids) and notes (odd ids) are kept
/// @dev Minting and burning call nobody.
abstract contract NoteToken is IERC1155Errors, Guarded {
    /// @param paid what this holder was paid in all on its present units
    /// @param credit what fell due before a transfer and waits to be paid
    struct Holding {
        uint64 units;
        uint64 paid;
        uint64 credit;
    }

    mapping(uint256 id => address) internal _titleHolders;
    mapping(uint256 id => mapping(address account => Holding)) internal _holdings;
    mapping(address owner => mapping(address operator => bool)) internal _operators;
    string internal _baseUri;

    constructor(string memory baseUri) {
        _baseUri = baseUri;
    }

    function _balanceOf(address account, uint256 id) internal view returns (uint256) {
        if (id & 1 == 1) return _holdings[id][account].units;
        return account != address(0) && _titleHolders[id] == account ? 1 : 0;
    }

    function _requireMayMove(address from, address to) internal view {
        require(from == msg.sender || _operators[from][msg.sender], ERC1155MissingApprovalForAll(msg.sender, from));
        require(to != address(0), ERC1155InvalidReceiver(to));
    }

    function _mintNote(address to, uint256 id, uint256 value) internal {
        _holdings[id][to].units += uint64(value);
        emit IERC1155.TransferSingle(msg.sender, address(0), to, id, value);
    }

    function _burnTitle(bytes32 receivable) internal {
        uint256 id = uint256(receivable);
        address holder = _titleHolders[id];
        delete _titleHolders[id];
        emit IERC1155.TransferSingle(msg.sender, holder, address(0), id, 1);
    }
}
