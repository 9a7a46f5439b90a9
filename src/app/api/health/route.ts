import { wire } from "@/wire";

export const dynamic = "force-dynamic";

const PATIENCE_MS = 5_000;

/** A database that does not answer in time is as good as none. */
const inTime = <T>(work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_resolve, reject) => {
      setTimeout(() => reject(new Error("The database is silent.")), PATIENCE_MS).unref();
    }),
  ]);

const answer = (status: number, body: object): Response =>
  Response.json(body, { status, headers: { "cache-control": "no-store" } });

/** Whether the installation is well: 200, or 503 with what is not. It shows counts only, nobody's facts. */
export const GET = async (): Promise<Response> => {
  try {
    const health = await inTime(wire().views.operations.health());
    const { chain, workers, ledger, complaints } = health;
    return answer(complaints.length === 0 ? 200 : 503, {
      status: complaints.length === 0 ? "ok" : "failing",
      complaints,
      database: "ok",
      chain: {
        head: chain.head,
        seen: chain.seen?.number ?? null,
        final: chain.final?.number ?? null,
        lagBlocks: chain.head === null ? null : chain.head - (chain.seen?.number ?? 0),
      },
      workers: workers.filter(({ alive }) => alive).length,
      intents: health.intents,
      ledger: ledger.map(({ currency, blockNumber, difference }) => ({
        currency,
        blockNumber,
        difference: difference.toString(),
      })),
    });
  } catch {
    return answer(503, { status: "failing", complaints: ["database"], database: "silent" });
  }
};
