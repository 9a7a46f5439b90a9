import type { OrganisationKind } from "@/core/scope/scope";
import type { SessionViews, SignedIn } from "@/ports/session-views";
import type { Prisma } from "./prisma";

/** Who is signed in, over Prisma. */
export const sessionViews = ({ prisma }: { prisma: Prisma }): SessionViews => ({
  signedIn: async (scope) => {
    const user = await prisma.user.findUniqueOrThrow({
      where: { id: scope.userId },
      include: { members: { include: { organisation: true }, orderBy: { createdAt: "asc" } } },
    });
    const here = user.members.find(({ organisationId }) => organisationId === scope.organisationId);
    if (!here) throw new Error("The session's organisation is not among the person's own.");
    return {
      person: {
        name: user.name,
        email: user.email,
        hasPassword: user.passwordHash !== null,
        wallet: user.wallet,
      },
      organisation: {
        id: here.organisation.id,
        name: here.organisation.name,
        kind: here.organisation.kind as OrganisationKind,
        status: here.organisation.status as SignedIn["organisation"]["status"],
      },
      organisations: user.members.map(({ organisation, role }) => ({
        id: organisation.id,
        name: organisation.name,
        kind: organisation.kind as OrganisationKind,
        role,
      })),
    };
  },
});
