import { connect, createServer, type Server } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Depth } from "../faults/fault-row";
import type { Sent } from "./door";
import { type HostileRow, type Tries, tried } from "./hostile-row";
import { callerOf, everyProcedure, isText, placesOf } from "./procedure-inputs";
import type { World } from "./world";

/** A listener inside the walls: whoever connects was sent here by something a visitor wrote. */
type Canary = { readonly port: number; calls: number; readonly close: () => void };

const openCanary = async (): Promise<Canary> => {
  const server: Server = createServer((socket) => {
    canary.calls += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "::", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const canary: Canary = { port, calls: 0, close: () => server.close() };
  return canary;
};

const knock = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("close", () => resolve());
    socket.once("error", reject);
  });

/** Of the ways below, those that need no odd reading come first. */
const PLAIN = 3;

/** One inner address in every way it can be written. */
const addressesOf = (port: number): readonly string[] => [
  ...[`http://127.0.0.1:${port}/c`, `http://localhost:${port}/c`, `http://[::1]:${port}/c`],
  ...[`http://0x7f000001:${port}/c`, `http://2130706433:${port}/c`, `http://0177.0.0.1:${port}/c`],
  ...[`http://127.1:${port}/c`, `http://0:${port}/c`, `http://[::ffff:127.0.0.1]:${port}/c`],
  ...[`http://example.org@127.0.0.1:${port}/c`, `http://127.0.0.1:${port}#@example.org`],
  ...[`https://127.0.0.1:${port}/c`, `ws://127.0.0.1:${port}/c`, `//127.0.0.1:${port}/c`],
  ...[`127.0.0.1:${port}`, `smtp://127.0.0.1:${port}`, `postgres://127.0.0.1:${port}/x`],
];

const inFields = async (world: World, addresses: readonly string[]): Promise<number> => {
  let sent = 0;
  for (const { path, shape, isMutation } of everyProcedure) {
    for (const put of placesOf(path, shape, isText))
      for (const address of addresses) {
        await world.call(callerOf(path), path, put(address), { isMutation });
        sent += 1;
      }
    await world.forgetCounts();
  }
  return sent;
};

const filesWith = (address: string): readonly string[] => [
  `<?xml version="1.0"?><!DOCTYPE Invoice SYSTEM "${address}"><Invoice/>`,
  `<?xml version="1.0"?><!DOCTYPE Invoice [<!ENTITY x SYSTEM "${address}">]><Invoice>&x;</Invoice>`,
  `<?xml version="1.0"?><?xml-stylesheet href="${address}"?><Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${address} ${address}"/>`,
  `<Invoice xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="${address}"/></Invoice>`,
  `invoice_number,buyer_name,currency,amount_due,due_date\n=IMPORTXML("${address}"),=WEBSERVICE("${address}"),HKD,1,2027-06-30\n`,
];

const inFiles = async (world: World, addresses: readonly string[]): Promise<number> => {
  let sent = 0;
  for (const address of addresses)
    for (const file of filesWith(address)) {
      await world.forgetCounts();
      await world.upload("seller", address, file);
      sent += 1;
    }
  return sent;
};

/** Headers by which some server once let itself be sent elsewhere. */
const LEADING = [
  ...["x-forwarded-host", "x-forwarded-server", "forwarded", "x-host", "x-original-url"],
  ...["x-rewrite-url", "location", "referer", "x-middleware-rewrite", "x-nextjs-rewrite"],
  ...["x-wap-profile", "x-callback-url", "x-invoke-path", "next-router-state-tree"],
];

const inRequests = async (world: World, addresses: readonly string[]): Promise<number> => {
  const tasks = addresses.flatMap((address): Pick<Sent, "path" | "headers">[] => {
    const text = encodeURIComponent(address);
    const { host } = new URL(address.replace(/^\/\/|^(?=127)/, "http://"));
    return [
      { path: `/_next/image?url=${text}&w=64&q=75` },
      { path: `/sign-in?callbackUrl=${text}` },
      { path: `/api/auth/signin?callbackUrl=${text}` },
      { path: `/verify?text=${text}` },
      { path: address.startsWith("http:") ? address : `/${address}` },
      { path: "/verify", headers: { host } },
      { path: "/", headers: { host, connection: "Upgrade", upgrade: "websocket" } },
      ...LEADING.map((name) => ({ path: "/orders", headers: { [name]: address } })),
    ];
  });
  for (const task of tasks)
    await world.door.send("seller", {
      ...task,
      headers: { ...world.headersOf("seller"), ...task.headers },
      patienceMs: 5_000,
    });
  return tasks.length;
};

const outbound = async (world: World, tries: Tries, depth: Depth): Promise<void> => {
  const canary = await openCanary();
  try {
    const addresses = addressesOf(canary.port);
    const plain = depth === "change" ? addresses.slice(0, PLAIN) : addresses;
    for (const [where, send, written] of [
      ["fields", inFields, plain],
      ["files", inFiles, addresses],
      ["requests", inRequests, addresses],
    ] as const) {
      const sent = await send(world, written);
      await sleep(500);
      tries.check(sent > 0 && canary.calls === 0, `${where}: ${canary.calls} calls came`);
      tries.note(`${sent} ${where}`);
      canary.calls = 0;
    }
    await knock(canary.port);
    await sleep(50);
    tries.check(canary.calls === 1, "the listener does not hear who calls");
  } finally {
    canary.close();
    await world.forgetCounts();
  }
};

/** What leaves the installation because of something that came in. */
export const outboundRows: readonly HostileRow[] = [
  tried(
    "H28",
    "no address that somebody writes is ever called, wherever it is written",
    outbound,
    "places without a call",
  ),
];
