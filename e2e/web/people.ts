import type { Browser, BrowserContextOptions } from "playwright-core";
import { DEMO_PASSWORD, type DemoPersona, demoSignIns } from "../../src/core/demo/demo";
import type { Viewer } from "./routes";

export type Signed = BrowserContextOptions["storageState"];

const signIn = async (browser: Browser, base: string, email: string): Promise<Signed> => {
  const context = await browser.newContext();
  const headers = { origin: base };
  const csrf = await context.request.get(`${base}/api/auth/csrf`, { headers });
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const answer = await context.request.post(`${base}/api/auth/callback/password`, {
    headers,
    form: { email, password: DEMO_PASSWORD, csrfToken, callbackUrl: base },
    maxRedirects: 0,
  });
  if (/error=/.test(answer.headers().location ?? ""))
    throw new Error(`${email} could not sign in.`);
  const state = await context.storageState();
  await context.close();
  return state;
};

/** The cookies of one person per persona; a visitor has none. */
export const signEverybodyIn = async (
  browser: Browser,
  base: string,
): Promise<Record<Viewer, Signed>> => {
  const stateOf = (persona: DemoPersona): Promise<Signed> => {
    const person = demoSignIns.find((each) => each.persona === persona);
    if (!person) throw new Error(`Nobody is a ${persona} in the practice world.`);
    return signIn(browser, base, person.email);
  };
  return {
    visitor: undefined,
    seller: await stateOf("seller"),
    lender: await stateOf("lender"),
    warehouse: await stateOf("warehouse"),
    platform: await stateOf("platform"),
  };
};
