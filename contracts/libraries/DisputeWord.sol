// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title The word that keeps a receivable's disputes
/// @dev From the lowest bit: undelivered 56, until 40, by buyer 1, by seller 1, closed 1.
library DisputeWord {
    uint256 internal constant BY_BUYER = 1 << 96;
    uint256 internal constant BY_SELLER = 1 << 97;
    uint256 private constant CLOSED = 1 << 98;

    /// @notice While a dispute is open what is disputed, afterwards what counts as undelivered.
    function undelivered(uint256 word) internal pure returns (uint256) {
        return uint56(word);
    }

    /// @notice Last second of the dispute; 0 where there was none.
    function until(uint256 word) internal pure returns (uint256) {
        return uint40(word >> 56);
    }

    /// @notice Whether a dispute waits for its end at `moment`.
    function isOpen(uint256 word, uint256 moment) internal pure returns (bool) {
        return word & CLOSED == 0 && moment <= until(word);
    }

    /// @notice Whether a dispute was closed by a call; one that ran out silently is not, until it is.
    function isClosed(uint256 word) internal pure returns (bool) {
        return word & CLOSED != 0;
    }

    /// @notice One side opens its dispute: the larger amount and the later end count.
    function opened(uint256 word, uint256 side, uint256 amount, uint256 end) internal pure returns (uint256) {
        uint256 most = undelivered(word);
        return word & (BY_BUYER | BY_SELLER) | side | end << 56 | (amount > most ? amount : most);
    }

    /// @notice The dispute is over since `end`.
    function closed(uint256 word, uint256 amount, uint256 end) internal pure returns (uint256) {
        return word & (BY_BUYER | BY_SELLER) | CLOSED | end << 56 | amount;
    }
}
