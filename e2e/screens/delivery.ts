import { expect, type Page } from "@playwright/test";
import { press, ready } from "./ready";

/** The warehouse's part of a receivable's page. */
export const deliveryScreen = (page: Page) => ({
  /** Confirms that everything arrived; the button names what it releases. */
  confirmAll: async (release: string): Promise<void> => {
    await press(page.getByRole("button", { name: "Everything was delivered" }));
    const dialog = page.getByRole("dialog", { name: "Sign what was delivered" });
    await dialog.getByRole("button", { name: `Sign and release ${release}`, exact: true }).click();
    await expect(dialog).toBeHidden();
  },
  /** Enters how much of the only line has arrived so far, and signs; the dialog names what it is worth and releases. */
  confirmPart: async (
    id: string,
    facts: { goods: string; arrived: number; value: string; release: string },
  ): Promise<void> => {
    await page.goto(`/confirmations/${id}`);
    await (await ready(page.getByRole("radio", { name: "Stay as they are" }))).check();
    await page
      .getByRole("textbox", { name: `Delivered ${facts.goods}` })
      .fill(String(facts.arrived));
    await press(page.getByRole("button", { name: "Review and sign" }));
    const dialog = page.getByRole("dialog", { name: "Sign what was delivered" });
    await expect(dialog).toContainText(`goods worth ${facts.value}`);
    await expect(dialog).toContainText("What has not arrived can be confirmed later");
    await dialog
      .getByRole("button", { name: `Sign and release ${facts.release}`, exact: true })
      .click();
    await expect(dialog).toBeHidden();
  },
  /** A figure of the delivery: "Delivered so far", "Still to come". */
  figure: (label: string) =>
    page.getByRole("term").filter({ hasText: label }).locator("xpath=following-sibling::dd"),
});
