// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

import {IParticipants} from "../interfaces/IParticipants.sol";
import {Participants} from "../Participants.sol";
import {vm} from "./Vm.sol";

/// @title An operator that tries everything it can call, in any order, with the words of one dishonest signer
contract OperatorHandler {
    uint64 public constant HOUSE = 1;
    uint256 public constant ACCOUNTS = 6;
    /// @dev Keys 1 and 2 are honest signers of HOUSE, key 3 is the dishonest one, the rest are the operator's own.
    uint256 private constant DISHONEST = 3;

    Participants public participants;

    constructor() {
        participants = new Participants(address(new AccessManager(address(this))));
        address[] memory first = new address[](3);
        for (uint256 i = 0; i < 3; i++) {
            first[i] = account(i);
        }
        participants.foundSigners(HOUSE, first, 4, 2);
    }

    function account(uint256 index) public returns (address) {
        return vm.addr(index % ACCOUNTS + 1);
    }

    function enter(uint256 who, uint8 organisation, uint8 roles) external {
        participants.setParticipant(account(who), organisation % 4, roles % 64, IParticipants.Licence.None, 0);
    }

    function found(uint256 who, uint256 other, uint8 organisation, bool arbiters, uint8 quorum) external {
        address[] memory accounts = new address[](2);
        (accounts[0], accounts[1]) = (account(who), account(other));
        participants.foundSigners(organisation % 4, accounts, arbiters ? 32 : 4, quorum % 4);
    }

    /// @dev Carries in the dishonest signer's own consent, once or twice, and tries with the operator's own accounts.
    function add(uint256 who, uint256 helper, bool twice) external {
        IParticipants.Consent[] memory consents = new IParticipants.Consent[](twice ? 2 : 1);
        consents[0] = IParticipants.Consent(vm.addr(DISHONEST), "");
        if (twice) consents[1] = IParticipants.Consent(account(helper), "");
        vm.prank(vm.addr(DISHONEST));
        participants.addSigner(HOUSE, account(who), 4, type(uint40).max, consents);
    }

    function changeQuorum(uint8 quorum) external {
        IParticipants.Consent[] memory consents = new IParticipants.Consent[](1);
        consents[0] = IParticipants.Consent(vm.addr(DISHONEST), "");
        vm.prank(vm.addr(DISHONEST));
        participants.setQuorum(HOUSE, quorum, type(uint40).max, consents);
    }

    function freeze(uint256 who, bool frozen) external {
        participants.setFrozen(account(who), frozen, bytes32(uint256(1)));
    }

    function wait(uint16 hoursLater) external {
        vm.warp(block.timestamp + uint256(hoursLater) * 1 hours);
    }
}

/// @title Whatever the operator does, an organisation's signers are those it chose
contract ParticipantsInvariants {
    OperatorHandler private _handler;
    address[] private _targets;

    function setUp() external {
        _handler = new OperatorHandler();
        _targets.push(address(_handler));
    }

    function targetContracts() external view returns (address[] memory) {
        return _targets;
    }

    function invariant_theOperatorBringsNobodyIn() external {
        IParticipants register = _handler.participants();
        uint256 signers = 0;
        for (uint256 i = 0; i < _handler.ACCOUNTS(); i++) {
            IParticipants.Participant memory entry = register.participant(_handler.account(i));
            if (entry.organisation != _handler.HOUSE() || entry.roles & 36 == 0) continue;
            signers++;
            require(i < 3, "a stranger signs for the organisation");
            require(entry.roles & 36 == 4, "a signer got a role the organisation did not give");
        }
        IParticipants.Signers memory state = register.signersOf(_handler.HOUSE());
        require(state.count == signers, "signers are miscounted");
        require(state.quorum == 2 && state.nextQuorum == 0, "the quorum moved");
    }
}

/// @title The fuzzer can break the promise where the contract does: it is not blind
contract ParticipantsReach {
    function test_theHandlerReachesEveryAct() external {
        OperatorHandler handler = new OperatorHandler();
        handler.enter(3, 2, 4);
        handler.found(4, 5, 3, true, 1);
        handler.enter(0, 1, 0);
        handler.freeze(1, true);
        handler.wait(50);
        IParticipants register = handler.participants();
        require(register.signersOf(2).count == 1 && register.signersOf(3).count == 2, "not founded");
        require(register.signersOf(1).count == 2, "not removed");
        vm.expectRevert();
        handler.add(3, 4, false);
        vm.expectRevert();
        handler.changeQuorum(1);
    }
}
