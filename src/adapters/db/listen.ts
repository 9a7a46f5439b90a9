import pg from "pg";

const AGAIN_AFTER_MS = 1_000;

/** A standing LISTEN connection. */
export type Listener = { readonly stop: () => Promise<void> };

/**
 * Hears PostgreSQL notifications on its own connection, and connects again by itself when it is cut.
 * `heard` gets channel and payload; after each connection it gets the empty payload once per channel,
 * because what was said meanwhile is lost.
 */
export const listen = (
  connectionString: string,
  channels: readonly string[],
  heard: (channel: string, payload: string) => void,
): Listener => {
  let stopped = false;
  let current: pg.Client | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const again = (): void => {
    current = null;
    if (!stopped) timer = setTimeout(connect, AGAIN_AFTER_MS);
  };
  const connect = (): void => {
    const client = new pg.Client({ connectionString, keepAlive: true });
    current = client;
    client.on("notification", ({ channel, payload }) => heard(channel, payload ?? ""));
    client.once("end", again);
    client.on("error", () => undefined);
    client
      .connect()
      .then(async () => {
        for (const channel of channels)
          await client.query(`listen ${pg.escapeIdentifier(channel)}`);
        for (const channel of channels) heard(channel, "");
      })
      .catch(() => client.end().catch(() => undefined));
  };
  connect();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await current?.end().catch(() => undefined);
    },
  };
};
