import type { Founding } from "@/core/organisation/founding";
import { orThrow, Refusal } from "@/core/refusal";
import { canonicalEmail } from "@/core/session/email";
import { acceptPassword } from "@/core/session/password";
import type { Clock } from "@/ports/clock";
import type { FoundingStore } from "@/ports/founding-store";
import type { Ids } from "@/ports/ids";
import type { KeyMaker } from "@/ports/organisation-stores";
import type { PasswordHasher } from "@/ports/session-stores";
import type { Transact } from "@/ports/transact";
import { wishParticipant } from "./wish-participant";

/**
 * Begins an installation: the platform's organisation with two administrators. Does nothing once there is one;
 * answers whether it did.
 * @throws Refusal `member.bad_email`, `password.wrong_length`.
 */
export const foundPlatform =
  ({
    transact,
    clock,
    ids,
    keys,
    hasher,
  }: {
    transact: Transact<{ founding: FoundingStore }>;
    clock: Clock;
    ids: Ids;
    keys: KeyMaker;
    hasher: PasswordHasher;
  }) =>
  async ({ organisationName, founders }: Founding): Promise<boolean> => {
    const people = await Promise.all(
      founders.map(async ({ email: written, name, password }) => {
        const email = canonicalEmail(written);
        if (!email) throw new Refusal("member.bad_email");
        const passwordHash = await hasher.hash(orThrow(acceptPassword({ next: password })));
        return { id: ids.next(), memberId: ids.next(), email, name, passwordHash };
      }),
    );
    return transact(async ({ founding, journal }) => {
      if (await founding.isFounded()) return false;
      const organisationId = ids.next();
      const key = keys.fresh();
      const at = clock.now();
      const facts = { organisationId, name: organisationName, key, at, people };
      const number = await founding.found(facts);
      const organisation = {
        id: organisationId,
        kind: "platform",
        name: organisationName,
        status: "active",
        custody: "platform",
        account: key.address,
        number,
      } as const;
      await wishParticipant(journal, { organisation, licences: [], at, cause: "founding" });
      await journal.record({
        name: "organisation.founded",
        actor: "system",
        organisationId,
        subject: organisationId,
        data: { name: organisationName, founders: people.map(({ email }) => email).join(", ") },
      });
      return true;
    });
  };
