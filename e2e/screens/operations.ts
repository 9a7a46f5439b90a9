import type { Page } from "@playwright/test";

/** The administrator's view of chain and books. */
export const operationsScreen = (page: Page) => {
  const rows = page.getByRole("table", { name: "Ledger compared with the chain" }).getByRole("row");
  return {
    open: async (): Promise<void> => {
      await page.goto("/operations");
    },
    wellNotice: page.getByText("All is well: the books agree with the chain to the last unit."),
    /** The differences of one currency, one per compared figure. */
    differences: async (currency: string): Promise<string[]> => {
      const cells = rows.filter({ hasText: new RegExp(`^\\s*${currency} `) });
      const last = await cells.all();
      return Promise.all(
        last.map(async (row) => (await row.getByRole("cell").last().textContent())?.trim() ?? ""),
      );
    },
  };
};
