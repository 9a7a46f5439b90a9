import { createServer, type Socket, connect as tcp } from "node:net";

/** Where a connection is cut around its COMMIT: before the server gets it, or after it has answered. */
export type Cut = "before commit" | "after commit";

/** A line to a real PostgreSQL that can be cut. */
export type PostgresProxy = {
  /** A connection string of the server behind it, through this line. */
  readonly through: (databaseUrl: string) => string;
  /** Cuts the next connections that commit, one each. */
  readonly cutNext: (where: Cut, times?: number) => void;
  /** Plans no more cuts. */
  readonly spare: () => void;
  /** How many were cut so far. */
  readonly cuts: () => number;
  /** Lets nothing pass in either direction until `thaw`; connections stay open. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  readonly stop: () => Promise<void>;
};

/** First byte of a plain query; a start-up message has none and begins with its length. */
const QUERY = 0x51;
const HEAD = 5;
const STARTUP_HEAD = 4;

/** Finds the COMMIT in what a client sends, however it is cut into pieces. */
const commitsIn = () => {
  let rest = Buffer.alloc(0);
  let started = false;
  /** The first whole message, or null. */
  const next = (): Buffer | null => {
    const head = started ? HEAD : STARTUP_HEAD;
    if (rest.length < head) return null;
    const length = rest.readInt32BE(started ? 1 : 0) + (started ? 1 : 0);
    if (rest.length < length) return null;
    const message = rest.subarray(0, length);
    rest = rest.subarray(length);
    started = true;
    return message;
  };
  return (chunk: Buffer): boolean => {
    rest = Buffer.concat([rest, chunk]);
    let found = false;
    for (let each = next(); each; each = next())
      found ||= each[0] === QUERY && /^commit\0$/i.test(each.subarray(HEAD).toString());
    return found;
  };
};

type Line = { readonly client: Socket; readonly server: Socket };

const drop = ({ client, server }: Line): void => {
  client.destroy();
  server.destroy();
};

/** Opens a line to the server that `databaseUrl` names. */
export const openPostgresProxy = async (databaseUrl: string): Promise<PostgresProxy> => {
  const { hostname, port } = new URL(databaseUrl);
  const lines = new Set<Line>();
  const planned: Cut[] = [];
  let cuts = 0;
  let frozen = false;
  const join = (client: Socket): void => {
    const server = tcp(Number(port), hostname);
    const line = { client, server };
    const commits = commitsIn();
    let isDoomed = false;
    lines.add(line);
    if (frozen) for (const side of [client, server]) side.pause();
    client.on("data", (chunk: Buffer) => {
      const where = commits(chunk) ? planned.shift() : undefined;
      if (where === "before commit") {
        cuts += 1;
        drop(line);
        return;
      }
      isDoomed ||= where === "after commit";
      server.write(chunk);
    });
    server.on("data", (chunk: Buffer) => {
      if (!isDoomed) {
        client.write(chunk);
        return;
      }
      cuts += 1;
      drop(line);
    });
    for (const side of [client, server]) {
      side.on("error", () => drop(line));
      side.on("close", () => {
        drop(line);
        lines.delete(line);
      });
    }
  };
  const listener = createServer(join);
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const address = listener.address();
  const own = typeof address === "object" && address ? address.port : 0;
  const each = (act: (side: Socket) => void): void => {
    for (const { client, server } of lines) for (const side of [client, server]) act(side);
  };
  return {
    through: (url) => {
      const changed = new URL(url);
      changed.hostname = "127.0.0.1";
      changed.port = String(own);
      return changed.toString();
    },
    cutNext: (where, times = 1) => {
      planned.push(...Array.from({ length: times }, () => where));
    },
    spare: () => {
      planned.length = 0;
    },
    cuts: () => cuts,
    freeze: () => {
      frozen = true;
      each((side) => side.pause());
    },
    thaw: () => {
      frozen = false;
      each((side) => side.resume());
    },
    stop: async () => {
      for (const line of lines) drop(line);
      await new Promise((resolve) => listener.close(resolve));
    },
  };
};
