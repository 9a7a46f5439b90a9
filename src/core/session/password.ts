import { type Decision, decide, refuse } from "@/core/refusal";
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "./session";

/** A new password: long enough, not longer than we hash, and not the old one. */
export const acceptPassword = (change: { next: string; current?: string }): Decision<string> => {
  const length = [...change.next].length;
  if (length < PASSWORD_LENGTH_MIN || length > PASSWORD_LENGTH_MAX)
    return refuse("password.wrong_length", { min: PASSWORD_LENGTH_MIN, max: PASSWORD_LENGTH_MAX });
  if (change.next === change.current) return refuse("password.unchanged");
  return decide(change.next);
};
