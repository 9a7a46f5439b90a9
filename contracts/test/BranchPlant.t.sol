// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Answering, BranchPlant} from "../mocks/BranchPlant.sol";

/// @title What the Solidity side does with the plant of the coverage run
contract BranchPlantTest {
    BranchPlant private _plant;

    function setUp() external {
        _plant = new BranchPlant();
    }

    function test_takesSomeBranchesOfThePlant() external {
        require(_plant.both(true) == 1, "first way");
        require(_plant.operands(true, true) && !_plant.operands(false, true), "operands");
        require(_plant.loops(0) == 0, "no round");
        require(_plant.assembled(1) == 2, "first case");
        require(_plant.returned(address(new Answering())) == 96, "returned");
        require(!_plant.tried(_plant), "caught");
    }
}
