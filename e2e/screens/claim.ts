import { expect, type Page } from "@playwright/test";
import { press } from "./ready";

/** Money set aside, as its payee sees it on its positions. */
export const claimScreen = (page: Page) => {
  const section = page.locator("section", {
    has: page.getByRole("heading", { name: /set aside/ }),
  });
  const button = section.getByRole("button", { name: /^Collect/ });
  return {
    section,
    button,
    open: async (): Promise<void> => {
      await page.goto("/positions");
    },
    payments: (reference: string) =>
      section.getByRole("listitem").filter({ hasText: reference }).getByRole("link").first(),
    collect: async (money: string): Promise<void> => {
      await expect(button).toHaveText(`Collect ${money}`);
      await press(button);
    },
    paidSince: section.getByRole("heading", { name: "Paid to you since" }),
  };
};
