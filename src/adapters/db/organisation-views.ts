import { licenceInForce, licenceStateAt } from "@/core/licence/licence";
import type { LicenceClass } from "@/core/licence/licence-class";
import type { Custody, OrganisationStatus } from "@/core/organisation/organisation";
import type { MemberRole, OrganisationKind, OrgScope } from "@/core/scope/scope";
import type { Clock } from "@/ports/clock";
import type {
  ChainWriteRow,
  LicenceRow,
  OrganisationDetail,
  OrganisationFilter,
  OrganisationRow,
  OrganisationViews,
  ParticipantRow,
} from "@/ports/organisation-views";
import type { Prisma } from "./prisma";

const PAGE_SIZE = 50;

type StoredLicence = {
  id: string;
  organisationId: string;
  class: string;
  number: string;
  regulator: string;
  expiresAt: Date;
  status: string;
};

type Stored = {
  id: string;
  number: number;
  name: string;
  kind: string;
  status: string;
  country: string | null;
  createdAt: Date;
  licences: StoredLicence[];
  _count: { members: number };
};

const withLicences = {
  licences: { orderBy: { expiresAt: "desc" } },
  _count: { select: { members: true } },
} as const;

const licenceRow = (stored: StoredLicence, now: Date): LicenceRow => {
  const status = stored.status === "revoked" ? "revoked" : "active";
  const { id, number, regulator, expiresAt } = stored;
  return {
    id,
    class: stored.class as LicenceClass,
    number,
    regulator,
    expiresAt,
    state: licenceStateAt({ status, expiresAt }, now),
  };
};

const rowOf = (stored: Stored, now: Date): OrganisationRow => {
  const inForce = licenceInForce(
    stored.licences.map((licence) => ({
      ...licence,
      class: licence.class as LicenceClass,
      status: licence.status === "revoked" ? "revoked" : "active",
    })),
    now,
  );
  const shown = stored.licences.find(({ id }) => id === inForce?.id) ?? stored.licences[0];
  return {
    id: stored.id,
    number: stored.number,
    name: stored.name,
    kind: stored.kind as OrganisationKind,
    status: stored.status as OrganisationStatus,
    country: stored.country,
    members: stored._count.members,
    licence: shown ? licenceRow(shown, now) : null,
    createdAt: stored.createdAt,
  };
};

/** The one organisation a scope may see; an empty filter for the platform, which sees all. */
const visible = (scope: OrgScope) =>
  scope.kind === "platform" ? {} : { AND: { id: scope.organisationId } };

const list =
  ({ prisma, clock }: { prisma: Prisma; clock: Clock }): OrganisationViews["list"] =>
  async (scope, { kind, status, search, page }: OrganisationFilter) => {
    const part = search ? { contains: search, mode: "insensitive" as const } : undefined;
    const where = {
      ...visible(scope),
      kind,
      status,
      ...(part ? { OR: [{ name: part }, { legalId: part }] } : {}),
    };
    const [stored, total] = await Promise.all([
      prisma.organisation.findMany({
        where,
        include: withLicences,
        orderBy: [{ name: "asc" }, { id: "asc" }],
        skip: (page - 1) * PAGE_SIZE,
        take: PAGE_SIZE,
      }),
      prisma.organisation.count({ where }),
    ]);
    const now = clock.now();
    return { rows: stored.map((row) => rowOf(row, now)), total, pageSize: PAGE_SIZE };
  };

/** The newest entry of an account among the events the indexer has stored. */
const participantOf = async (prisma: Prisma, account: string): Promise<ParticipantRow | null> => {
  const latest = (name: string) =>
    prisma.chainEvent.findFirst({
      where: { name, args: { path: ["account"], equals: account } },
      orderBy: [{ blockNumber: "desc" }, { logIndex: "desc" }],
    });
  const [entry, freeze] = await Promise.all([latest("ParticipantSet"), latest("FrozenSet")]);
  if (!entry) return null;
  const args = entry.args as Record<string, unknown>;
  return {
    roles: Number(args.roles ?? 0),
    licence: Number(args.licence ?? 0),
    licenceExpiry: Number(args.licenceExpiry ?? 0),
    frozen: String((freeze?.args as Record<string, unknown> | undefined)?.frozen) === "true",
    blockNumber: Math.max(entry.blockNumber, freeze?.blockNumber ?? 0),
  };
};

const chainWritesOf = async (prisma: Prisma, organisationId: string): Promise<ChainWriteRow[]> => {
  const intents = await prisma.intent.findMany({
    where: { organisationId, kind: { in: ["set-participant", "set-frozen"] } },
    orderBy: { createdAt: "desc" },
    take: 5,
  });
  return intents.map(({ kind, status, txHash, blockNumber, createdAt }) => ({
    kind,
    status: status as ChainWriteRow["status"],
    txHash,
    blockNumber,
    createdAt,
  }));
};

const get =
  ({ prisma, clock }: { prisma: Prisma; clock: Clock }): OrganisationViews["get"] =>
  async (scope, id): Promise<OrganisationDetail | null> => {
    const stored = await prisma.organisation.findFirst({
      where: { id, ...visible(scope) },
      include: {
        ...withLicences,
        members: { include: { user: true }, orderBy: { createdAt: "asc" } },
      },
    });
    if (!stored) return null;
    const now = clock.now();
    const [chainWrites, participant] = await Promise.all([
      chainWritesOf(prisma, id),
      stored.account ? participantOf(prisma, stored.account) : null,
    ]);
    return {
      ...rowOf(stored, now),
      legalId: stored.legalId,
      custody: stored.custody as Custody,
      account: stored.account,
      people: stored.members.map(({ userId, role, createdAt, user }) => ({
        userId,
        name: user.name,
        email: user.email,
        wallet: user.wallet,
        role: role as MemberRole,
        createdAt,
      })),
      licences: stored.licences.map((licence) => licenceRow(licence, now)),
      chainWrites,
      participant,
    };
  };

/** Organisations over Prisma. Licence states follow from the clock, so an expired one shows as such by itself. */
export const organisationViews = (parts: { prisma: Prisma; clock: Clock }): OrganisationViews => ({
  list: list(parts),
  get: get(parts),
});
