import { expect, type Page } from "@playwright/test";
import { press } from "./ready";

/** The one page of a receivable, as every persona sees it. */
export const receivableScreen = (page: Page, id: string) => ({
  open: async (): Promise<void> => {
    await page.goto(`/receivables/${id}`);
  },
  /** Its human reference, QN-<year>-<number>. */
  reference: async (): Promise<string> => {
    const title = page.getByRole("heading", { level: 1, name: /^QN-/ });
    return (await title.textContent())?.trim() ?? "";
  },
  /** A tier of the waterfall: its last cell is what was paid. */
  tier: (title: string) =>
    page
      .getByRole("table", { name: "Distribution in six tiers" })
      .getByRole("row")
      .filter({ hasText: title })
      .getByRole("cell")
      .last(),
  /** What stands under the name of a tier: its rate and the days it was charged for. */
  tierParts: (title: string) =>
    page
      .getByRole("table", { name: "Distribution in six tiers" })
      .getByRole("row")
      .filter({ hasText: title })
      .getByRole("rowheader"),
  credit: (number: string) =>
    page
      .getByRole("table", { name: "Credit notes on this receivable, oldest first" })
      .getByRole("row")
      .filter({ hasText: number }),
  life: page.getByRole("list", { name: "What happened" }),
  lender: (name: string) =>
    page
      .getByRole("table", { name: "Lenders in this receivable" })
      .getByRole("row")
      .filter({ hasText: name })
      .getByRole("cell"),
  offer: async (maximum: string): Promise<void> => {
    await page.getByRole("link", { name: "See the price and offer" }).click();
    await press(page.getByRole("button", { name: `Sign offer for ${maximum}`, exact: true }));
    await expect(page).toHaveURL(new RegExp(`/receivables/${id}$`), { timeout: 30_000 });
    await expect(page.getByText(`Lenders can fund up to ${maximum}.`)).toBeVisible();
  },
  /** Finds an order and downloads its proof; answers the path of the file. */
  orderProof: async (number: string): Promise<string> => {
    await page.getByRole("searchbox", { name: "Order number" }).fill(number);
    await page.getByRole("button", { name: "Find an order" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: `Download proof: ${number}` }).click();
    return (await download).path();
  },
  /** Makes the buyer's private link. */
  buyerLink: async (): Promise<string> => {
    await press(page.getByRole("button", { name: "Make a link for the buyer" }));
    const field = page.getByRole("textbox", { name: "Buyer's link" });
    await expect(field).toHaveValue(/\/pay\//);
    return new URL(await field.inputValue()).pathname;
  },
});
