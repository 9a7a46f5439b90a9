import { cleanName, type OrganisationDraft } from "@/core/organisation/draft";
import { Refusal } from "@/core/refusal";
import type { OrgScope } from "@/core/scope/scope";
import type { Clock } from "@/ports/clock";
import type { Ids } from "@/ports/ids";
import type { OrganisationStore } from "@/ports/organisation-stores";
import type { Transact } from "@/ports/transact";

/**
 * Enters a new organisation, which can do nothing until two administrators activate it; answers its id. Entering the same
 * once more while it is a draft answers the one that is there.
 */
export const draftOrganisation =
  ({
    transact,
    clock,
    ids,
  }: {
    transact: Transact<{ organisations: OrganisationStore }>;
    clock: Clock;
    ids: Ids;
  }) =>
  (scope: OrgScope, draft: OrganisationDraft): Promise<{ organisationId: string }> =>
    transact(async ({ organisations, journal }) => {
      if (scope.kind !== "platform") throw new Refusal("object.not_found");
      const name = cleanName(draft.name);
      const known = await organisations.draftLike(scope, { ...draft, name });
      if (known) return known;
      const id = ids.next();
      await organisations.add(scope, {
        ...draft,
        id,
        name,
        status: "draft",
        account: null,
        createdAt: clock.now(),
      });
      await journal.record({
        name: "organisation.drafted",
        actor: scope.userId,
        organisationId: scope.organisationId,
        subject: id,
        data: { kind: draft.kind, name, custody: draft.custody },
      });
      await journal.announce(`organisation:${id}`);
      return { organisationId: id };
    });
