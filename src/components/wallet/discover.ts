import { createStore } from "mipd";
import type { AnnouncedWallet, PracticeKind, WalletChain, WalletProvider } from "./eip1193";

const ANNOUNCE_MS = 60;
const REMEMBERED = "quaynote-wallet";

const legacyWallet = (known: readonly AnnouncedWallet[]): AnnouncedWallet[] => {
  const provider = (window as { ethereum?: WalletProvider }).ethereum;
  if (!provider || known.some((wallet) => wallet.provider === provider)) return [];
  return [{ rdns: "window.ethereum", name: "Browser wallet (unnamed)", provider, legacy: true }];
};

/**
 * The wallets of this browser, in the order they announced themselves; one that only sits at
 * `window.ethereum` comes last. On a local chain the practice wallet announces itself too.
 */
export const discoverWallets = async (
  chain: WalletChain,
  practice?: PracticeKind,
): Promise<AnnouncedWallet[]> => {
  const store = createStore();
  if (practice) {
    const { announcePracticeWallet } = await import("./practice-wallet");
    announcePracticeWallet(chain, practice);
  }
  await new Promise((resolve) => setTimeout(resolve, ANNOUNCE_MS));
  const announced = store.getProviders().map(({ info, provider }): AnnouncedWallet => {
    const { rdns, name, icon } = info;
    return { rdns, name, icon, provider: provider as WalletProvider };
  });
  store.destroy();
  return [...announced, ...legacyWallet(announced)];
};

/** The wallet used last in this browser, when it is still there. */
export const rememberedWallet = (
  wallets: readonly AnnouncedWallet[],
): AnnouncedWallet | undefined => {
  const rdns = localStorage.getItem(REMEMBERED);
  return wallets.find((wallet) => wallet.rdns === rdns);
};

/** Keeps which wallet was used, never which account. */
export const rememberWallet = ({ rdns }: AnnouncedWallet): void =>
  localStorage.setItem(REMEMBERED, rdns);

/** The next question asks for a wallet again. */
export const forgetWallet = (): void => localStorage.removeItem(REMEMBERED);
