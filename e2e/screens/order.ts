import { expect, type Page } from "@playwright/test";
import { press } from "./ready";

const plural = (count: number, one: string): string =>
  `${count.toLocaleString("en")} ${one}${count === 1 ? "" : "s"}`;

/** The dialog that turns ready orders into receivables; it opens from an import and from the orders. */
export const makeReceivable = (page: Page) => {
  const dialog = page.getByRole("dialog", { name: "Make receivables and sign them" });
  const sign = dialog.getByRole("button", { name: "Sign 1 receivable", exact: true });
  return {
    dialog,
    sign,
    open: (orders: number): Promise<void> =>
      press(page.getByRole("button", { name: `Make receivable of ${plural(orders, "order")}` })),
    /** Signs and answers the receivable's id. */
    signed: async (): Promise<string> => {
      await sign.click();
      await expect(page).toHaveURL(/\/receivables\/0x[0-9a-f]{64}$/, { timeout: 30_000 });
      return new URL(page.url()).pathname.split("/").at(-1) ?? "";
    },
  };
};
