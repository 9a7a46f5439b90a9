import { type Browser, test as base, expect, type Page } from "@playwright/test";
import { type Person, signInAs } from "./screens/sign-in";

type Use = (page: Page) => Promise<void>;

/** A page of its own; whatever it does on the way, its content policy has to let it. */
const withPage = async (browser: Browser, use: Use, prepare?: (page: Page) => Promise<void>) => {
  const context = await browser.newContext();
  const refused: string[] = [];
  context.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) refused.push(message.text());
  });
  const page = await context.newPage();
  await prepare?.(page);
  await use(page);
  expect(refused).toEqual([]);
  await context.close();
};

const signedIn =
  (person: Person) =>
  ({ browser }: { browser: Browser }, use: Use): Promise<void> =>
    withPage(browser, use, (page) => signInAs(page, person));

/**
 * One page per person, signed in, in a browser context of its own; made when a test first asks for it.
 * `stranger` is nobody: the public, and buyers with their link.
 */
export const test = base.extend<Record<Person | "stranger", Page>>({
  seller: signedIn("seller"),
  rivalSeller: signedIn("rivalSeller"),
  bank: signedIn("bank"),
  fund: signedIn("fund"),
  expiredLender: signedIn("expiredLender"),
  unlicensedLender: signedIn("unlicensedLender"),
  warehouse: signedIn("warehouse"),
  admin: signedIn("admin"),
  stranger: ({ browser }, use) => withPage(browser, use),
});
