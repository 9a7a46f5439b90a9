import { Refusal } from "@/core/refusal";
import type { OrgScope } from "@/core/scope/scope";
import type { Transact } from "@/ports/transact";

/** Coins for one account of the local chain. */
export type DemoMint = {
  /** Checksummed address of the coin. */
  readonly coin: string;
  readonly to: string;
  /** Minor units. */
  readonly amount: bigint;
};

/** Wishes coins for demo accounts, each account and coin once however often it is called. */
export const mintDemoCoins =
  ({ transact }: { transact: Transact<object> }) =>
  (scope: OrgScope, mints: readonly DemoMint[]): Promise<void> =>
    transact(async ({ journal }) => {
      if (scope.kind !== "platform") throw new Refusal("object.not_found");
      for (const { coin, to, amount } of mints)
        await journal.wish({
          key: `mint:demo:${coin}:${to}`,
          kind: "mint",
          payload: { coin, to, amount: amount.toString() },
          signer: "operator",
        });
    });
