// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Every kind of branch, some of which no test takes
/// @dev A measured run must report exactly what the comments say and nothing else here, or it cannot be believed.
/// The Solidity test takes some branches, the TypeScript test others.
contract BranchPlant {
    error Refused();

    /// @dev Both ways, each taken by another kind of test.
    function both(bool on) external pure returns (uint256) {
        if (on) return 1;
        return 2;
    }

    function oneWay(uint256 value) external pure returns (uint256) {
        require(value != 0, Refused()); // misses requirement: refused
        require(value < 10, Refused());
        if (value == 7) value = 8; // misses if: taken
        return value == 3 ? 4 : 5; // misses choice: second
    }

    function operands(bool a, bool b) external pure returns (bool) {
        return a && b; // misses &&: false (b)
    }

    function loops(uint256 rounds) external pure returns (uint256 sum) {
        for (uint256 i = 0; i < rounds; i++) sum += i; // misses loop: entered
    }

    function assembled(uint256 kind) external pure returns (uint256 out) {
        assembly ("memory-safe") {
            if gt(kind, 5) { out := 1 } // misses if: taken
            switch kind // misses switch: no case
            case 1 { out := 2 }
            case 2 { out := 3 } // misses switch: this case
        }
    }

    /// @dev What the callee returned is still there after a branch has reported.
    function returned(address callee) external view returns (uint256 size) {
        assembly ("memory-safe") {
            let done := staticcall(gas(), callee, 0, 0, 0, 0)
            if done { size := returndatasize() } // misses if: passed by
        }
    }

    function tried(BranchPlant callee) external pure returns (bool) {
        try callee.oneWay(11) returns (uint256) { // misses try: done
            return true;
        } catch {
            return false;
        }
    }

    function never() external pure {} // misses never: entered
}

/// @dev Answers any call with 96 bytes.
contract Answering {
    fallback() external {
        assembly ("memory-safe") { return(0, 96) }
    }
}
