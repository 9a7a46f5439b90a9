import { Wallet } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signTypedData } from "@/adapters/chain/typed-signature";
import { transactWith } from "@/adapters/db/transact";
import { openWorld, type World } from "@/commands/testing/settlement-world";
import { mintScope } from "@/core/scope/scope";
import { attestReserve } from "@/usecases/reserve/attest-reserve";
import { chainOf } from "@/wire/chain";
import { dueReports } from "./demo-reserve";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const mint = (to: string): Promise<string> =>
  world.wish({
    key: `mint:${to}`,
    kind: "mint",
    payload: { currency: "HKD", to, amount: "5" },
    signer: "operator",
  });

const standing = async (id: string) =>
  (
    await world.pool.query<{ status: string; error: { code: string; says: string } | null }>(
      'select status, error from "Intent" where id = $1',
      [id],
    )
  ).rows[0];

const due = () => {
  const { chainFacts } = chainOf(world.settings);
  return dueReports({ chainFacts, settings: world.settings, acting: { signTypedData } });
};

const platform = mintScope({
  organisationId: "platform",
  kind: "platform",
  userId: "seed",
  role: "admin",
  account: null,
});

test("a chain that was made lately needs no report", async () => {
  expect(await due()).toEqual([]);
});

test("days later minting is refused until the attesters report again, in the same queue", async () => {
  await world.wait(3 * 86_400);
  const refused = await mint(Wallet.createRandom().address);
  await world.calm();
  expect(await standing(refused)).toMatchObject({
    status: "failed",
    error: { code: "ReserveStale", says: expect.stringContaining("attested too long ago") },
  });

  const reports = await due();
  expect(reports.map(({ report }) => report.currency)).toEqual(["HKD", "USD", "EUR"]);
  const transact = transactWith({ pool: world.pool, clock: world.clock }, () => ({}));
  await attestReserve({ transact })(platform, reports);
  const accepted = await mint(Wallet.createRandom().address);
  await world.calm();
  expect((await standing(accepted))?.status).toMatch(/mined|final/);
  expect(await due()).toEqual([]);
});
