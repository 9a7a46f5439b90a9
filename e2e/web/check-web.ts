import { join } from "node:path";
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { root } from "../../src/commands/embedded/folder";
import { findBrowser } from "../../src/commands/testing/browser";
import { makeDemoTrade } from "../../src/commands/trade/demo-trade";
import { type Example, examplesOf } from "./examples";
import { openInstallation } from "./installation";
import { knownAddresses } from "./known";
import { type Signed, signEverybodyIn } from "./people";
import { faultsOf, type RouteReport, tableOf } from "./report";
import { budgetOf, discoverRoutes, type Viewer } from "./routes";
import { contextFor, type Finding, firstLoadOf, inspect, open, themes, widths } from "./visit";

/**
 * `npm run check:web`: accessibility at WCAG 2.2 AA on every route, in both themes and widths, and
 * the JavaScript of a first visit against its budget. `--json` prints the result as JSON;
 * `--only TEXT` takes routes that contain the text; `--against URL` checks a running installation;
 * `--shots FOLDER` keeps a picture of every look.
 */
const optionOf = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};
const shots = optionOf("--shots");
const asJson = process.argv.includes("--json");
const say = (text: string): void => {
  if (!asJson) console.log(text);
};

/** One look at one page. A page that moves on while it is looked at gets one more chance, then counts as a finding. */
const lookAt = async (
  context: BrowserContext,
  { url, shot }: { url: string; shot: string },
  chances = 2,
): Promise<{ status: number; findings: Finding[] }> => {
  const page = await context.newPage();
  try {
    const status = await open(page, url);
    if (shots) await page.screenshot({ path: join(shots, shot), fullPage: true });
    return { status, findings: await inspect(page) };
  } catch (error) {
    if (!/navigation|context was destroyed/i.test(String(error))) throw error;
    if (chances > 1) return await lookAt(context, { url, shot }, chances - 1);
    const finding = { rule: "restless", says: `moved on to ${page.url()}`, where: "html" };
    return { status: 0, findings: [finding] };
  } finally {
    await page.close();
  }
};

const checkRoute = async (
  browser: Browser,
  base: string,
  example: Example,
  state: Signed,
): Promise<RouteReport> => {
  const { route, viewer, path } = example;
  const report: RouteReport = {
    ...{ route, viewer, path, firstLoad: undefined },
    budget: budgetOf(route),
    looks: [],
  };
  if (path === undefined) return report;
  for (const theme of themes) {
    for (const width of widths) {
      const context = await contextFor(browser, { theme, width }, state);
      const name = `${route.replace(/\W+/g, "-").slice(1) || "front"}-${viewer}`;
      const shot = `${name}-${width}-${theme}.png`;
      const seen = await lookAt(context, { url: base + path, shot });
      report.looks.push({ theme, width, ...seen });
      if (report.firstLoad === undefined) {
        report.firstLoad = await firstLoadOf(context, base + path);
      }
      await context.close();
    }
  }
  say(`${route} as ${viewer}`);
  return report;
};

const checkAll = async (browser: Browser, base: string): Promise<RouteReport[]> => {
  const only = optionOf("--only") ?? "";
  const routes = discoverRoutes(join(root, "src", "app"));
  const people: Record<Viewer, Signed> = await signEverybodyIn(browser, base);
  await makeDemoTrade(base);
  const known = await knownAddresses(base);
  const examples = await examplesOf(browser, base, routes, people, known);
  const reports: RouteReport[] = [];
  for (const example of examples.filter(({ route }) => route.includes(only))) {
    reports.push(await checkRoute(browser, base, example, people[example.viewer]));
  }
  return reports;
};

const installation = await openInstallation(optionOf("--against"), say);
const { executablePath, args, env } = await findBrowser();
const browser = await chromium.launch({
  executablePath,
  args,
  env: { ...(process.env as Record<string, string>), ...env },
});
let failed = true;
try {
  const reports = await checkAll(browser, installation.url);
  failed = reports.some((report) => faultsOf(report).length > 0);
  console.log(asJson ? JSON.stringify(reports, null, 2) : tableOf(reports));
} finally {
  await browser.close();
  await installation.stop();
}
process.exit(failed ? 1 : 0);
