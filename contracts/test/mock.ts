import { Contract, ContractFactory, type ContractRunner } from "ethers";
import { artifacts } from "hardhat";

/** Puts a contract that only tests use on the chain of `owner`, who then calls it. */
export const deployMock = async (
  owner: ContractRunner,
  name: string,
  ...args: unknown[]
): Promise<Contract> => {
  const { abi, bytecode } = await artifacts.readArtifact(name);
  const made = await new ContractFactory(abi, bytecode, owner).deploy(...args);
  await made.waitForDeployment();
  return new Contract(await made.getAddress(), abi, owner);
};
