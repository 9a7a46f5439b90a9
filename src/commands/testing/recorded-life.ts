import { journalOf } from "@/adapters/db/journal";
import { inTransaction } from "@/adapters/db/transact";
import {
  fundBy,
  offerOver,
  type Parties,
  payBy,
  registerOne,
  releaseFor,
  type World,
} from "@/commands/testing/settlement-world";
import type { Deal } from "@/core/typed-data/deal";

/** The figures of a recorded life; minor units. */
export const LIFE_DUE = 100_000_000_007n;
export const LIFE_ADVANCE = 80_000_000_005n;

type RecordedOrganisation = {
  readonly id: string;
  readonly kind: string;
  readonly account: string;
};

/** Enters who is wished as a participant as an organisation too, with its licence, as the platform's people would have. */
export const recordOrganisation = async (
  world: World,
  { id, kind, account }: RecordedOrganisation,
): Promise<void> => {
  await world.pool.query(
    `insert into "Organisation" (id, kind, name, status, account, number)
     select $1, $2, $1, 'active', $3, (payload->>'organisation')::int from "Intent" where key = 'set-participant:' || $3`,
    [id, kind, account],
  );
  await world.pool.query(
    `insert into "Licence" (id, "organisationId", class, number, regulator, "expiresAt", status)
     select $1, $1, (array['authorised-institution', 'money-lender', 'fund'])[(payload->>'licence')::int], 'L-1', 'HKMA',
       to_timestamp((payload->>'licenceExpiry')::bigint + 1) at time zone 'UTC', 'active'
     from "Intent" where key = 'set-participant:' || $2 and payload->>'licence' <> '0'`,
    [id, account],
  );
  await record(world, { name: "organisation.drafted", subject: id });
};

/** The same for all parties. */
export const recordParties = async (world: World, parties: Parties): Promise<void> => {
  const { seller, warehouse, buyer, lenders } = parties;
  const rows = [
    { id: "seller", kind: "seller", account: seller.address },
    { id: "warehouse", kind: "warehouse", account: warehouse.address },
    { id: "buyer", kind: "buyer", account: buyer.address },
    ...lenders.map(({ address }) => ({ id: address, kind: "lender", account: address })),
  ];
  for (const row of rows) await recordOrganisation(world, row);
};

type Recorded = {
  name: string;
  subject: string;
  data?: Record<string, string>;
};

/** Writes the audit row that a use-case writes with its decision. */
export const record = (world: World, fact: Recorded): Promise<void> =>
  inTransaction(world.pool, (client) =>
    journalOf(client, world.clock).record({ actor: "test", organisationId: null, ...fact }),
  );

/** Id of the newest row of a table about a receivable. */
export const newest = async (world: World, table: string, id: string): Promise<string> => {
  const { rows } = await world.pool.query<{ id: string }>(
    `select id from "${table}" where "receivableId" = $1 order by "createdAt" desc limit 1`,
    [id],
  );
  return rows[0]?.id ?? "";
};

/** A registered receivable, with the audit rows its use-cases write. */
export const recordedReceivable = async (world: World, parties: Parties): Promise<string> => {
  const { id, registrationId } = await registerOne(world, parties, LIFE_DUE);
  for (const name of ["registration.proposed", "registration.countersigned"])
    await record(world, { name, subject: registrationId });
  await world.calm();
  return id;
};

/** The same, funded by two lenders and released in full. */
export const recordedAdvance = async (
  world: World,
  parties: Parties,
): Promise<{ id: string; deal: Deal }> => {
  const id = await recordedReceivable(world, parties);
  const offer = await offerOver(world, parties, id);
  const offerId = await newest(world, "Offer", id);
  await record(world, { name: "offer.signed", subject: id, data: { offerId } });
  const third = LIFE_ADVANCE / 3n;
  const [first, second] = parties.lenders as [Parties["buyer"], Parties["buyer"]];
  for (const part of [
    { lender: first, amount: third },
    { lender: second, amount: LIFE_ADVANCE - third },
  ]) {
    const fundingId = await fundBy(world, offer, part);
    await record(world, { name: "funding.submitted", subject: id, data: { fundingId } });
  }
  await world.calm();
  await releaseFor(world, parties, { deal: offer.deal, delivered: LIFE_DUE, seq: 1 });
  const attestationId = await newest(world, "Attestation", id);
  await record(world, { name: "delivery.confirmed", subject: id, data: { attestationId } });
  await world.calm();
  return { id, deal: offer.deal };
};

/** Lets every fact and intent become final. */
export const makeFinal = async (world: World): Promise<void> => {
  await world.mine(3);
  await world.follow();
  await world.relay();
};

/** A whole life: paid in two parts, the second a month late with more than is owed. */
export const recordedLife = async (world: World, parties: Parties): Promise<string> => {
  const { id, deal } = await recordedAdvance(world, parties);
  await world.wait(30 * 86_400);
  await payBy(world, parties, deal, 20_000_000_000n);
  await world.calm();
  await world.wait(60 * 86_400);
  await payBy(world, parties, deal, LIFE_DUE - 20_000_000_000n + 5_000_000n);
  await world.calm();
  await makeFinal(world);
  return id;
};
