import type { DemoKey } from "@/core/demo/demo";
import type { Hex } from "@/core/typed-data/typed-data";
import type { Person } from "./person";
import { signPrepared } from "./sign-prepared";

/** What somebody wishes to fund; the same `salt` again is the same wish. */
export type FundingWish = Parameters<ReturnType<Person["ask"]>["funding"]["prepare"]["mutate"]>[0];

/** Saves every order of a table at the first warehouse that can confirm them; answers the import's id. */
export const importOrders = async (
  seller: Person,
  { name, text, orders }: { name: string; text: string; orders: number },
): Promise<string> => {
  const importId = await seller.upload(name, text);
  const [warehouse] = await seller.ask().import.warehouses.query();
  if (!warehouse) throw new Error("No warehouse can confirm orders.");
  await seller.ask().import.commit.mutate({
    ...{ importId, warehouseId: warehouse.id, included: [], expected: orders },
  });
  return importId;
};

/** Signs one order into a receivable of its own. */
export const propose = async (
  seller: Person,
  orderId: string,
): Promise<{ readonly registrationId: string; readonly receivableId: Hex }> => {
  const selection = { ids: [orderId] };
  const { registrationIds, receivableIds } = await seller
    .ask()
    .registration.propose.mutate({ selection, grouping: "apart" });
  const [registrationId, receivableId] = [registrationIds[0], receivableIds[0]];
  if (!registrationId || !receivableId) throw new Error("A proposed order made no receivable.");
  return { registrationId, receivableId: receivableId as Hex };
};

/** Funds with the lender's own wallet. */
export const fundByWallet = async (
  lender: Person,
  key: DemoKey,
  wish: FundingWish,
): Promise<void> => {
  const { typedData } = await lender.ask().funding.prepare.mutate(wish);
  const signature = await signPrepared(key, typedData);
  await lender.ask().funding.submit.mutate({ ...wish, signature });
};

/** A new link for the buyer in place of the last; answers its token. */
export const linkFor = async (seller: Person, receivableId: Hex): Promise<string> => {
  const { buyerLink } = await seller.ask().receivable.detail.query({ receivableId });
  const replaces = buyerLink?.createdAt ?? null;
  const { url } = await seller.ask().receivable.createBuyerLink.mutate({ receivableId, replaces });
  return new URL(url).pathname.slice("/pay/".length);
};

/** The buyer opens its link and pays `amount` minor units from its wallet. */
export const payByWallet = async (
  buyer: Person,
  key: DemoKey,
  { token, amount, salt }: { token: string; amount: bigint; salt: Hex },
): Promise<void> => {
  await buyer.ask().payment.open.mutate({ token });
  const wish = { token, payer: key.address as Hex, amount, salt };
  const { typedData, validBefore } = await buyer.ask().payment.prepare.mutate(wish);
  const signature = await signPrepared(key, typedData);
  await buyer.ask().payment.pay.mutate({ ...wish, validBefore, signature });
};
