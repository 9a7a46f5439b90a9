import { expect, type Page } from "@playwright/test";
import { press } from "./ready";

/** The warehouse's part of a receivable's page. */
export const deliveryScreen = (page: Page) => ({
  /** Confirms that everything arrived; the button names what it releases. */
  confirmAll: async (release: string): Promise<void> => {
    await press(page.getByRole("button", { name: "Everything was delivered" }));
    const dialog = page.getByRole("dialog", { name: "Sign what was delivered" });
    await dialog.getByRole("button", { name: `Sign and release ${release}`, exact: true }).click();
    await expect(dialog).toBeHidden();
  },
});
