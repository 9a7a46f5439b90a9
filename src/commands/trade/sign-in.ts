import { DEMO_PASSWORD } from "@/core/demo/demo";

/** Signs somebody of the practice world in at a web program; answers the cookies as a request carries them. */
export const signIn = async (base: string, email: string): Promise<string> => {
  const answer = await fetch(`${base}/api/auth/callback/password`, {
    method: "POST",
    redirect: "manual",
    headers: { origin: base },
    body: new URLSearchParams({ email, password: DEMO_PASSWORD }),
  });
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
  if (!cookies.some((cookie) => /session=.{20}/.test(cookie ?? "")))
    throw new Error(`${email} could not sign in at ${base}: ${answer.status}.`);
  return cookies.join("; ");
};
