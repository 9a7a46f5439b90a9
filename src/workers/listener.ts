import { createServer, type Server } from "node:http";
import type { Metrics } from "@/workers/metrics";

/**
 * The worker's own door on the loopback address: `/health` answers 200 while its passes succeed, else 503; `/metrics` is for
 * Prometheus. It shows nobody's facts.
 */
export const openListener = (
  port: number,
  { metrics, healthy }: { metrics: Metrics; healthy: () => boolean },
): Promise<Server> => {
  const server = createServer(async (request, response) => {
    if (request.url === "/health") {
      response.writeHead(healthy() ? 200 : 503, { "content-type": "application/json" });
      response.end(JSON.stringify({ status: healthy() ? "ok" : "failing" }));
      return;
    }
    if (request.url === "/metrics") {
      response.writeHead(200, { "content-type": metrics.register.contentType });
      response.end(await metrics.register.metrics());
      return;
    }
    response.writeHead(404).end();
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
};
