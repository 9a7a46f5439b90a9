// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IERC1155Receiver} from "@openzeppelin/contracts/token/ERC1155/IERC1155Receiver.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

/// @title A contract account: forwards calls, and answers transfers and signatures as it was told
contract TestWallet is IERC1155Receiver, IERC1271 {
    enum Answer {
        Accept,
        WrongValue,
        Refuse
    }

    Answer private _answer;
    bytes32 private _signed;
    address private _target;
    bytes private _reentry;

    /// @notice How often it was told of notes, and what its call from within that met (the error's selector, 0 for
    /// success).
    uint256 public received;
    bytes4 public met;

    error NoNotes();

    function set(Answer answer) external {
        _answer = answer;
    }

    function sign(bytes32 digest) external {
        _signed = digest;
    }

    function reenter(address target, bytes calldata data) external {
        (_target, _reentry) = (target, data);
    }

    function execute(address target, bytes calldata data) external {
        (bool done, bytes memory answer) = target.call(data);
        if (!done) {
            assembly ("memory-safe") {
                revert(add(answer, 0x20), mload(answer))
            }
        }
    }

    function onERC1155Received(address, address, uint256, uint256, bytes calldata) external override returns (bytes4) {
        return _receive(IERC1155Receiver.onERC1155Received.selector);
    }

    function onERC1155BatchReceived(address, address, uint256[] calldata, uint256[] calldata, bytes calldata)
        external
        override
        returns (bytes4)
    {
        return _receive(IERC1155Receiver.onERC1155BatchReceived.selector);
    }

    function isValidSignature(bytes32 digest, bytes calldata) external view override returns (bytes4) {
        return digest == _signed ? IERC1271.isValidSignature.selector : bytes4(0);
    }

    function supportsInterface(bytes4 id) external pure override returns (bool) {
        return id == type(IERC165).interfaceId || id == type(IERC1155Receiver).interfaceId;
    }

    function _receive(bytes4 selector) private returns (bytes4) {
        received++;
        if (_reentry.length != 0) {
            (bool done, bytes memory answer) = _target.call(_reentry);
            met = done ? bytes4(0) : bytes4(answer);
        }
        require(_answer != Answer.Refuse, NoNotes());
        return _answer == Answer.Accept ? selector : bytes4(0xdeadbeef);
    }
}
