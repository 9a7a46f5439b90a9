import type { Page } from "@playwright/test";
import { press } from "./ready";

/** The buyer's page behind its private link. */
export const paymentScreen = (page: Page, path: string) => ({
  open: async (): Promise<void> => {
    await page.goto(path);
  },
  heading: page.getByRole("heading", { level: 1, name: "What you owe Harbour Lane Trading" }),
  /** The account of this debt, in full, as a person would copy it. */
  account: async (): Promise<string> => {
    const text = (await page.getByRole("main").textContent()) ?? "";
    return /Account of this debt(0x[0-9a-fA-F]{40})/.exec(text)?.[1] ?? "";
  },
  pay: async (money: string): Promise<void> => {
    await press(page.getByRole("button", { name: `Pay ${money}`, exact: true }));
    await page
      .getByRole("dialog", { name: "Choose a wallet" })
      .getByRole("button", { name: "Quaynote practice wallet (buyer)" })
      .click();
  },
  confirm: async (name: string): Promise<void> => {
    await page.getByRole("radio", { name: "It matches" }).check();
    await page.getByRole("textbox", { name: "Your full name" }).fill(name);
    await press(page.getByRole("button", { name: "Confirm", exact: true }));
  },
  thanks: page.getByText("Thank you, this is stored"),
  paid: page.getByText("Paid in full, on time"),
  arrival: (money: string) => page.getByRole("listitem").filter({ hasText: money }),
});
