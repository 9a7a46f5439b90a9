import { TypedDataEncoder, verifyMessage, verifyTypedData } from "ethers";
import { expect, test } from "vitest";
import { DEMO_CHAIN_ID, practiceKeys } from "@/core/demo/demo";
import { openAccount, signText, signTypedData } from "./account";
import type { AnnouncedWallet, WalletProvider } from "./eip1193";
import { practiceProvider } from "./practice-wallet";
import { refusalOf } from "./wallet-refusal";

const chain = { chainId: DEMO_CHAIN_ID, name: "Local chain", rpcUrl: "http://127.0.0.1:8545" };
const walletOf = (provider: WalletProvider): AnnouncedWallet => ({
  rdns: "test.wallet",
  name: "Test wallet",
  provider,
});

const failing = (failures: Record<string, unknown>, chainId = DEMO_CHAIN_ID): WalletProvider => ({
  request: async ({ method }) => {
    if (method in failures) throw failures[method];
    if (method === "eth_chainId") return `0x${chainId.toString(16)}`;
    return method === "eth_requestAccounts" ? [practiceKeys.lender.address] : null;
  },
});

const domain = {
  name: "Receivables",
  version: "1",
  chainId: DEMO_CHAIN_ID,
  verifyingContract: practiceKeys.buyer.address,
};
const types = { Offer: [{ name: "amount", type: "uint256" }] };
const message = { amount: "80000000000" };

test("the practice wallet signs what the contracts can recover", async () => {
  const account = await openAccount(walletOf(practiceProvider("lender")), chain);
  const payload = TypedDataEncoder.getPayload(domain, types, message);
  const signature = await signTypedData(account, JSON.stringify(payload));
  expect(verifyTypedData(domain, types, message, signature)).toBe(practiceKeys.lender.address);
  expect(verifyMessage("Sign in · 簽署", await signText(account, "Sign in · 簽署"))).toBe(
    practiceKeys.lender.address,
  );
});

test("another account than the expected one is refused with a sentence", async () => {
  const wallet = walletOf(practiceProvider("buyer"));
  await expect(openAccount(wallet, chain, practiceKeys.lender.address)).rejects.toMatchObject({
    code: "account",
  });
});

test.each([
  ["eth_requestAccounts", { code: 4001 }, "You declined in the wallet."],
  ["eth_requestAccounts", { code: -32002 }, "The wallet already waits for an answer from you."],
  ["eth_chainId", { code: 4900 }, "The wallet is not connected to any chain."],
  ["eth_chainId", "boom", "The wallet answered with an error."],
])("%s failing with %o reads as a sentence", async (method, failure, says) => {
  const wallet = walletOf(failing({ [method]: failure }));
  await expect(openAccount(wallet, chain)).rejects.toMatchObject({ says });
});

test("a wallet that stays on another chain is refused", async () => {
  await expect(openAccount(walletOf(failing({}, 1)), chain)).rejects.toMatchObject({
    code: "chain",
  });
  const unknown = walletOf(failing({ wallet_switchEthereumChain: { code: 4902 } }, 1));
  await expect(openAccount(unknown, { ...chain, rpcUrl: undefined })).rejects.toMatchObject({
    code: "4902",
  });
});

test("an answer that is no signature is refused", async () => {
  const account = await openAccount(walletOf(failing({})), chain);
  await expect(signTypedData(account, "{}")).rejects.toMatchObject({ code: "shape" });
});

test("codes hidden by a wrapping provider are found", () => {
  expect(refusalOf({ code: -32603, data: { originalError: { code: 4001 } } }).code).toBe("4001");
});
