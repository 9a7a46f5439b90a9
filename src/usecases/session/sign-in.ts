import { Refusal } from "@/core/refusal";
import { canonicalEmail } from "@/core/session/email";
import {
  ACCOUNT_ATTEMPTS_MAX,
  ADDRESS_ATTEMPTS_MAX,
  ATTEMPT_WINDOW_SECONDS,
} from "@/core/session/session";
import type { Expectation } from "@/core/session/sign-in-message";
import type { AttemptCounter, PasswordHasher, PeopleLookup, Person } from "@/ports/session-stores";
import type { StartSession } from "./start-session";

const counted = async (attempts: AttemptCounter, key: string, max: number): Promise<void> => {
  if ((await attempts.take(key, ATTEMPT_WINDOW_SECONDS)) > max)
    throw new Refusal("request.too_many");
};

/**
 * Signs a person in by email and password; answers the session id.
 * Every try is counted before the password is looked at and taken back when it was right, so tries in
 * parallel do not slip through. Unknown people take as long and read the same as wrong passwords.
 * @throws Refusal `session.wrong_credentials`, `request.too_many`, `session.no_organisation`.
 */
export const signInByPassword =
  ({
    people,
    hasher,
    attempts,
    start,
  }: {
    people: PeopleLookup;
    hasher: PasswordHasher;
    attempts: AttemptCounter;
    start: StartSession;
  }) =>
  async (input: { email: string; password: string; address: string }): Promise<string> => {
    const email = canonicalEmail(input.email);
    const addressKey = `sign-in:address:${input.address}`;
    const accountKey = `sign-in:account:${email ?? "-"}`;
    await counted(attempts, addressKey, ADDRESS_ATTEMPTS_MAX);
    if (email) await counted(attempts, accountKey, ACCOUNT_ATTEMPTS_MAX);
    const person: Person | null = email ? await people.byEmail(email) : null;
    const right = await hasher.matches(input.password, person?.passwordHash ?? null);
    if (!person || !right) throw new Refusal("session.wrong_credentials");
    await attempts.giveBack(addressKey);
    await attempts.forget(accountKey);
    return start(person.id, "password");
  };

/**
 * Signs a person in by a wallet's answer to our challenge; answers the session id.
 * @throws Refusal `session.unknown_wallet`, `request.too_many` and those of proving an address.
 */
export const signInByWallet =
  ({
    people,
    prove,
    attempts,
    start,
  }: {
    people: PeopleLookup;
    prove: (answer: { text: string; signature: string }, expected: Expectation) => Promise<string>;
    attempts: AttemptCounter;
    start: StartSession;
  }) =>
  async (
    input: { text: string; signature: string; address: string },
    expected: Expectation,
  ): Promise<string> => {
    const addressKey = `sign-in:address:${input.address}`;
    await counted(attempts, addressKey, ADDRESS_ATTEMPTS_MAX);
    const person = await people.byWallet(await prove(input, expected));
    if (!person) throw new Refusal("session.unknown_wallet");
    await attempts.giveBack(addressKey);
    return start(person.id, "wallet");
  };
