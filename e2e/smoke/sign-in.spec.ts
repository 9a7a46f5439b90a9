import { expect } from "@playwright/test";
import { test } from "../fixtures";
import { people, signInAs } from "../screens/sign-in";

test("a stranger finds the way to sign in", async ({ stranger }) => {
  await stranger.goto("/");
  await expect(stranger.getByRole("heading", { level: 1 })).toBeVisible();
  await stranger.goto("/sign-in");
  for (const name of Object.values(people))
    await expect(stranger.getByRole("button", { name })).toBeVisible();
});

test("pages of members send a stranger to sign in", async ({ stranger }) => {
  await stranger.goto("/receivables");
  await expect(stranger).toHaveURL(/\/sign-in/);
});

const homes = ["seller", "bank", "fund", "warehouse", "admin"] as const;

for (const person of homes)
  test(`${people[person]} signs in and sees home`, async ({ page }) => {
    await signInAs(page, person);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("link", { name: "Home", exact: true }).first()).toBeVisible();
  });
