/** What a browser wallet offers (EIP-1193); nothing more of it is used. */
export type WalletProvider = {
  request: (call: { method: string; params?: unknown }) => Promise<unknown>;
};

/** A wallet as it announced itself (EIP-6963). */
export type AnnouncedWallet = {
  /** Reverse domain name: the wallet's identity across visits. */
  rdns: string;
  name: string;
  /** A data URI. */
  icon?: string;
  provider: WalletProvider;
  /** Found as `window.ethereum` only: it cannot say which wallet it is. */
  legacy?: boolean;
};

/** The chain that signatures are for. */
export type WalletChain = {
  chainId: number;
  name: string;
  /** Lets a wallet that does not know the chain add it. */
  rpcUrl?: string;
};

export type WalletAccount = { wallet: AnnouncedWallet; address: string };

/** Which practice key the wallet of a local chain holds. */
export type PracticeKind = "lender" | "buyer";
