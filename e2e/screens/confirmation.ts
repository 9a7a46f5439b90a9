import { expect, type Page } from "@playwright/test";
import { press } from "./ready";

/** What waits for the warehouse. */
export const confirmationScreen = (page: Page) => ({
  open: async (): Promise<void> => {
    await page.goto("/confirmations");
  },
  /** Checks the registration of this amount against its orders and signs them as pledged. */
  sign: async (facts: { seller: string; amount: string; order: string }): Promise<void> => {
    const row = page
      .getByRole("row")
      .filter({ hasText: facts.seller })
      .filter({ hasText: facts.amount });
    await press(row.getByRole("button", { name: "Check" }));
    const dialog = page.getByRole("dialog", { name: `Orders of ${facts.seller}` });
    await expect(dialog).toContainText(facts.order);
    await expect(dialog).toContainText(facts.amount);
    await dialog.getByRole("button", { name: "Sign as pledged" }).click();
    await expect(dialog).toBeHidden();
  },
});
