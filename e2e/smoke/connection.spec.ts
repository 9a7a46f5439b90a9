import { expect } from "@playwright/test";
import { dateAfter, freshTag, orderTable } from "../documents";
import { test } from "../fixtures";
import { importScreen } from "../screens/import";
import { press } from "../screens/ready";
import { signInAs } from "../screens/sign-in";

test("a connection that goes and comes loses neither the page nor an order", async ({ page }) => {
  const today = Math.floor(Date.now() / 1000);
  await signInAs(page, "seller");
  const screen = importScreen(page);
  await screen.upload(
    orderTable({
      tag: freshTag(),
      buyer: "Nordlicht Handel GmbH",
      issueDate: dateAfter(today, -1),
      dueDate: dateAfter(today, 60),
      cents: [10_000, 20_000],
    }),
  );
  const offline = page.getByText("No connection.");

  await page.context().setOffline(true);
  await press(page.getByRole("button", { name: "Import 2 orders", exact: true }));
  await expect(page.getByText("No answer came from the server.")).toBeVisible();
  await expect(offline).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

  await page.context().setOffline(false);
  await expect(offline).toBeHidden({ timeout: 15_000 });
  await screen.commit(2);
});
