import { randomUUID } from "node:crypto";
import { sessionHeaders } from "@/adapters/auth/session-cookie";
import {
  newest,
  record,
  recordedReceivable,
  recordParties,
} from "@/commands/testing/recorded-life";
import { sign } from "@/commands/testing/settlement-signing";
import {
  enterParties,
  offerOver,
  type Parties,
  type World,
} from "@/commands/testing/settlement-world";
import { fundingAuthorization } from "@/core/funding/authorization";
import { dealHash } from "@/core/receivable/terms";
import type { Deal } from "@/core/typed-data/deal";
import type { Hex } from "@/core/typed-data/typed-data";
import { env } from "@/env";
import { transformer } from "@/trpc/transformer";
import { type DoorChild, startDoorChild, variablesOf } from "./worker-child";

/** What a procedure answered, to the letter. */
export type Posted = { readonly status: number; readonly text: string };

/** A lender that keeps its key in a wallet, with a signed-in maker. */
export type Lender = { readonly wallet: Parties["buyer"]; readonly headers: Headers };

/** Signs a maker of a lender in, which keeps its key in a wallet and has a licence. */
export const seat = async ({ pool }: World, wallet: Parties["buyer"]): Promise<Lender> => {
  const { address } = wallet;
  const [userId, sessionId] = [randomUUID(), randomUUID()];
  await pool.query(`update "Organisation" set custody = 'wallet' where id = $1`, [address]);
  await pool.query(
    `insert into "Licence" (id, "organisationId", class, number, regulator, "expiresAt", status)
     values ($1, $2, 'authorised-institution', 'L-1', 'HKMA', now() + interval '3 years', 'active')`,
    [randomUUID(), address],
  );
  await pool.query(`insert into "User" (id, name) values ($1, 'maker')`, [userId]);
  await pool.query(
    `insert into "Member" (id, "organisationId", "userId", role) values ($1, $2, $3, 'maker')`,
    [randomUUID(), address, userId],
  );
  await pool.query(
    `insert into "Session" (id, "userId", "organisationId", "expiresAt") values ($1, $2, $3, now() + interval '1 day')`,
    [sessionId, userId, address],
  );
  const headersOf = sessionHeaders({ secret: env().nextauthSecret, secure: false });
  return { wallet, headers: await headersOf(sessionId) };
};

/** What a lender submits: its own signature over an amount, under a salt. */
export const fundingOf = async (
  world: World,
  { wallet }: Lender,
  { deal, amount, salt }: { deal: Deal; amount: bigint; salt: Hex },
) => {
  const place = { chainId: world.deployed.chainId, receivables: world.settlement.contract as Hex };
  const lender = wallet.address as Hex;
  const message = fundingAuthorization(place, { deal, currency: "HKD", lender, amount, salt });
  return {
    receivableId: deal.terms.receivable,
    amount,
    salt,
    dealHash: dealHash(deal),
    signature: await sign(wallet, message),
  };
};

/** Posts to a procedure of one process. */
export const postTo = async (
  { url }: DoorChild,
  {
    path,
    input,
    headers = new Headers(),
  }: { path: string; input: object; headers?: Headers | undefined },
): Promise<Posted> => {
  const response = await fetch(`${url}/${path}`, {
    method: "POST",
    headers: { ...Object.fromEntries(headers), "content-type": "application/json" },
    body: JSON.stringify(transformer.serialize(input)),
  });
  return { status: response.status, text: await response.text() };
};

/** Lenders with coins and licences, and two processes that answer their posts over one database. */
export const openLendingGround = async (world: World, lenderCount: number) => {
  const parties = await enterParties(world, lenderCount);
  await recordParties(world, parties);
  const lenders: Lender[] = [];
  for (const wallet of parties.lenders) lenders.push(await seat(world, wallet));
  const doors = await Promise.all([1, 2].map(() => startDoorChild(variablesOf(world))));
  let next = 0;
  /** Posts to one of the processes, to each in its turn. */
  const post = (path: string, input: object, headers?: Headers): Promise<Posted> =>
    postTo(doors[next++ % doors.length] as DoorChild, { path, input, headers });
  return {
    world,
    parties,
    lenders,
    post,
    /** A registered receivable with an open offer over 80 % of it. */
    offer: async (): Promise<{ deal: Deal; sellerSignature: string }> => {
      const id = await recordedReceivable(world, parties);
      const offer = await offerOver(world, parties, id);
      const offerId = await newest(world, "Offer", id);
      await record(world, { name: "offer.signed", subject: id, data: { offerId } });
      return offer;
    },
    close: () => Promise.all(doors.map((door) => door.stop())),
  };
};

/** An open ground of lenders. */
export type LendingGround = Awaited<ReturnType<typeof openLendingGround>>;
