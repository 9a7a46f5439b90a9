import { type Decision, decide, refuse } from "@/core/refusal";

/** What the server asks a wallet to sign (EIP-4361), everything but the address. */
export type Challenge = {
  /** Host and port the person sees, for example "quaynote.com". */
  readonly domain: string;
  /** The exact address the signature is for. */
  readonly uri: string;
  readonly chainId: number;
  /** One sentence on one line. */
  readonly statement: string;
  /** 32 hex digits, known to the server, burnt on use. */
  readonly nonce: string;
  /** ISO moment in UTC with milliseconds. */
  readonly issuedAt: string;
  /** ISO moment; the signature is refused from here on. */
  readonly expiresAt: string;
};

/** What a wallet signs to sign in. */
export const SIGN_IN_STATEMENT = "Sign in to Quaynote. This costs nothing and moves no money.";

/** What a wallet signs so that its holder can sign in with it. */
export const LINK_STATEMENT =
  "Use this wallet to sign in to Quaynote from now on. This costs nothing and moves no money.";

/** What a wallet signs to become the account of an organisation. */
export const accountStatement = (organisation: string): string =>
  `Use this account for ${organisation.replace(/[^\x20-\x7e]/g, "?")} on Quaynote. This costs nothing and moves no money.`;

/** Seconds for which a challenge can be answered. */
export const CHALLENGE_SECONDS = 300;

/** The text a wallet shows and signs, byte for byte. */
export const signInText = (challenge: Challenge, address: string): string =>
  [
    `${challenge.domain} wants you to sign in with your Ethereum account:`,
    address,
    "",
    challenge.statement,
    "",
    `URI: ${challenge.uri}`,
    "Version: 1",
    `Chain ID: ${challenge.chainId}`,
    `Nonce: ${challenge.nonce}`,
    `Issued At: ${challenge.issuedAt}`,
    `Expiration Time: ${challenge.expiresAt}`,
  ].join("\n");

const SHAPE =
  /^([^\s]{1,255}) wants you to sign in with your Ethereum account:\n(0x[0-9a-fA-F]{40})\n\n([\x20-\x7e]{1,300})\n\nURI: ([^\s]{1,255})\nVersion: 1\nChain ID: ([1-9][0-9]{0,15})\nNonce: ([0-9a-f]{32})\nIssued At: ([0-9TZ:.-]{24})\nExpiration Time: ([0-9TZ:.-]{24})$/;

/** A signed text taken apart. Undefined unless it has exactly our lines in our order and nothing else. */
export const readSignInText = (
  text: string,
): { address: string; challenge: Challenge } | undefined => {
  if (text.length > 2000) return undefined;
  const parts = SHAPE.exec(text);
  if (!parts) return undefined;
  const [, domain, address, statement, uri, chainId, nonce, issuedAt, expiresAt] = parts;
  if (!domain || !address || !statement || !uri || !nonce || !issuedAt || !expiresAt)
    return undefined;
  const challenge = {
    domain,
    uri,
    chainId: Number(chainId),
    statement,
    nonce,
    issuedAt,
    expiresAt,
  };
  return signInText(challenge, address) === text ? { address, challenge } : undefined;
};

const momentOf = (iso: string): number => {
  const at = Date.parse(iso);
  return Number.isNaN(at) || new Date(at).toISOString() !== iso ? Number.NaN : at;
};

/** What this server would have asked for. */
export type Expectation = Pick<Challenge, "domain" | "uri" | "chainId" | "statement">;

/**
 * Checks every field of a signed text against what this server asks for, at `now`.
 * The signature and the nonce are the caller's to check. Answers the claimed address and the nonce.
 */
export const checkSignInText = (
  text: string,
  expected: Expectation,
  now: Date,
): Decision<{ address: string; nonce: string }> => {
  const read = readSignInText(text);
  if (!read) return refuse("signature.wrong_text");
  const { challenge, address } = read;
  const sameAsked =
    challenge.domain === expected.domain &&
    challenge.uri === expected.uri &&
    challenge.chainId === expected.chainId &&
    challenge.statement === expected.statement;
  if (!sameAsked) return refuse("signature.wrong_text");
  const issuedAt = momentOf(challenge.issuedAt);
  const expiresAt = momentOf(challenge.expiresAt);
  const at = now.getTime();
  const inTime =
    issuedAt <= at && at < expiresAt && expiresAt - issuedAt === CHALLENGE_SECONDS * 1000;
  return inTime ? decide({ address, nonce: challenge.nonce }) : refuse("signature.expired");
};
