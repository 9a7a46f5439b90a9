import { interfaces } from "@/adapters/chain/contracts";
import { callNode } from "@/commands/embedded/chain";
import { coinOf } from "@/commands/testing/settlement-signing";
import type { World } from "@/commands/testing/settlement-world";

/** Coin an account holds now, minor units; asked of the node itself. */
export const coinHeld = async (rpcUrl: string, coin: string, account: string): Promise<bigint> => {
  const data = interfaces.coin.encodeFunctionData("balanceOf", [account]);
  return BigInt(await callNode<string>(rpcUrl, "eth_call", [{ to: coin, data }, "latest"]));
};

/** Minor units of the coin that accounts hold at the head, as the world's own parts read them. */
export const heldBy = async (
  world: World,
  accounts: readonly string[],
): Promise<readonly bigint[]> => {
  const { chain } = world.settlement;
  const head = await chain.blockAt(await chain.headNumber());
  const coin = coinOf(world);
  return chain.balancesAt(
    head?.hash ?? "",
    accounts.map((account) => ({ coin, account })),
  );
};
