import type { Page } from "@playwright/test";
import { ready } from "./ready";

/** The public check. */
export const verifyScreen = (page: Page) => ({
  part: page.getByText(/^The order leads to the registered root of orders/),
  altered: page.getByText(/^The order's content does not make the hash in the proof/),
  notPart: page.getByText("The path does not lead from this order to the root of orders."),
  onChain: page.getByText("The contract knows it."),
  order: (number: string) => page.getByRole("heading", { name: `Order ${number}`, exact: true }),
  money: (text: string) => page.getByText(text, { exact: true }),
  open: async (): Promise<void> => {
    await page.goto("/verify");
  },
  drop: async (file: { name: string; content: string }): Promise<void> => {
    const field = page.getByLabel("Or drop a document or an order with its proof");
    await ready(field);
    await field.setInputFiles({
      name: file.name,
      mimeType: "application/json",
      buffer: Buffer.from(file.content),
    });
  },
});
