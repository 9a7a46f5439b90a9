import { wire } from "@/wire";

export const dynamic = "force-dynamic";

const answer = (status: number, body: object): Response =>
  Response.json(body, { status, headers: { "cache-control": "no-store" } });

/** Whether the installation is well: 200, or 503 with what is not. It shows counts only, nobody's facts. */
export const GET = async (): Promise<Response> => {
  try {
    const health = await wire().views.operations.health();
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
