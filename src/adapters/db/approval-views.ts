import { effectOf, type Proposal } from "@/core/approval/approval";
import type { OrgScope } from "@/core/scope/scope";
import type { ApprovalRow, ApprovalState, ApprovalViews } from "@/ports/approval-views";
import type { Prisma } from "./prisma";

const PAGE_SIZE = 25;

type Stored = {
  id: string;
  subjectId: string;
  payload: unknown;
  makerId: string;
  reason: string;
  checkerId: string | null;
  decision: string | null;
  createdAt: Date;
  decidedAt: Date | null;
};

/** Proposals exist for the platform only; for anybody else the condition matches nothing. */
const visible = (scope: OrgScope) => (scope.kind === "platform" ? {} : { id: "" });

const withNames = async (prisma: Prisma, stored: Stored[]): Promise<ApprovalRow[]> => {
  const personIds = stored.flatMap(({ makerId, checkerId }) => [makerId, checkerId ?? makerId]);
  const [people, organisations] = await Promise.all([
    prisma.user.findMany({ where: { id: { in: personIds } }, select: { id: true, name: true } }),
    prisma.organisation.findMany({
      where: { id: { in: stored.map(({ subjectId }) => subjectId) } },
      select: { id: true, name: true, kind: true, custody: true },
    }),
  ]);
  const personOf = (id: string) => people.find((person) => person.id === id) ?? { id, name: id };
  return stored.map((row) => {
    const proposal = row.payload as Proposal;
    const organisation = organisations.find(({ id }) => id === row.subjectId) ?? {
      id: row.subjectId,
      name: row.subjectId,
      kind: "",
      custody: "",
    };
    return {
      id: row.id,
      proposal,
      organisation: { id: organisation.id, name: organisation.name, kind: organisation.kind },
      effect: effectOf(proposal, organisation),
      reason: row.reason,
      state: (row.decision ?? "open") as ApprovalState,
      maker: personOf(row.makerId),
      checker: row.checkerId ? personOf(row.checkerId) : null,
      createdAt: row.createdAt,
      decidedAt: row.decidedAt,
    };
  });
};

/** Proposals over Prisma. */
export const approvalViews = ({ prisma }: { prisma: Prisma }): ApprovalViews => ({
  list: async (scope, { state, organisationId, page }) => {
    const where = {
      ...visible(scope),
      ...(organisationId ? { subjectId: organisationId } : {}),
      ...(state ? { decision: state === "open" ? null : state } : {}),
    };
    const [stored, total] = await Promise.all([
      prisma.approval.findMany({
        where,
        orderBy: [{ createdAt: "desc" }, { id: "asc" }],
        skip: (page - 1) * PAGE_SIZE,
        take: PAGE_SIZE,
      }),
      prisma.approval.count({ where }),
    ]);
    return { rows: await withNames(prisma, stored), total, pageSize: PAGE_SIZE };
  },
  waitingFor: (scope) =>
    prisma.approval.count({
      where: { ...visible(scope), decision: null, makerId: { not: scope.userId } },
    }),
});
