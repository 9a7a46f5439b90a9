import type { Attesters } from "./coins";
import type { RoleHolders } from "./permissions";
import type { Argument, ContractName, Makings } from "./pieces";

/** One contract as it was created. */
export type RecordedContract = {
  readonly contract: ContractName;
  readonly address: string;
  /** Constructor arguments, in order. */
  readonly args: readonly Argument[];
  /** keccak-256 of the code that creates it, without arguments. */
  readonly creationHash: string;
  /** keccak-256 of the code on chain, immutables included. */
  readonly runtimeHash: string;
};

/** Everything a stranger needs to check a deployment against the build; all of it is public. */
export type DeploymentRecord = Makings & {
  readonly chainId: number;
  /** Block of the first contract. */
  readonly block: number;
  readonly holders: RoleHolders;
  /** Whether the delays of the role table are in force. */
  readonly isDelayed: boolean;
  readonly attesters: Attesters;
  readonly contracts: Readonly<Record<string, RecordedContract>>;
};
