import { expect, type Page } from "@playwright/test";

/** The demo people by the part they play in the journeys; each name stands on its button. */
export const people = {
  seller: "Mei Chan",
  rivalSeller: "Ka Ho Lam",
  bank: "Arthur Lo",
  fund: "Nadia Rahman",
  expiredLender: "Peter Sze",
  unlicensedLender: "Ivy Fong",
  warehouse: "Sanne de Wit",
  admin: "Grace Yip",
} as const;

export type Person = keyof typeof people;

/** Signs in with the demo button; also again, when a session has run out because days went by. */
export const signInAs = async (page: Page, person: Person): Promise<void> => {
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: people[person] }).click();
  await expect(page).toHaveURL(/\/home$/);
};
