import type { FoundReceipt } from "@/core/relay/next-step";
import type { FormerBytes } from "@/ports/relay-store";
import type { Relayer } from "@/workers/relayer/relayer";

/**
 * Where an intent that is tried again was done after all by bytes whose nonce it had given up: a block that refused them is
 * gone, and they came to another one. A call of nothing that filled such a nonce does nothing.
 */
export const doneBefore = async (
  { chain }: Relayer,
  { signer, former }: { signer: string; former: readonly FormerBytes[] },
): Promise<FoundReceipt | null> => {
  const hashes = former
    .filter(({ raw }) => chain.planOf(raw).to !== signer)
    .map(({ hash }) => hash);
  const receipts = await chain.receiptsOf(hashes);
  const index = receipts.findIndex((receipt) => receipt?.succeeded);
  const [hash, receipt] = [hashes[index], receipts[index]];
  return hash && receipt ? { hash, ...receipt } : null;
};
