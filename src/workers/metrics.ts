import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";

/** The worker's own figures for Prometheus. */
export const openMetrics = () => {
  const registers = [new Registry()];
  const [register] = registers as [Registry];
  collectDefaultMetrics({ register });
  return {
    register,
    passes: new Counter({
      name: "quaynote_worker_passes_total",
      help: "Passes by name and outcome.",
      labelNames: ["pass", "outcome"],
      registers,
    }),
    passSeconds: new Gauge({
      name: "quaynote_worker_pass_seconds",
      help: "Duration of the latest pass by name.",
      labelNames: ["pass"],
      registers,
    }),
    lag: new Gauge({
      name: "quaynote_worker_chain_lag_blocks",
      help: "Blocks the index is behind the chain.",
      registers,
    }),
    halted: new Gauge({
      name: "quaynote_worker_halted",
      help: "1 while this worker moves no money, by reason.",
      labelNames: ["reason"],
      registers,
    }),
    concerns: new Gauge({
      name: "quaynote_worker_node_concerns",
      help: "Nodes that are silent or behind, and what keeps blocks from becoming final.",
      registers,
    }),
  };
};

/** The figures of one worker. */
export type Metrics = ReturnType<typeof openMetrics>;
