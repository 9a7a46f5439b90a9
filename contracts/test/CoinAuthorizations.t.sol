// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICoinTypes} from "../interfaces/ICoinTypes.sol";
import {CoinTest, ContractAccount} from "./CoinTest.sol";
import {vm} from "./Vm.sol";

/// @dev Takes any call and answers nothing.
contract Silent {
    fallback() external {}
}

/// @title EIP-3009 and EIP-2612, both overload families
contract CoinAuthorizationsTest is CoinTest {
    function testFuzz_transferWorksOnceInBothForms(bytes32 nonce) external {
        (uint8 v, bytes32 r, bytes32 s) = _signed(_transferHash(_alice, 10, nonce));
        _coin.transferWithAuthorization(_alice, BOB, 10, 0, NEVER, nonce, v, r, s);
        require(_coin.authorizationState(_alice, nonce) && _coin.balanceOf(BOB) == 10, "first");
        _refuses(abi.encodeWithSelector(ICoinTypes.AuthorizationSpent.selector, _alice, nonce));
        _coin.transferWithAuthorization(_alice, BOB, 10, 0, NEVER, nonce, abi.encodePacked(r, s, v));
        bytes32 other = keccak256(abi.encode(nonce));
        bytes memory signature = _packed(_transferHash(_alice, 10, other));
        _coin.transferWithAuthorization(_alice, BOB, 10, 0, NEVER, other, signature);
        require(_coin.balanceOf(BOB) == 20, "second");
    }

    function test_receiveWorksInBothForms() external {
        (uint8 v, bytes32 r, bytes32 s) = _signed(_receiveHash(_alice, 10, "a"));
        vm.prank(BOB);
        _coin.receiveWithAuthorization(_alice, BOB, 10, 0, NEVER, "a", v, r, s);
        bytes memory signature = _packed(_receiveHash(_alice, 5, "b"));
        vm.prank(BOB);
        _coin.receiveWithAuthorization(_alice, BOB, 5, 0, NEVER, "b", signature);
        require(_coin.balanceOf(BOB) == 15, "received");
    }

    function test_receivingIsForThePayeeAlone() external {
        (uint8 v, bytes32 r, bytes32 s) = _signed(_receiveHash(_alice, 1, "n"));
        _refuses(abi.encodeWithSelector(ICoinTypes.CallerNotPayee.selector, address(this), BOB));
        _coin.receiveWithAuthorization(_alice, BOB, 1, 0, NEVER, "n", v, r, s);
        _refuses(abi.encodeWithSelector(ICoinTypes.CallerNotPayee.selector, address(this), BOB));
        _coin.receiveWithAuthorization(_alice, BOB, 1, 0, NEVER, "n", abi.encodePacked(r, s, v));
    }

    function test_anAuthorisationToReceiveIsNoneToTransfer() external {
        (uint8 v, bytes32 r, bytes32 s) = _signed(_receiveHash(_alice, 1, "n"));
        _refuses(abi.encodeWithSelector(ICoinTypes.InvalidSignature.selector, _alice));
        _coin.transferWithAuthorization(_alice, BOB, 1, 0, NEVER, "n", v, r, s);
    }

    function testFuzz_noSignedWordCanBeChanged(uint8 which, uint256 change) external {
        vm.assume(change != 0);
        (uint8 v, bytes32 r, bytes32 s) = _signed(_transferHash(_alice, 10, "n"));
        uint256[5] memory words = [uint256(uint160(BOB)), 10, 0, NEVER, uint256(bytes32("n"))];
        which %= 5;
        if (which == 0) words[0] ^= uint160(change);
        else if (which == 1) words[1] = change % 1000 == 10 ? 11 : change % 1000;
        else if (which == 2) words[2] = 1 + change % (START - 1);
        else if (which == 3) words[3] = START + 1 + change % 1e9;
        else words[4] ^= change;
        vm.assume(which != 0 || uint160(change) != 0);
        _refuses(abi.encodeWithSelector(ICoinTypes.InvalidSignature.selector, _alice));
        _coin.transferWithAuthorization(
            _alice, address(uint160(words[0])), words[1], words[2], words[3], bytes32(words[4]), v, r, s
        );
    }

    function test_anAuthorisationHoldsStrictlyBetweenItsTimes() external {
        _refuses(abi.encodeWithSelector(ICoinTypes.AuthorizationNotInForce.selector, START, NEVER));
        _coin.transferWithAuthorization(_alice, BOB, 1, START, NEVER, 0, "");
        _refuses(abi.encodeWithSelector(ICoinTypes.AuthorizationNotInForce.selector, 0, START));
        _coin.transferWithAuthorization(_alice, BOB, 1, 0, START, 0, "");
    }

    function test_aCancelledAuthorisationIsVoid() external {
        (uint8 v, bytes32 r, bytes32 s) = _signed(_cancelHash(_alice, "a"));
        _coin.cancelAuthorization(_alice, "a", v, r, s);
        _coin.cancelAuthorization(_alice, "b", _packed(_cancelHash(_alice, "b")));
        for (uint256 i = 0; i < 2; i++) {
            bytes32 nonce = i == 0 ? bytes32("a") : bytes32("b");
            (v, r, s) = _signed(_transferHash(_alice, 1, nonce));
            _refuses(abi.encodeWithSelector(ICoinTypes.AuthorizationSpent.selector, _alice, nonce));
            _coin.transferWithAuthorization(_alice, BOB, 1, 0, NEVER, nonce, v, r, s);
        }
    }

    function test_aSpentAuthorisationCannotBeCancelled() external {
        (uint8 v, bytes32 r, bytes32 s) = _signed(_transferHash(_alice, 1, "n"));
        _coin.transferWithAuthorization(_alice, BOB, 1, 0, NEVER, "n", v, r, s);
        (v, r, s) = _signed(_cancelHash(_alice, "n"));
        _refuses(abi.encodeWithSelector(ICoinTypes.AuthorizationSpent.selector, _alice, bytes32("n")));
        _coin.cancelAuthorization(_alice, "n", v, r, s);
    }

    function test_nobodyCancelsForAnother() external {
        (uint8 v, bytes32 r, bytes32 s) = _signed(_cancelHash(BOB, "n"));
        _refuses(abi.encodeWithSelector(ICoinTypes.InvalidSignature.selector, BOB));
        _coin.cancelAuthorization(BOB, "n", v, r, s);
    }

    function test_permitApprovesOnceInBothForms() external {
        (uint8 v, bytes32 r, bytes32 s) = _signed(_permitHash(_alice, 7, 0));
        _coin.permit(_alice, BOB, 7, NEVER, v, r, s);
        require(_coin.allowance(_alice, BOB) == 7 && _coin.nonces(_alice) == 1, "approved");
        _refuses(abi.encodeWithSelector(ICoinTypes.InvalidSignature.selector, _alice));
        _coin.permit(_alice, BOB, 7, NEVER, v, r, s);
        _coin.permit(_alice, BOB, 9, NEVER, _packed(_permitHash(_alice, 9, 1)));
        require(_coin.allowance(_alice, BOB) == 9 && _coin.nonces(_alice) == 2, "approved again");
        vm.prank(BOB);
        _coin.transferFrom(_alice, BOB, 9);
    }

    function test_aPermitEndsAtItsDeadline() external {
        _refuses(abi.encodeWithSelector(ICoinTypes.PermitExpired.selector, START - 1));
        _coin.permit(_alice, BOB, 7, START - 1, "");
        bytes32 structHash = keccak256(abi.encode(_coin.PERMIT_TYPEHASH(), _alice, BOB, 7, 0, START));
        _coin.permit(_alice, BOB, 7, START, _packed(structHash));
    }

    function test_permitAsksTheList() external {
        bytes memory signature = _packed(_permitHash(_alice, 7, 0));
        _coin.blacklist(BOB);
        _refusesListed(BOB);
        _coin.permit(_alice, BOB, 7, NEVER, signature);
        _coin.unBlacklist(BOB);
        _coin.blacklist(_alice);
        _refusesListed(_alice);
        _coin.permit(_alice, BOB, 7, NEVER, signature);
    }

    function test_aContractAccountSignsUnderErc1271() external {
        ContractAccount account = new ContractAccount();
        _coin.mint(address(account), 30);
        _refuses(abi.encodeWithSelector(ICoinTypes.InvalidSignature.selector, address(account)));
        _coin.transferWithAuthorization(address(account), BOB, 5, 0, NEVER, "n", hex"01");
        account.approve(_digest(_transferHash(address(account), 5, "n")));
        _coin.transferWithAuthorization(address(account), BOB, 5, 0, NEVER, "n", hex"01");
        account.approve(_digest(_transferHash(address(account), 5, "o")));
        _coin.transferWithAuthorization(address(account), BOB, 5, 0, NEVER, "o", 27, "r", "s");
        account.approve(_digest(_receiveHash(address(account), 5, "p")));
        vm.prank(BOB);
        _coin.receiveWithAuthorization(address(account), BOB, 5, 0, NEVER, "p", "");
        account.approve(_digest(_receiveHash(address(account), 5, "q")));
        vm.prank(BOB);
        _coin.receiveWithAuthorization(address(account), BOB, 5, 0, NEVER, "q", 28, "r", "s");
        require(_coin.balanceOf(BOB) == 20, "paid");
        account.approve(_digest(_permitHash(address(account), 5, 0)));
        _coin.permit(address(account), BOB, 5, NEVER, hex"");
        account.approve(_digest(_permitHash(address(account), 6, 1)));
        _coin.permit(address(account), BOB, 6, NEVER, 0, 0, 0);
        require(_coin.allowance(address(account), BOB) == 6, "approved");
        account.approve(_digest(_cancelHash(address(account), "r")));
        _coin.cancelAuthorization(address(account), "r", hex"");
        account.approve(_digest(_cancelHash(address(account), "s")));
        _coin.cancelAuthorization(address(account), "s", 0, 0, 0);
        require(_coin.authorizationState(address(account), "r"), "cancelled");
        require(_coin.authorizationState(address(account), "s"), "cancelled too");
    }

    function test_aContractThatSaysNothingSignsNothing() external {
        address[2] memory silent = [address(new Silent()), address(_setup.calendar())];
        for (uint256 i = 0; i < 2; i++) {
            _refuses(abi.encodeWithSelector(ICoinTypes.InvalidSignature.selector, silent[i]));
            _coin.transferWithAuthorization(silent[i], BOB, 0, 0, NEVER, "n", hex"01");
        }
    }

    function test_theUpperFormOfASignatureIsRefused() external {
        (uint8 v, bytes32 r, bytes32 s) = _signed(_transferHash(_alice, 1, "n"));
        uint256 order = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
        bytes32 upper = bytes32(order - uint256(s));
        _refuses(abi.encodeWithSelector(ICoinTypes.InvalidSignature.selector, _alice));
        _coin.transferWithAuthorization(_alice, BOB, 1, 0, NEVER, "n", v == 27 ? 28 : 27, r, upper);
        _refuses(abi.encodeWithSelector(ICoinTypes.InvalidSignature.selector, _alice));
        _coin.transferWithAuthorization(
            _alice, BOB, 1, 0, NEVER, "n", abi.encodePacked(r, upper, v == 27 ? uint8(28) : uint8(27))
        );
    }

    function testFuzz_malformedSignaturesAreRefused(bytes calldata signature) external {
        _refuses(abi.encodeWithSelector(ICoinTypes.InvalidSignature.selector, _alice));
        _coin.transferWithAuthorization(_alice, BOB, 1, 0, NEVER, "n", signature);
    }

    function test_theZeroAccountSignsNothing() external {
        _refuses(abi.encodeWithSelector(ICoinTypes.InvalidSignature.selector, address(0)));
        _coin.transferWithAuthorization(address(0), BOB, 0, 0, NEVER, "n", 29, "r", "s");
        _refuses(abi.encodeWithSelector(ICoinTypes.InvalidSignature.selector, address(0)));
        _coin.permit(address(0), BOB, 0, NEVER, new bytes(65));
    }

    function test_pauseStopsAuthorisationsAndPermitsButNoCancelling() external {
        bytes memory signature = _packed(_transferHash(_alice, 1, "n"));
        (uint8 v, bytes32 r, bytes32 s) = _signed(_transferHash(_alice, 1, "n"));
        _coin.pause();
        _refusesPaused();
        _coin.transferWithAuthorization(_alice, BOB, 1, 0, NEVER, "n", signature);
        _refusesPaused();
        _coin.transferWithAuthorization(_alice, BOB, 1, 0, NEVER, "n", v, r, s);
        vm.prank(BOB);
        _refusesPaused();
        _coin.receiveWithAuthorization(_alice, BOB, 1, 0, NEVER, "n", signature);
        vm.prank(BOB);
        _refusesPaused();
        _coin.receiveWithAuthorization(_alice, BOB, 1, 0, NEVER, "n", v, r, s);
        _refusesPaused();
        _coin.permit(_alice, BOB, 1, NEVER, signature);
        _refusesPaused();
        _coin.permit(_alice, BOB, 1, NEVER, v, r, s);
        _coin.cancelAuthorization(_alice, "n", _packed(_cancelHash(_alice, "n")));
        require(_coin.authorizationState(_alice, "n"), "cancelled");
    }

    function test_allowListModeAsksForAuthorisationsToo() external {
        bytes memory signature = _packed(_transferHash(_alice, 1, "n"));
        _enter(_alice, 1);
        _coin.setAllowListMode(true);
        _refuses(abi.encodeWithSelector(ICoinTypes.HolderNotAllowed.selector, BOB));
        _coin.transferWithAuthorization(_alice, BOB, 1, 0, NEVER, "n", signature);
        _enter(BOB, 1);
        _coin.transferWithAuthorization(_alice, BOB, 1, 0, NEVER, "n", signature);
    }
}
