// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IMarket} from "../interfaces/IMarket.sol";
import {IReceivablesTypes} from "../interfaces/IReceivablesTypes.sol";

/// @title What a mandate lets through, and its name
library MandateRules {
    bytes32 internal constant MANDATE = keccak256(
        "Mandate(address lender,address[] coins,address[] sellers,address[] buyers,address[] warehouses,"
        "uint16 minRateBps,uint16 maxAdvanceBps,uint16 maxTenorDays,uint16 maxGraceDays,bool needsRecourse,"
        "uint256 minTicket,address matcher,uint256 perReceivableLimit,uint256 cumulativeLimit,uint40 expiry,"
        "bytes32 salt)"
    );
    /// @dev The whole mandate is signed again, so that a person sees which one ends.
    bytes32 internal constant REVOCATION = keccak256(
        "MandateRevocation(Mandate mandate,uint40 expiry)"
        "Mandate(address lender,address[] coins,address[] sellers,address[] buyers,address[] warehouses,"
        "uint16 minRateBps,uint16 maxAdvanceBps,uint16 maxTenorDays,uint16 maxGraceDays,bool needsRecourse,"
        "uint256 minTicket,address matcher,uint256 perReceivableLimit,uint256 cumulativeLimit,uint40 expiry,"
        "bytes32 salt)"
    );

    /// @notice EIP-712 struct hash.
    function hashOf(IMarket.Mandate calldata mandate) internal pure returns (bytes32) {
        return keccak256(
            bytes.concat(
                abi.encode(
                    MANDATE,
                    mandate.lender,
                    keccak256(abi.encodePacked(mandate.coins)),
                    keccak256(abi.encodePacked(mandate.sellers)),
                    keccak256(abi.encodePacked(mandate.buyers)),
                    keccak256(abi.encodePacked(mandate.warehouses)),
                    mandate.minRateBps,
                    mandate.maxAdvanceBps,
                    mandate.maxTenorDays,
                    mandate.maxGraceDays,
                    mandate.needsRecourse
                ),
                abi.encode(
                    mandate.minTicket,
                    mandate.matcher,
                    mandate.perReceivableLimit,
                    mandate.cumulativeLimit,
                    mandate.expiry,
                    mandate.salt
                )
            )
        );
    }

    /// @notice Refuses with the first field an offer does not fit. Reverts {IMarket.OutsideMandate}.
    function requireFits(IMarket.Mandate calldata mandate, IReceivablesTypes.Deal calldata deal, uint256 amount)
        internal
        view
    {
        IReceivablesTypes.Terms calldata terms = deal.terms;
        IReceivablesTypes.Offer calldata offer = deal.offer;
        require(_isIn(mandate.coins, terms.coin), IMarket.OutsideMandate("coins"));
        require(_isInOrAny(mandate.sellers, terms.seller), IMarket.OutsideMandate("sellers"));
        require(_isInOrAny(mandate.buyers, terms.buyer), IMarket.OutsideMandate("buyers"));
        require(_isInOrAny(mandate.warehouses, terms.warehouse), IMarket.OutsideMandate("warehouses"));
        for (uint256 i = 0; i < deal.attesters.length; i++) {
            require(_isInOrAny(mandate.warehouses, deal.attesters[i]), IMarket.OutsideMandate("warehouses"));
        }
        bool pays = offer.rateBps >= mandate.minRateBps && offer.lateRateBps >= mandate.minRateBps;
        require(pays, IMarket.OutsideMandate("minRateBps"));
        require(offer.advanceBps <= mandate.maxAdvanceBps, IMarket.OutsideMandate("maxAdvanceBps"));
        uint256 until = block.timestamp + uint256(mandate.maxTenorDays) * 1 days;
        bool ends = terms.dueAt > block.timestamp && terms.dueAt <= until && offer.deliverBy <= until;
        require(ends, IMarket.OutsideMandate("maxTenorDays"));
        uint256 grace = uint256(offer.graceDays) + offer.noticeDays;
        require(grace <= mandate.maxGraceDays, IMarket.OutsideMandate("maxGraceDays"));
        require(offer.recourse || !mandate.needsRecourse, IMarket.OutsideMandate("needsRecourse"));
        require(amount >= mandate.minTicket, IMarket.OutsideMandate("minTicket"));
    }

    /// @notice What both limits leave after what was filled.
    function room(IMarket.Mandate calldata mandate, uint256 filled, uint256 filledFor)
        internal
        pure
        returns (uint256 left)
    {
        left = mandate.cumulativeLimit > filled ? mandate.cumulativeLimit - filled : 0;
        uint256 here = mandate.perReceivableLimit > filledFor ? mandate.perReceivableLimit - filledFor : 0;
        if (here < left) left = here;
    }

    function _isInOrAny(address[] calldata list, address account) private pure returns (bool) {
        return list.length == 0 || _isIn(list, account);
    }

    function _isIn(address[] calldata list, address account) private pure returns (bool) {
        for (uint256 i = 0; i < list.length; i++) {
            if (list[i] == account) return true;
        }
        return false;
    }
}
