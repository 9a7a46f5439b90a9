// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

import {Market} from "../Market.sol";
import {IMarket} from "../interfaces/IMarket.sol";
import {IReceivablesTypes} from "../interfaces/IReceivablesTypes.sol";
import {Puppet} from "./Puppet.sol";

/// @title A coin that can be told to deliver one unit less, or to call back into Market
contract PracticeCoin is ERC20("Practice", "PRC") {
    address private _callee;
    bytes private _data;
    uint256 private _keeps;

    /// @notice Gives anyone any amount.
    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    /// @notice From now on each transfer by allowance delivers `keeps` less.
    function keep(uint256 keeps) external {
        _keeps = keeps;
    }

    /// @notice From now on each transfer by allowance makes this call, and fails with it.
    function callBack(address callee, bytes calldata data) external {
        _callee = callee;
        _data = data;
    }

    function transferFrom(address from, address to, uint256 value) public override returns (bool) {
        _spendAllowance(from, msg.sender, value);
        _transfer(from, to, value - _keeps);
        if (_callee == address(0)) return true;
        (bool done, bytes memory answer) = _callee.call(_data);
        if (!done) {
            assembly ("memory-safe") {
                revert(add(answer, 0x20), mload(answer))
            }
        }
        return true;
    }
}

/// @title In the place of Receivables: takes what it is offered, or `_shy` units less
contract TakesAll {
    uint256 private _shy;

    /// @notice From now on it takes that many units less than it should.
    function takeLess(uint256 shy) external {
        _shy = shy;
    }

    function fundFor(IReceivablesTypes.Deal calldata deal, bytes calldata, address, uint256 amount) external {
        ERC20(deal.terms.coin).transferFrom(msg.sender, address(this), amount - _shy);
    }
}

/// @title Many fillings of a Market in one call, each case on a clean slate
contract MarketProbe {
    /// @param dueIn seconds from now to the due time; so are `deliverIn` and `expiresIn`
    struct Case {
        IReceivablesTypes.Deal deal;
        IMarket.Mandate mandate;
        int40 dueIn;
        int40 deliverIn;
        int40 expiresIn;
        Step[] steps;
    }

    /// @param elsewhere whether it goes into the neighbouring receivable
    /// @param byStranger whether another account than the probe fills
    /// @param revokes whether the lender revokes first
    struct Step {
        uint256 amount;
        bool elsewhere;
        bool byStranger;
        bool revokes;
    }

    /// @notice Carries what a case came to out of the call that undoes it.
    error Outcomes(bytes[] refusals);

    Market public immutable market;
    Puppet public immutable lender = new Puppet();
    Puppet public immutable stranger = new Puppet();
    PracticeCoin[2] public coins;

    constructor() {
        market = new Market(address(new TakesAll()));
        for (uint256 i = 0; i < 2; i++) {
            coins[i] = new PracticeCoin();
            coins[i].mint(address(lender), type(uint128).max);
            bytes memory data = abi.encodeCall(coins[i].approve, (address(market), type(uint256).max));
            lender.act(address(coins[i]), data);
        }
    }

    /// @notice What each step of each case came to: nothing, or the refusal.
    function outcomes(Case[] calldata cases) external returns (uint256 moment, bytes[][] memory refusals) {
        moment = block.timestamp;
        refusals = new bytes[][](cases.length);
        for (uint256 i = 0; i < cases.length; i++) {
            try this.play(cases[i]) {}
            catch (bytes memory outcome) {
                assembly ("memory-safe") {
                    mstore(add(outcome, 4), sub(mload(outcome), 4))
                    outcome := add(outcome, 4)
                }
                refusals[i] = abi.decode(outcome, (bytes[]));
            }
        }
    }

    /// @notice Plays one case and undoes it. Reverts {Outcomes} always.
    function play(Case memory one) external {
        uint256 now_ = block.timestamp;
        one.deal.terms.dueAt = uint40(uint256(int256(now_) + one.dueIn));
        one.deal.offer.deliverBy = uint40(uint256(int256(now_) + one.deliverIn));
        one.mandate.expiry = uint40(uint256(int256(now_) + one.expiresIn));
        bytes32 receivable = one.deal.terms.receivable;
        bytes[] memory refusals = new bytes[](one.steps.length);
        for (uint256 i = 0; i < one.steps.length; i++) {
            Step memory step = one.steps[i];
            if (step.revokes) {
                bytes memory data = abi.encodeCall(market.revoke, (one.mandate, type(uint40).max, ""));
                lender.act(address(market), data);
            }
            one.deal.terms.receivable = step.elsewhere ? receivable ^ bytes32(uint256(2)) : receivable;
            bytes memory call = abi.encodeCall(market.fill, (one.deal, "", one.mandate, hex"01", step.amount));
            bool done;
            bytes memory answer;
            if (step.byStranger) {
                call = abi.encodeCall(stranger.act, (address(market), call));
                (done, answer) = address(stranger).call(call);
            } else {
                (done, answer) = address(market).call(call);
            }
            if (!done) refusals[i] = answer;
        }
        revert Outcomes(refusals);
    }
}
