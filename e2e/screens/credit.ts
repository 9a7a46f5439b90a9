import { expect, type Page } from "@playwright/test";
import { press, ready } from "./ready";

/** The seller's credit note on one receivable. */
export const creditScreen = (page: Page, id: string) => ({
  open: async (): Promise<void> => {
    await page.goto(`/receivables/${id}`);
    await page.getByRole("link", { name: "Issue a credit note" }).click();
    await expect(page).toHaveURL(/\/credit$/);
  },
  amount: page.getByRole("textbox", { name: "Credited amount" }),
  problem: page.getByRole("alert").filter({ hasText: "At most" }),
  enter: async (decimal: string): Promise<void> =>
    (await ready(page.getByRole("textbox", { name: "Credited amount" }))).fill(decimal),
  describe: async (facts: { number: string; reason: string; note: string }): Promise<void> => {
    await page.getByRole("textbox", { name: "Number of the credit note" }).fill(facts.number);
    await page.getByRole("combobox", { name: "Reason" }).selectOption(facts.reason);
    await page.getByRole("textbox", { name: "What it is for" }).fill(facts.note);
  },
  /** A row of what the credit changes: its figures before and after. */
  change: async (label: string): Promise<string[]> => {
    const row = page
      .getByRole("table", { name: "Figures before and after the credit note" })
      .getByRole("row")
      .filter({ hasText: label });
    return (await row.getByRole("cell").allTextContents()).map((text) => text.trim());
  },
  button: page.getByRole("button", { name: /^Sign credit note/ }),
  sign: async (money: string): Promise<void> => {
    await press(page.getByRole("button", { name: `Sign credit note of ${money}`, exact: true }));
    await expect(page).toHaveURL(new RegExp(`/receivables/${id}$`), { timeout: 30_000 });
  },
});
