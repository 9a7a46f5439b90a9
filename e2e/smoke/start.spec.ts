import { expect, test } from "@playwright/test";
import { DEMO_PASSWORD, demoSignIns } from "../../src/core/demo/demo";

/** One person per persona, as the start program prints them. */
const people = demoSignIns.filter(
  (each, at) => demoSignIns.findIndex(({ persona }) => persona === each.persona) === at,
);

for (const { persona, email } of people) {
  test(`a ${persona} signs in with the password the start program prints`, async ({ page }) => {
    const errors: Error[] = [];
    page.on("pageerror", (error) => errors.push(error));
    await page.goto("/sign-in");
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password").fill(DEMO_PASSWORD);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page).not.toHaveURL(/sign-in/);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(errors).toEqual([]);
  });
}

test("a wrong password is refused and says so", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(people[0]?.email ?? "");
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await expect(page).toHaveURL(/sign-in/);
});

test("the program says that it is well", async ({ request }) => {
  const answer = await request.get("/api/health");
  expect(answer.ok()).toBe(true);
  expect(await answer.json()).toMatchObject({ status: "ok", database: "ok" });
});
