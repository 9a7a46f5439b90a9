import { extendedExpiry, isShown, linkExpiry } from "@/core/receivable/buyer-link";
import { tokenHashOf, tokenOf } from "@/core/receivable/link-token";
import { orThrow, Refusal } from "@/core/refusal";
import type { OrgScope } from "@/core/scope/scope";
import type { BuyerLinkMaker } from "@/ports/buyer-link-maker";
import type { Clock } from "@/ports/clock";
import type { Ids } from "@/ports/ids";
import type { Transact } from "@/ports/transact";

type Needs = {
  readonly transact: Transact<{ links: BuyerLinkMaker }>;
  readonly clock: Clock;
  readonly ids: Ids;
};

const TOKEN_BYTES = 32;

/**
 * Makes the buyer's private way in: a secret of 32 random bytes of which only the hash is kept. An earlier link stops
 * working; what the buyer said with it stays. The answer is the only time the secret is seen. `replaces` is when the
 * link the person sees was made, null for none: a second click does not put a third in the place of the second.
 * @throws Refusal `object.not_found`, `receivable.link_changed`, `receivable.over`.
 */
export const createBuyerLink =
  ({ transact, clock, ids }: Needs) =>
  (
    scope: OrgScope,
    input: { receivableId: string; replaces: Date | null },
  ): Promise<{ token: string; path: string; expiresAt: Date }> =>
    transact(async ({ links, journal }) => {
      const receivable = await links.receivable(scope, input.receivableId);
      if (!isShown(receivable.link, input.replaces)) throw new Refusal("receivable.link_changed");
      const at = clock.now();
      const expiresAt = orThrow(linkExpiry(receivable, at));
      const token = tokenOf(ids.secretBytes(TOKEN_BYTES));
      const { id: receivableId } = receivable;
      await links.put(scope, { receivableId, tokenHash: tokenHashOf(token), expiresAt, at });
      await journal.record({
        name: "buyer-link.created",
        actor: scope.userId,
        organisationId: scope.organisationId,
        subject: receivableId,
        data: { expiresAt: expiresAt.toISOString() },
      });
      await journal.announce(receivableId);
      return { token, path: `/pay/${token}`, expiresAt };
    });

/**
 * Lets the link the buyer already has work longer; gaining less than a day changes nothing.
 * @throws Refusal `object.not_found` also when there is no link, `receivable.over`.
 */
export const extendBuyerLink =
  ({ transact, clock }: Omit<Needs, "ids">) =>
  (scope: OrgScope, input: { receivableId: string }): Promise<{ expiresAt: Date }> =>
    transact(async ({ links, journal }) => {
      const receivable = await links.receivable(scope, input.receivableId);
      const { link } = receivable;
      if (!link) throw new Refusal("object.not_found");
      const expiresAt = orThrow(extendedExpiry(receivable, link, clock.now()));
      if (expiresAt.getTime() === link.expiresAt.getTime()) return { expiresAt };
      await links.extend(scope, { receivableId: receivable.id, expiresAt });
      await journal.record({
        name: "buyer-link.extended",
        actor: scope.userId,
        organisationId: scope.organisationId,
        subject: receivable.id,
      });
      await journal.announce(receivable.id);
      return { expiresAt };
    });
