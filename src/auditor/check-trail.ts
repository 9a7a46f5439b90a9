import { verifyTrail } from "./audit-trail";
import type { Findings } from "./report";
import type { Ask } from "./rows";
import type { Scene } from "./scene";

/**
 * Which audit rows a state asks for: the rows of a table, by the subject their audit rows carry and the id those carry
 * in their data (where several rows share a subject). What the chain does has its event as its audit row: see I3.
 */
type Trace = {
  readonly table: string;
  readonly names: readonly string[];
  /** Selects `id`, `subject` and `receivable` of every row in that state. */
  readonly rows: string;
  /** Key in the audit row's data that holds the row's id; absent where the subject is the row. */
  readonly key?: string;
};

const receivableRows = (table: string): string =>
  `select id, "receivableId" as subject, "receivableId" as receivable from "${table}"`;
const ownRows = (table: string, where = "true"): string =>
  `select id, id as subject, null as receivable from "${table}" where ${where}`;

const TRACES: readonly Trace[] = [
  { table: "Offer", names: ["offer.signed"], rows: receivableRows("Offer"), key: "offerId" },
  {
    table: "Funding",
    names: ["funding.submitted"],
    rows: receivableRows("Funding"),
    key: "fundingId",
  },
  {
    table: "Attestation",
    names: ["delivery.confirmed"],
    rows: receivableRows("Attestation"),
    key: "attestationId",
  },
  {
    table: "CreditNote",
    names: ["credit.issued"],
    rows: receivableRows("CreditNote"),
    key: "creditNoteId",
  },
  {
    table: "Approval",
    names: ["approval.proposed"],
    rows: `select id, "subjectId" as subject, null as receivable from "Approval"`,
    key: "approval",
  },
  {
    table: "Approval",
    names: ["approval.approved", "approval.rejected"],
    rows: `select id, "subjectId" as subject, null as receivable from "Approval" where decision is not null`,
    key: "approval",
  },
  { table: "Registration", names: ["registration.proposed"], rows: ownRows("Registration") },
  {
    table: "Registration",
    names: ["registration.countersigned", "registration.declined", "registration.withdrawn"],
    rows: ownRows("Registration", "status <> 'proposed'"),
  },
  { table: "Import", names: ["import.planned"], rows: ownRows("Import") },
  { table: "Import", names: ["import.committed"], rows: ownRows("Import", "status = 'committed'") },
  {
    table: "Organisation",
    names: ["organisation.drafted", "organisation.entered", "organisation.founded"],
    rows: ownRows("Organisation"),
  },
];

type Untraced = { id: string; receivable: string | null; n: number };

const untraced = ({ names, rows, key }: Trace): string => {
  const sameRow = key ? `and f.data->>'${key}' = r.id` : "";
  const wanted = names.map((name) => `'${name}'`).join(", ");
  return `select r.id, r.receivable, t.n from (${rows}) r cross join lateral (
      select count(*)::int as n from "AuditFact" f
      where f.subject = r.subject and f.name in (${wanted}) ${sameRow}) t
    where t.n <> 1 order by r.id`;
};

/** I9. */
export const checkTrail = async (scene: Scene, ask: Ask, findings: Findings): Promise<void> => {
  const { contracts, chain, block } = scene;
  const anchoring = contracts.orderLog && {
    chain,
    orderLog: contracts.orderLog,
    blockHash: block.hash,
  };
  const { rows, broken } = await verifyTrail(ask, anchoring || null);
  findings.looked(rows);
  if (broken) findings.differs({ ...broken, receivableId: null });
  for (const trace of TRACES)
    for (const { id, receivable, n } of await ask<Untraced>(untraced(trace)))
      findings.differs({
        table: trace.table,
        row: id,
        says: `has no audit row of its own, or several (${trace.names.join(" or ")})`,
        expected: "1",
        found: String(n),
        receivableId: receivable,
      });
};
