import { CLOCK_SKEW_SECONDS } from "@/core/dates/clock-skew";
import { type Decision, decide, refuse } from "@/core/refusal";
import { CHALLENGE_SECONDS, type Challenge, signInText } from "./sign-in-text";

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
    issuedAt <= at + CLOCK_SKEW_SECONDS * 1000 &&
    at < expiresAt &&
    expiresAt - issuedAt === CHALLENGE_SECONDS * 1000;
  return inTime ? decide({ address, nonce: challenge.nonce }) : refuse("signature.expired");
};
