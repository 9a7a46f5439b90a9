import { openAccount } from "./account";
import { discoverWallets, rememberedWallet, rememberWallet } from "./discover";
import type { AnnouncedWallet, PracticeKind, WalletAccount, WalletChain } from "./eip1193";
import { refuse } from "./wallet-refusal";

type Wanted = {
  chain: WalletChain;
  practice: PracticeKind | undefined;
  expected: string | undefined;
  /** Asks the reader which one; undefined where none is wanted. */
  choose: (wallets: AnnouncedWallet[]) => Promise<AnnouncedWallet | undefined>;
};

/** The remembered wallet, else the one the reader chooses, opened on the chain. Throws WalletRefusal. */
export const openWallet = async (wanted: Wanted): Promise<WalletAccount> => {
  const { chain, practice, expected, choose } = wanted;
  const wallets = await discoverWallets(chain, practice);
  const wallet = rememberedWallet(wallets) ?? (await choose(wallets));
  if (!wallet) throw refuse(wallets.length === 0 ? "missing" : "none");
  const opened = await openAccount(wallet, chain, expected);
  rememberWallet(wallet);
  return opened;
};
