import { hash, verify } from "@node-rs/argon2";
import type { PasswordHasher } from "@/ports/session-stores";

/** Argon2id with 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Passwords by argon2id. An unknown person is checked against a hash nobody knows the password of. */
export const passwordHasher = (): PasswordHasher => {
  const decoy = hash(crypto.randomUUID(), COST);
  return {
    hash: (password) => hash(password, COST),
    matches: async (password, known) => {
      const right = await verify(known ?? (await decoy), password.slice(0, 1000));
      return right && known !== null;
    },
  };
};
