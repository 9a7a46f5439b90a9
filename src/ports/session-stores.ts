/** A person as sign-in sees them. */
export type Person = {
  readonly id: string;
  readonly name: string;
  /** Argon2id in PHC form; null when the person signs in by wallet alone. */
  readonly passwordHash: string | null;
};

/** Hashes and checks passwords with argon2id. */
export type PasswordHasher = {
  readonly hash: (password: string) => Promise<string>;
  /** Takes the same time for a null hash (an unknown person) as for a wrong password. */
  readonly matches: (password: string, hash: string | null) => Promise<boolean>;
};

/** Recovers who signed a personal message (EIP-191). Null for malformed or malleable signatures. */
export type RecoverSigner = (text: string, signature: string) => string | null;

/** Counts attempts in the database, so that every web process shares one count. */
export type AttemptCounter = {
  /** Counts one more and answers how many there are in the running window. */
  readonly take: (key: string, windowSeconds: number) => Promise<number>;
  /** Takes one back: the attempt was no failure. */
  readonly giveBack: (key: string) => Promise<void>;
  readonly forget: (key: string) => Promise<void>;
};

/** Challenges to sign; each can be burnt once. */
export type NonceStore = {
  readonly issue: (nonce: string, expiresAt: Date) => Promise<void>;
  /** Deletes the nonce and tells whether it stood and was in time, in one statement. */
  readonly burn: (nonce: string, now: Date) => Promise<boolean>;
};

/** Finds people before there is a session. */
export type PeopleLookup = {
  readonly byEmail: (email: string) => Promise<Person | null>;
  readonly byWallet: (address: string) => Promise<Person | null>;
};

/** A new session row. */
export type NewSession = {
  readonly id: string;
  readonly userId: string;
  readonly organisationId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
};

/** Sessions inside a transaction. */
export type SessionStore = {
  /** The organisation a person starts in: the first they joined; null without one. */
  readonly firstOrganisation: (userId: string) => Promise<string | null>;
  readonly isMember: (userId: string, organisationId: string) => Promise<boolean>;
  readonly start: (session: NewSession) => Promise<void>;
  /** Ends a session; answers whose it was, null when it was already over. */
  readonly end: (
    sessionId: string,
    at: Date,
  ) => Promise<{ userId: string; organisationId: string } | null>;
  /** Ends all sessions of a person but one; answers how many. */
  readonly endOthers: (userId: string, keepId: string | null, at: Date) => Promise<number>;
  /** Answers false when the session is there already. */
  readonly move: (sessionId: string, organisationId: string) => Promise<boolean>;
  /** Answers false when the wallet belongs to somebody else. */
  readonly setWallet: (userId: string, wallet: string) => Promise<boolean>;
  readonly passwordHashOf: (userId: string) => Promise<string | null>;
  readonly setPasswordHash: (userId: string, hash: string) => Promise<void>;
};
