import { DEMO_CHAIN_ID, practiceKeys } from "@/core/demo/demo";
import type { PracticeKind, WalletChain, WalletProvider } from "./eip1193";

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='7' fill='%230a5a63'/%3E%3Cpath d='M9 12h14v9H9zM9 12l10-3v3' fill='none' stroke='%23fff' stroke-width='2' stroke-linejoin='round'/%3E%3C/svg%3E";

const words: Record<PracticeKind, string> = {
  lender: "Quaynote practice wallet",
  buyer: "Quaynote practice wallet (buyer)",
};

type TypedDataJson = {
  domain: Record<string, unknown>;
  types: Record<string, { name: string; type: string }[]>;
  message: Record<string, unknown>;
};

const signatureFor = async (kind: PracticeKind, digest: string): Promise<string> => {
  const { SigningKey } = await import("ethers/crypto");
  return new SigningKey(practiceKeys[kind].privateKey).sign(digest).serialized;
};

const typedDigest = async (json: string): Promise<string> => {
  const { TypedDataEncoder } = await import("ethers/hash");
  const { domain, types, message } = JSON.parse(json) as TypedDataJson;
  const { EIP712Domain: _domain, ...structs } = types;
  return TypedDataEncoder.hash(domain, structs, message);
};

const textDigest = async (text: string): Promise<string> => {
  const [{ hashMessage }, { getBytes }] = await Promise.all([
    import("ethers/hash"),
    import("ethers/utils"),
  ]);
  return hashMessage(getBytes(text));
};

/** A wallet with a key that every local chain knows; it signs without asking again. */
export const practiceProvider = (kind: PracticeKind): WalletProvider => ({
  request: async ({ method, params }) => {
    const [first, second] = (Array.isArray(params) ? params : []) as unknown[];
    switch (method) {
      case "eth_requestAccounts":
      case "eth_accounts":
        return [practiceKeys[kind].address];
      case "eth_chainId":
        return `0x${DEMO_CHAIN_ID.toString(16)}`;
      case "eth_signTypedData_v4":
        return signatureFor(kind, await typedDigest(String(second)));
      case "personal_sign":
        return signatureFor(kind, await textDigest(String(first)));
      default:
        throw Object.assign(new Error(`${method} is not supported`), { code: 4200 });
    }
  },
});

/** Announces the practice wallet as any other wallet does; on the local chain only. */
export const announcePracticeWallet = (chain: WalletChain, kind: PracticeKind): void => {
  if (chain.chainId !== DEMO_CHAIN_ID) return;
  const info = {
    uuid: crypto.randomUUID(),
    name: words[kind],
    icon: ICON,
    rdns: `quaynote.practice.${kind}`,
  };
  window.dispatchEvent(
    new CustomEvent("eip6963:announceProvider", {
      detail: Object.freeze({ info, provider: practiceProvider(kind) }),
    }),
  );
};
