/**
 * What every answer carries, whoever makes it: a page, a file, a download or an error. Pages bring a content policy of
 * their own with a nonce (src/proxy.ts); everything else is never a document and may load nothing.
 */
export const answerHeaders = (isHttps: boolean): Readonly<Record<string, string>> => ({
  "content-security-policy":
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), usb=()",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  ...(isHttps ? { "strict-transport-security": "max-age=63072000; includeSubDomains" } : {}),
});

/** A part of a page that is never a document of its own needs no more than this; each byte counts on a first visit. */
export const PART_HEADER = "x-content-type-options";

type Wanted = Record<string, string | string[] | undefined>;

/** Only a proxy or the framework itself may say these; from a browser they are a forgery. */
const RESERVED =
  /^x-(middleware-|invoke-|nextjs-data$|matched-path$|forwarded-|real-ip$|request-id$)/;

type Told = { forwarded: Wanted; address: string };

/** Of a chain of words about the sender, each proxy of ours is believed once; what came before is the sender's claim. */
const addressOf = (said: string, socket: string, trustedProxies: number): string => {
  const hops = [...said.split(",").map((hop) => hop.trim()), socket].filter(Boolean);
  return hops.at(Math.max(-1 - trustedProxies, -hops.length)) ?? socket;
};

const believed = (headers: Wanted, socket: string, trustedProxies: number): Told => {
  const said = [headers["x-forwarded-for"]].flat().join(",");
  const address = addressOf(said, socket, trustedProxies);
  if (trustedProxies === 0) return { forwarded: {}, address };
  const { "x-forwarded-host": host, "x-forwarded-proto": proto } = headers;
  return { address, forwarded: { "x-forwarded-host": host, "x-forwarded-proto": proto } };
};

/**
 * Takes out of a request's headers what its sender may not say, in place, and puts in what is known instead: the
 * network address by which requests are counted, and a number under which the log can be searched.
 */
export const cleanHeaders = (
  headers: Wanted,
  known: { socket: string; trustedProxies: number; id: string },
): void => {
  const { forwarded, address } = believed(headers, known.socket, known.trustedProxies);
  for (const name of Object.keys(headers)) if (RESERVED.test(name)) delete headers[name];
  for (const [name, value] of Object.entries(forwarded)) if (value) headers[name] = value;
  headers["x-forwarded-for"] = address;
  headers["x-request-id"] = known.id;
};
