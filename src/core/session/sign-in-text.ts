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
