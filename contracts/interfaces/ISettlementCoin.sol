// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ICoinOffice} from "./ICoinOffice.sol";
import {ICoinPayments} from "./ICoinPayments.sol";
import {ICoinRedemptions} from "./ICoinRedemptions.sol";

/// @title The reference stablecoin
/// @notice 6 decimals; one unit is 10^-6 of the currency. Names and signatures are those integrators of the leading
/// coin already call; refusals are ERC-6093 errors and those below. Every signature of 65 bytes is tried with ecrecover
/// first and then with ERC-1271, so accounts delegated under EIP-7702 work on every overload. Transfers to the coin
/// itself are refused. Balances change by transfers, mints and burns alone: the coin bears no interest.
///
/// Who may hold. The issuer's list (`blacklist`) always counts: a listed account neither sends, receives, spends
/// another's allowance, grants one, nor redeems. In allow-list mode sender and receiver must besides be known: allowed
/// by the issuer ({setAllowed}, for contracts that hold coins for others), or entered in Participants with any role and
/// not frozen there, or a contract whose code is allowed ({setAllowedCode}, for the collection accounts, which are
/// clones too many to enter one by one). In open mode Participants is not asked.
///
/// A pause stops transfers, mints, burns, approvals and permits. It does not stop redemptions, nor the cancelling of
/// authorisations, nor administration.
interface ISettlementCoin is ICoinPayments, ICoinOffice, ICoinRedemptions {}
