import AxeBuilder from "@axe-core/playwright";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";

export const themes = ["light", "dark"] as const;
export const widths = [1440, 390] as const;

export type Look = { theme: (typeof themes)[number]; width: (typeof widths)[number] };

/** Something on a page that should not be: which rule, what it says, where. */
export type Finding = { rule: string; says: string; where: string };

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const SETTLE_MS = 400;

/** Words that only a mistake puts on a screen. */
const SLIPS = /\bundefined\b|\bNaN\b|\[object Object\]|Invalid Date/;

export const contextFor = (
  browser: Browser,
  { theme, width }: Look,
  storageState?: BrowserContextOptions["storageState"],
): Promise<BrowserContext> =>
  browser.newContext({
    colorScheme: theme,
    viewport: { width, height: width === 390 ? 844 : 900 },
    hasTouch: width === 390,
    isMobile: width === 390,
    locale: "en-HK",
    timezoneId: "Asia/Hong_Kong",
    storageState,
  });

/** Opens an address and waits until it stands still. Live pages keep a stream open, so silence never comes. */
export const open = async (page: Page, url: string): Promise<number> => {
  const answer = await page.goto(url, { waitUntil: "load" });
  await page.waitForTimeout(SETTLE_MS);
  return answer?.status() ?? 0;
};

const accessibility = async (page: Page): Promise<Finding[]> => {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => ({ rule: id, says: help, where: target.join(" ") })),
  );
};

const slips = async (page: Page): Promise<Finding[]> => {
  const words = SLIPS.exec((await page.locator("main").allTextContents()).join(" "))?.[0];
  return words ? [{ rule: "words", says: `The page says "${words}"`, where: "main" }] : [];
};

const overflow = async (page: Page): Promise<Finding[]> => {
  const [content, shown] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  if ((content ?? 0) <= (shown ?? 0)) return [];
  return [{ rule: "sideways", says: `${content} px wide on ${shown} px`, where: "html" }];
};

/** Words that reach beyond the page's edge, or beyond a box around them that hides what does not fit. */
const cut = async (page: Page): Promise<Finding[]> => {
  const beyond = await page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = new Set<string>();
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const words = text.textContent?.trim();
      if (!words || !text.parentElement?.checkVisibility()) continue;
      let room = document.documentElement.clientWidth;
      for (let box: Element | null = text.parentElement; box; box = box.parentElement) {
        const { overflowX, textOverflow } = getComputedStyle(box);
        if (overflowX === "visible") continue;
        const isMeant = /auto|scroll/.test(overflowX) || textOverflow === "ellipsis";
        room = isMeant || box.clientWidth <= 1 ? Infinity : box.getBoundingClientRect().right;
        break;
      }
      const range = document.createRange();
      range.selectNodeContents(text);
      const { right, width } = range.getBoundingClientRect();
      if (width > 0 && right > room + 1) found.add(words.slice(0, 60));
    }
    return [...found].slice(0, 5);
  });
  return beyond.map((where) => ({ rule: "cut", says: "reaches beyond its place", where }));
};

/** Everything wrong with the page as it stands. */
export const inspect = async (page: Page): Promise<Finding[]> => [
  ...(await accessibility(page)),
  ...(await slips(page)),
  ...(await overflow(page)),
  ...(await cut(page)),
];

/** Every address of this installation that the page links to, without parameters. */
export const linksOf = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    Array.from(document.querySelectorAll<HTMLAnchorElement>("a[href]"))
      .filter((link) => link.origin === location.origin)
      .map((link) => link.pathname),
  );

/** Kilobytes of JavaScript, as they came over the wire, that a first visit with an empty cache fetches. */
export const firstLoadOf = async (context: BrowserContext, url: string): Promise<number> => {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  const scripts = new Set<string>();
  let bytes = 0;
  session.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Script") scripts.add(requestId);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await open(page, url);
  await page.close();
  return Math.round(bytes / 102.4) / 10;
};
