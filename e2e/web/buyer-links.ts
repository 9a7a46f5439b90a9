import { createTRPCClient, httpLink } from "@trpc/client";
import type { AppRouter } from "../../src/trpc/root";
import { transformer } from "../../src/trpc/transformer";
import type { Signed } from "./people";

const cookieOf = (state: Signed): string =>
  typeof state === "object"
    ? state.cookies.map(({ name, value }) => `${name}=${value}`).join("; ")
    : "";

/** Addresses of a buyer's page, which no page links to: the seller makes one for its newest receivable. */
export const buyerLinksOf = async (base: string, seller: Signed): Promise<string[]> => {
  const headers = { cookie: cookieOf(seller), origin: base };
  const client = createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${base}/api/trpc`, transformer, headers })],
  });
  const { rows } = await client.receivable.list.query({ filter: {} });
  const newest = rows[0];
  if (!newest) return [];
  const { url } = await client.receivable.createBuyerLink.mutate({ receivableId: newest.id });
  return [new URL(url).pathname];
};
