import { createServer } from "node:net";

const tryListen = (port: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const address = server.address();
      const taken = typeof address === "object" && address ? address.port : undefined;
      server.close(() => resolve(taken));
    });
  });

/** A port of the loopback address that nobody listens on at this moment. */
export const freePort = async (): Promise<number> => {
  const port = await tryListen(0);
  if (port === undefined) throw new Error("This machine has no free port on 127.0.0.1.");
  return port;
};

export const isFree = async (port: number): Promise<boolean> =>
  (await tryListen(port)) !== undefined;

/** The first free port from `start` on, within a hundred. */
export const freePortFrom = async (start: number): Promise<number> => {
  for (let port = start; port < start + 100; port += 1) if (await isFree(port)) return port;
  return freePort();
};
