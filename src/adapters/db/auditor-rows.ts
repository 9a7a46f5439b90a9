import type pg from "pg";
import type { AuditorStand, StopRow } from "@/ports/operations-views";

/** Differences shown for each promise; the run itself keeps them all. */
const SHOWN = 20;

type Verdict = Omit<AuditorStand["verdicts"][number], "total">;
type Run = Omit<AuditorStand, "verdicts"> & { verdicts: readonly Verdict[] };

/** The auditor's latest run. */
export const auditorStand = async (pool: pg.Pool): Promise<AuditorStand | null> => {
  const { rows } = await pool.query<Run>(
    `select "blockNumber", "createdAt" as "auditedAt", differences, verdicts from "AuditorRun" order by id desc limit 1`,
  );
  const [run] = rows;
  return run
    ? {
        ...run,
        verdicts: run.verdicts.map(({ invariant, says, checked, differences }) => ({
          ...{ invariant, says, checked },
          total: differences.length,
          differences: differences.slice(0, SHOWN),
        })),
      }
    : null;
};

/** Stops in force, oldest first. */
export const stopsInForce = async (pool: pg.Pool): Promise<StopRow[]> => {
  const { rows } = await pool.query<StopRow>(
    `select s."receivableId", r.reference, s.source, s.reason, s."stoppedAt"
     from "ReceivableStop" s left join "Receivable" r on r.id = s."receivableId"
     where s."liftedAt" is null order by s.id limit 200`,
  );
  return rows;
};
