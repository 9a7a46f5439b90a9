/** What a payment code needs: where the money goes and, for the second kind, which coin, how much and on which chain. */
export type PaymentTarget = {
  /** Checksummed address of the receivable's collection account. */
  readonly account: string;
  readonly coin: string;
  readonly chainId: number;
  /** Minor units of the coin. */
  readonly minor: bigint;
};

/**
 * The ERC-681 address of a token transfer. Its target is the coin contract; some wallets ignore the parameters and would
 * send there, which is why the bare account address is the default code and this one is the second.
 */
export const transferUri = ({ account, coin, chainId, minor }: PaymentTarget): string =>
  `ethereum:${coin}@${chainId}/transfer?address=${account}&uint256=${minor}`;
