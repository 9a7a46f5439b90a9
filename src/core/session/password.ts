import { type Decision, decide, refuse } from "@/core/refusal";

/** Fewest characters of a password a person chooses. */
export const PASSWORD_LENGTH_MIN = 12;

/** Most characters accepted, so that hashing stays bounded. */
export const PASSWORD_LENGTH_MAX = 200;

/** A new password: long enough, not longer than we hash, and not the old one. */
export const acceptPassword = (change: { next: string; current?: string }): Decision<string> => {
  const length = [...change.next].length;
  if (length < PASSWORD_LENGTH_MIN || length > PASSWORD_LENGTH_MAX)
    return refuse("password.wrong_length", { min: PASSWORD_LENGTH_MIN, max: PASSWORD_LENGTH_MAX });
  if (change.next === change.current) return refuse("password.unchanged");
  return decide(change.next);
};
