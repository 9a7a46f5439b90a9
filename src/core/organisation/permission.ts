import type { Custody, OrganisationStatus } from "@/core/organisation/organisation";
import type { MemberRole, OrganisationKind } from "@/core/scope/scope";

/** What a reader can do on an organisation's page; the procedures ask again. */
export type Permission = {
  readonly seeProposals: boolean;
  readonly propose: boolean;
  readonly changeMembers: boolean;
  readonly proveAccount: boolean;
};

/** Decides it from who reads and what is read. */
export const permissionOn = (
  reader: { kind: OrganisationKind; role: MemberRole; userId: string; organisationId: string },
  organisation: {
    id: string;
    status: OrganisationStatus;
    custody: Custody;
    people: readonly { userId: string; role: MemberRole }[];
  },
): Permission => {
  const isPlatform = reader.kind === "platform";
  const isOwn = reader.organisationId === organisation.id;
  const own = organisation.people.find(({ userId }) => userId === reader.userId);
  return {
    seeProposals: isPlatform,
    propose: isPlatform && (reader.role === "maker" || reader.role === "admin"),
    changeMembers: reader.role === "admin" && (isPlatform || isOwn),
    proveAccount:
      isOwn &&
      own?.role === "admin" &&
      organisation.custody === "wallet" &&
      organisation.status === "draft",
  };
};
