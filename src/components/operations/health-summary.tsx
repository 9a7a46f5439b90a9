import { Moment } from "@/components/date/date-text";
import { KeyFigure, KeyFigures } from "@/components/money/key-figure";
import { Notice } from "@/components/ui/notice";
import type { Complaint } from "@/core/health/verdict";
import type { Health } from "@/ports/operations-views";

export type HealthSummaryProps = { health: Health };

const words: Readonly<Record<Complaint, { title: string; effect: string }>> = {
  "no worker": {
    title: "No worker is running.",
    effect: "Nothing is sent and no block is told until one is started. Nothing is lost meanwhile.",
  },
  halted: {
    title: "A worker has stopped moving money.",
    effect:
      "Its reason stands below. Pages go on; nothing is sent until the chain is the right one again.",
  },
  "lane halted": {
    title: "A sending key was used by somebody else.",
    effect: "Find out who holds it before the lane is opened again. Other keys go on.",
  },
  "behind the chain": {
    title: "The read model is behind the chain.",
    effect: "Pages show an older state. The worker catches up in batches.",
  },
  "node unwell": {
    title: "A node is silent, behind, or keeps blocks from becoming final.",
    effect: "Which one stands below. Money goes on by the other nodes.",
  },
  "ledger differs": {
    title: "Ledger, read model and chain do not agree.",
    effect:
      "See which part differs below. A receivable that can be named is stopped; others go on.",
  },
  "auditor differs": {
    title: "The independent auditor found rows or accounts that are not what they must be.",
    effect:
      "It names each below. Where one is about a receivable, that one is stopped; others go on.",
  },
};

/** Whether all is well, and the figures that say so. */
export function HealthSummary({ health }: HealthSummaryProps) {
  const { chain, workers, intents, waitingSince, queues } = health;
  const found = health.complaints;
  const alive = workers.filter((worker) => worker.alive);
  const open = intents.waiting + intents.signed + intents.sent;
  const jobs = queues.reduce(
    (sum, { state, jobs: count }) => sum + (state === "failed" ? 0 : count),
    0,
  );
  const lag = chain.head === null ? null : Math.max(0, chain.head - (chain.seen?.number ?? 0));
  return (
    <>
      <div className="mb-4 flex flex-col gap-2">
        {found.length === 0 && (
          <Notice
            tone="fine"
            title="All is well: the books agree with the chain to the last unit."
          />
        )}
        {found.map((complaint) => (
          <Notice key={complaint} tone="wrong" title={words[complaint].title}>
            {words[complaint].effect}
          </Notice>
        ))}
        {health.halt && (
          <Notice tone="attention" title={health.halt.reason}>
            Money stands still since <Moment at={health.halt.haltedAt} />, from block{" "}
            {health.halt.blockNumber} on. Once the nodes are right, a person lets it go on:{" "}
            <code>npm run resume -- --by YOU --because WHY</code>
          </Notice>
        )}
        {[...new Set(alive.flatMap(({ concerns }) => concerns))].map((concern) => (
          <Notice key={concern} tone="attention" title={concern} />
        ))}
        {alive.map(({ id, halted }) =>
          halted ? (
            <Notice key={id} tone="attention" title={`Worker ${id}`}>
              {halted}
            </Notice>
          ) : null,
        )}
      </div>
      <KeyFigures>
        <KeyFigure
          label="Behind the chain"
          value={lag === null ? "unknown" : `${lag} ${lag === 1 ? "block" : "blocks"}`}
          hint={
            chain.seen
              ? `seen ${chain.seen.number}, final ${chain.final?.number ?? "none"}`
              : "no block told yet"
          }
        />
        <KeyFigure
          label="Waiting or under way"
          value={open}
          href="/operations?show=open"
          hint={
            waitingSince ? (
              <>
                oldest since <Moment at={waitingSince} />
              </>
            ) : (
              "nothing waits"
            )
          }
        />
        <KeyFigure
          label="Refused"
          value={intents.failed}
          href="/operations?show=failed"
          hint="chain writes that moved nothing"
        />
        <KeyFigure
          label="Jobs in queues"
          value={jobs}
          hint={`${alive.length} ${alive.length === 1 ? "worker" : "workers"} alive`}
        />
      </KeyFigures>
    </>
  );
}
