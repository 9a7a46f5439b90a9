// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IReceivablesCore} from "./IReceivablesCore.sol";
import {IReceivablesDisputes} from "./IReceivablesDisputes.sol";
import {IReceivablesNotes} from "./IReceivablesNotes.sol";
import {IReceivablesServicing} from "./IReceivablesServicing.sol";
import {IReceivablesTransfers} from "./IReceivablesTransfers.sol";

/// @title Receivables: title and notes, life cycle, escrow, waterfall
/// @notice Every amount is in the settlement coin's smallest unit (10^-6), every time in unix seconds, every rate in
/// basis points (1/10,000) a year. Acts are allowed at `t <= deadline`, timeouts at `t > deadline`.
///
/// A receivable's id is 32 bytes with the lowest bit 0. Its ERC-1155 title token is that number (supply 1, held by the
/// seller, not transferable, burnt at close); its note token is that number plus 1 (one unit is one unit of principal
/// funded).
///
/// Terms and offer are not stored. A call passes the whole `Deal` back in and it is compared with a 200 bit commitment:
/// of the terms and the registration time until the first funding, of terms, time and offer from then on. Until the
/// first funding the offer in `Deal` is not looked at, except by `fund`.
///
/// Whoever an act belongs to either calls it or has signed for it (EIP-712 of this contract, or ERC-1271); an empty
/// signature means "the caller is the one". Anyone may carry in a signed act and gains no power by it.
///
/// Beside what is said of each act, four refusals are of all: {Guarded-Reentered} from within another act,
/// {ParticipantWord-NoRegister} and {CoinCall-NoBalance} where the register or the coin gives no answer, and {OutOfGas}.
///
/// State table. Rows are acts, entries are the states they lead to; "=" keeps the state, "." is refused. What is not
/// in it is about a switch, an account or a proposal and the same in every state.
/// (1) when nothing was collected or credited on it, with signatures drawn up later. (2) when escrow that can no longer
/// be released leaves nothing in it. (3) not with a proven duplicate. (4) not while a dispute is open. (5) of the
/// receivable it counts against. (6) transfers, purchase, forced transfer: without units there is nothing to move.
///
/// | act                                   | none       | registered      | funding                 | funded                 | released           | settled | cancelled      | refunded | boughtBack | defaulted  |
/// |---------------------------------------|------------|-----------------|-------------------------|------------------------|--------------------|---------|----------------|----------|------------|------------|
/// | register                              | registered | .               | .                       | .                      | .                  | .       | registered (1) | .        | .          | .          |
/// | raiseOfferFloor                       | .          | =               | .                       | .                      | .                  | .       | .              | .        | .          | .          |
/// | cancel                                | .          | cancelled       | .                       | .                      | .                  | .       | .              | .        | .          | .          |
/// | fund, fundFor (3)                     | .          | funding, funded | =, funded               | .                      | .                  | .       | .              | .        | .          | .          |
/// | closeFunding (4)                      | .          | .               | funded, refunded        | .                      | .                  | .       | .              | .        | .          | .          |
/// | lodge                                 | .          | .               | =                       | =                      | =                  | .       | .              | .        | .          | .          |
/// | voidAttestation                       | .          | .               | =                       | =                      | =                  | .       | .              | .        | .          | .          |
/// | release (3, 4)                        | .          | .               | .                       | released, refunded (2) | =, settled         | .       | .              | .        | .          | .          |
/// | closeRelease (4)                      | .          | .               | .                       | refunded               | =, settled         | .       | .              | .        | .          | .          |
/// | dilute                                | .          | =               | =, funded, refunded (2) | =, refunded (2)        | =, settled         | .       | .              | =        | =          | =          |
/// | dispute, resolveDispute, closeDispute | .          | .               | =, funded, refunded (2) | =, refunded (2)        | .                  | .       | .              | .        | .          | .          |
/// | promisePayment                        | .          | =               | =                       | =                      | =                  | .       | .              | .        | .          | =          |
/// | proveDuplicate (5)                    | .          | =               | refunded                | refunded               | =, settled         | .       | .              | .        | .          | =          |
/// | settle, sweep                         | .          | =               | =, funded, refunded (2) | =, refunded (2)        | =, settled         | =       | =              | =        | =          | =, settled |
/// | sweepOther                            | .          | =               | =                       | =                      | =                  | =       | =              | =        | =          | =          |
/// | buyBack                               | .          | .               | .                       | .                      | boughtBack         | .       | .              | .        | .          | boughtBack |
/// | payRecourse                           | .          | .               | .                       | .                      | =, settled         | .       | .              | .        | .          | =, settled |
/// | declareDefault                        | .          | .               | .                       | .                      | defaulted, settled | .       | .              | .        | .          | .          |
/// | payOut                                | .          | .               | =                       | =                      | =                  | =       | .              | =        | =          | =          |
/// | note movement (6)                     | .          | .               | =                       | =                      | =                  | =       | .              | =        | =          | =          |
interface IReceivables is
    IReceivablesCore,
    IReceivablesServicing,
    IReceivablesDisputes,
    IReceivablesNotes,
    IReceivablesTransfers
{}
