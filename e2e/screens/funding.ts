import type { Page } from "@playwright/test";
import { press, ready } from "./ready";

/** The lender's part of a receivable's page. */
export const fundingScreen = (page: Page) => {
  const amount = page.getByRole("textbox", { name: "Amount" });
  return {
    /** The button names the amount it signs for. */
    button: (money: string) => page.getByRole("button", { name: `Fund ${money}`, exact: true }),
    anyButton: page.getByRole("button", { name: /^Fund/ }),
    enter: async (decimal: string): Promise<void> => (await ready(amount)).fill(decimal),
    /** Signs with the key that the platform keeps. */
    fund: (money: string): Promise<void> =>
      press(page.getByRole("button", { name: `Fund ${money}`, exact: true })),
    chooseWallet: (name: string): Promise<void> =>
      page
        .getByRole("dialog", { name: "Choose a wallet" })
        .getByRole("button", { name, exact: true })
        .click(),
    own: (money: string) => page.getByRole("listitem").filter({ hasText: `Funding of ${money}` }),
  };
};
