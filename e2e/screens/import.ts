import { expect, type Page } from "@playwright/test";
import type { UploadFile } from "../documents";
import { press, ready } from "./ready";

/** The seller's imports: drop a file, read its plan, carry it out. */
export const importScreen = (page: Page) => ({
  /** Drops one file and waits for its plan; answers the plan's address. */
  upload: async (file: UploadFile): Promise<string> => {
    await page.goto("/imports");
    const field = page.getByLabel("Drop invoice or order files here");
    await ready(field);
    await field.setInputFiles({
      name: file.name,
      mimeType: file.mime,
      buffer: Buffer.from(file.content),
    });
    await expect(page).toHaveURL(/\/imports\/[0-9a-f-]{36}/, { timeout: 30_000 });
    await expect(page.getByRole("heading", { level: 1, name: file.name })).toBeVisible();
    return page.url();
  },
  sum: page.getByText(/documents? read = /),
  notice: (title: string | RegExp) => page.getByText(title),
  row: (number: string) => page.getByRole("row").filter({ hasText: number }),
  commit: async (orders: number): Promise<void> => {
    const count = orders.toLocaleString("en");
    const word = orders === 1 ? "order" : "orders";
    await press(page.getByRole("button", { name: `Import ${count} ${word}`, exact: true }));
    const was = orders === 1 ? "was" : "were";
    await expect(page.getByText(`${count} ${word} ${was} imported from this file.`)).toBeVisible({
      timeout: 30_000,
    });
  },
});
