// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The few cheat codes the Solidity tests use
interface Vm {
    function prank(address sender) external;
    function warp(uint256 moment) external;
    function expectRevert() external;
    function expectRevert(bytes4 selector) external;
    function expectRevert(bytes calldata data) external;
    function sign(uint256 key, bytes32 digest) external returns (uint8 v, bytes32 r, bytes32 s);
    function addr(uint256 key) external returns (address);
    function assume(bool condition) external pure;
}

Vm constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
