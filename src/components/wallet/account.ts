import type { AnnouncedWallet, WalletAccount, WalletChain } from "./eip1193";
import { refusalOf, refuse } from "./wallet-refusal";

const ADDRESS = /^0x[0-9a-f]{40}$/i;
const SIGNATURE = /^0x([0-9a-f]{2})+$/i;

const ask = async (wallet: AnnouncedWallet, method: string, params: unknown): Promise<unknown> => {
  try {
    return await wallet.provider.request({ method, params });
  } catch (error) {
    throw refusalOf(error);
  }
};

const hexOf = (chainId: number): string => `0x${chainId.toString(16)}`;

const onChain = async (wallet: AnnouncedWallet, { chainId }: WalletChain): Promise<boolean> =>
  Number(await ask(wallet, "eth_chainId", [])) === chainId;

const addChain = (wallet: AnnouncedWallet, { chainId, name, rpcUrl }: WalletChain) =>
  ask(wallet, "wallet_addEthereumChain", [
    {
      chainId: hexOf(chainId),
      chainName: name,
      rpcUrls: [rpcUrl],
      nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    },
  ]);

/** Brings the wallet to the chain that signatures are for; many refuse to sign for another. */
const switchChain = async (wallet: AnnouncedWallet, chain: WalletChain): Promise<void> => {
  if (await onChain(wallet, chain)) return;
  try {
    await ask(wallet, "wallet_switchEthereumChain", [{ chainId: hexOf(chain.chainId) }]);
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.code !== "4902" || !chain.rpcUrl) throw refusal;
    await addChain(wallet, chain);
  }
  if (!(await onChain(wallet, chain))) throw refuse("chain");
};

/** Asks for an account. With `expected`, the wallet must offer exactly that one. */
export const openAccount = async (
  wallet: AnnouncedWallet,
  chain: WalletChain,
  expected?: string,
): Promise<WalletAccount> => {
  const answer = await ask(wallet, "eth_requestAccounts", []);
  const offered = (Array.isArray(answer) ? answer : []).filter(
    (entry): entry is string => typeof entry === "string" && ADDRESS.test(entry),
  );
  const address = expected
    ? offered.find((entry) => entry.toLowerCase() === expected.toLowerCase())
    : offered[0];
  if (!address) throw refuse(expected && offered.length > 0 ? "account" : "4100");
  await switchChain(wallet, chain);
  return { wallet, address };
};

const signatureOf = (answer: unknown): string => {
  if (typeof answer !== "string" || !SIGNATURE.test(answer)) throw refuse("shape");
  return answer;
};

/** Signs typed data (EIP-712), given as the JSON text of `eth_signTypedData_v4`. */
export const signTypedData = async (account: WalletAccount, json: string): Promise<string> =>
  signatureOf(await ask(account.wallet, "eth_signTypedData_v4", [account.address, json]));

/** Signs a text that people can read (EIP-191), for signing in. */
export const signText = async (account: WalletAccount, text: string): Promise<string> => {
  const bytes = new TextEncoder().encode(text);
  const hex = `0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  return signatureOf(await ask(account.wallet, "personal_sign", [hex, account.address]));
};
