import { callerFor } from "./caller";
import type { Signed } from "./people";
import type { Viewer } from "./routes";

/** Addresses that no page need link to, and who looks at them. */
export type Known = { viewer: Viewer; path: string };

/**
 * The address of a buyer's page, which no page links to, of the offer and the credit note still to be made, and of a
 * funded receivable for every persona, out of the demo trade of an installation.
 */
export const knownAddresses = async (base: string, seller: Signed): Promise<Known[]> => {
  const { receivable } = callerFor(base, seller);
  const oneThatIs = async (status: "registered" | "funded"): Promise<string> => {
    const { rows } = await receivable.list.query({ filter: { status } });
    const id = rows[0]?.id;
    if (!id) throw new Error(`No receivable of the demo trade is ${status}.`);
    return id;
  };
  const receivableId = await oneThatIs("funded");
  const { buyerLink } = await receivable.detail.query({ receivableId });
  const replaces = buyerLink?.createdAt ?? null;
  const { url } = await receivable.createBuyerLink.mutate({ receivableId, replaces });
  const own = `/receivables/${receivableId}`;
  return [
    { viewer: "seller", path: `/receivables/${await oneThatIs("registered")}/offer` },
    { viewer: "seller", path: `${own}/credit` },
    { viewer: "visitor", path: new URL(url).pathname },
    ...(["seller", "lender", "warehouse", "platform"] as const).map((viewer) => ({
      viewer,
      path: own,
    })),
  ];
};
