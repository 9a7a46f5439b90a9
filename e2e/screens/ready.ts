import { expect, type Locator } from "@playwright/test";

/** Waits until the page's script has taken an element over: what is pressed before that is lost. */
export const ready = async (element: Locator): Promise<Locator> => {
  await expect
    .poll(() =>
      element.evaluate((node) => Object.keys(node).some((key) => key.startsWith("__reactProps"))),
    )
    .toBe(true);
  return element;
};

/** Presses something that only works with the page's script. */
export const press = async (element: Locator): Promise<void> => (await ready(element)).click();
