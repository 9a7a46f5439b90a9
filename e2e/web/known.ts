import { linkFor } from "../../src/commands/trade/acts";
import { demoSeller, oneThatIs } from "../../src/commands/trade/demo-trade";
import type { Viewer } from "./routes";

/** Addresses that no page need link to, and who looks at them. */
export type Known = { viewer: Viewer; path: string };

/**
 * The address of a buyer's page, which no page links to, of the offer and the credit note still to be made, and of a
 * funded receivable for every persona, out of the demo trade of an installation.
 */
export const knownAddresses = async (base: string): Promise<Known[]> => {
  const seller = await demoSeller(base);
  const receivableId = await oneThatIs(seller, "funded");
  const own = `/receivables/${receivableId}`;
  return [
    { viewer: "seller", path: `/receivables/${await oneThatIs(seller, "registered")}/offer` },
    { viewer: "seller", path: `${own}/credit` },
    { viewer: "visitor", path: `/pay/${await linkFor(seller, receivableId)}` },
    ...(["seller", "lender", "warehouse", "platform"] as const).map((viewer) => ({
      viewer,
      path: own,
    })),
  ];
};
