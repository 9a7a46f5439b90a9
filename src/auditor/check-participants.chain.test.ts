import { type BaseWallet, Contract, JsonRpcProvider, Wallet } from "ethers";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { participantsAbi } from "@/adapters/chain/generated/abi";
import { makeFinal, recordOrganisation, recordParties } from "@/commands/testing/recorded-life";
import {
  enterParties,
  openWorld,
  type Parties,
  type World,
} from "@/commands/testing/settlement-world";
import { env } from "@/env";
import { differencesOf, whileCorrupted } from "@/proving/harness/audited-world";
import { devKey } from "../../contracts/deploy/dev-accounts";

const ROLE = { lender: 2, warehouse: 4, buyer: 8, arbiter: 32 } as const;
const LICENCE = { none: 0, institution: 1, moneyLender: 2 } as const;
const REFERENCE = `0x${"4e".repeat(32)}`;
const DAY = 86_400;

let world: World;
let parties: Parties;
let client: pg.Client;
let provider: JsonRpcProvider;
let participants: Contract;
const lapsed = Wallet.createRandom().address;
const suspended = Wallet.createRandom().address;
const drafted = Wallet.createRandom().address;

const wishEntry = (account: string, entry: Record<string, number>, cause = "") =>
  world.wish({
    key: `set-participant:${account}${cause}`,
    kind: "set-participant",
    payload: { account, ...entry },
    signer: "operator",
  });

beforeAll(async () => {
  world = await openWorld();
  parties = await enterParties(world);
  await recordParties(world, parties);
  const licenceExpiry = (await world.chainSeconds()) - 30 * DAY;
  const licence = LICENCE.moneyLender;
  await wishEntry(lapsed, { organisation: 41, roles: ROLE.lender, licence, licenceExpiry });
  const none = { licence: LICENCE.none, licenceExpiry: 0 };
  await wishEntry(suspended, { organisation: 42, roles: ROLE.buyer, ...none });
  await world.wish({
    key: `set-frozen:${suspended}`,
    kind: "set-frozen",
    payload: { account: suspended, frozen: true, listReference: REFERENCE },
    signer: "compliance",
  });
  await recordOrganisation(world, { id: "lapsed", kind: "lender", account: lapsed });
  await recordOrganisation(world, { id: "suspended", kind: "buyer", account: suspended });
  await world.pool.query(`update "Organisation" set status = 'suspended' where id = 'suspended'`);
  await world.pool.query(
    `insert into "Organisation" (id, kind, name, status, account) values ('drafted', 'seller', 'drafted', 'draft', $1)`,
    [drafted],
  );
  await world.calm();
  await makeFinal(world);
  client = new pg.Client({ connectionString: env().databaseUrl });
  await client.connect();
  provider = new JsonRpcProvider(env().rpcUrl, undefined, {
    ...{ cacheTimeout: -1, pollingInterval: 100 },
  });
  participants = new Contract(
    world.deployed.addresses.Participants ?? "",
    participantsAbi,
    provider,
  );
});
afterAll(async () => {
  provider.destroy();
  await client.end();
  await world.close();
});

const differences = () => differencesOf(world, client, "I11");

/** Of the first lender, who is licensed for years. */
const lender = () => parties.lenders[0]?.address ?? "";

const heldOf = async (account: string) => {
  const { organisation, licenceExpiry } = await participants
    .getFunction("participant")
    .staticCall(account);
  return { organisation: Number(organisation), licenceExpiry: Number(licenceExpiry) };
};

test("who is licensed, lapsed, suspended, or a draft the chain does not know is as it must be", async () => {
  expect(await differences()).toEqual([]);
});

type Named = { table: string; row: string; expected: string; found: string };
type Corruption = readonly [
  what: string,
  sql: string,
  row: () => string,
  named: () => Promise<Named>,
];

const organisation = async (row: string, expected: string, found: string): Promise<Named> => ({
  ...{ table: "Organisation", row, expected, found },
});
const licenceSeconds = async (longer: number): Promise<Named> => {
  const { licenceExpiry } = await heldOf(lender());
  const expected = String(licenceExpiry + longer);
  return { table: "Licence", row: lender(), expected, found: String(licenceExpiry) };
};
const lapsedWords = async () => `money-lender until second ${(await heldOf(lapsed)).licenceExpiry}`;
const setOrganisation = (change: string) => `update "Organisation" set ${change} where id = $1`;
const setExpiry = (change: string) =>
  `update "Licence" set "expiresAt" = "expiresAt" + interval '${change}' where id = $1`;

const corruptions: readonly Corruption[] = [
  ["a licence that is a second longer", setExpiry("1 second"), lender, () => licenceSeconds(1)],
  ["one that is a moment longer", setExpiry("1 millisecond"), lender, () => licenceSeconds(1)],
  ["one that is a second shorter", setExpiry("-1 second"), lender, () => licenceSeconds(-1)],
  [
    "a licence's class",
    `update "Licence" set class = 'fund' where id = $1`,
    lender,
    async () => ({
      ...{ table: "Licence", row: lender(), expected: "fund", found: "authorised-institution" },
    }),
  ],
  [
    "a lapsed licence that is gone",
    `delete from "Licence" where id = $1`,
    () => "lapsed",
    async () => organisation("lapsed", "none", await lapsedWords()),
  ],
  [
    "a licence that counts as revoked",
    `update "Licence" set status = 'revoked' where id = $1`,
    () => "lapsed",
    async () => organisation("lapsed", "none", await lapsedWords()),
  ],
  [
    "a licence nobody gave",
    `insert into "Licence" (id, "organisationId", class, number, regulator, "expiresAt", status)
     values ('given', $1, 'fund', 'L-1', 'HKMA', '2099-01-01', 'active')`,
    () => "buyer",
    async () => ({ table: "Licence", row: "given", expected: "fund", found: "none" }),
  ],
  [
    "an organisation the contract was never told of",
    `insert into "Organisation" (id, kind, name, status, account, number)
     values ($1, 'buyer', 'missing', 'active', '0x00000000000000000000000000000000000000Aa', 43)`,
    () => "missing",
    () => organisation("missing", "organisation 43, a buyer", "nothing"),
  ],
  [
    "an account that is none",
    setOrganisation("account = 'lost', number = 44"),
    () => "seller",
    () => organisation("seller", "organisation 44, a seller", "nothing"),
  ],
  [
    "an organisation's kind",
    setOrganisation("kind = 'seller'"),
    () => "buyer",
    () => organisation("buyer", "1", "8"),
  ],
  [
    "an organisation's number",
    setOrganisation("number = 45"),
    () => "lapsed",
    () => organisation("lapsed", "45", "41"),
  ],
  [
    "a suspended organisation",
    setOrganisation("status = 'suspended'"),
    () => "buyer",
    () => organisation("buyer", "frozen", "not frozen"),
  ],
  [
    "one that is suspended no more",
    setOrganisation("status = 'active'"),
    () => "suspended",
    () => organisation("suspended", "not frozen", "frozen"),
  ],
  [
    "an organisation that is a draft again",
    setOrganisation("status = 'draft'"),
    () => "lapsed",
    async () =>
      organisation(
        "lapsed",
        "nothing",
        expect.stringContaining(`roles 2, licence ${await lapsedWords()}`),
      ),
  ],
];

describe("one changed row is named", () => {
  test.each(corruptions)("%s", async (_what, sql, row, named) => {
    const found = await whileCorrupted(client, { sql, values: [row()] }, differences);
    expect(found).toContainEqual(expect.objectContaining(await named()));
    expect(found.every(({ receivableId }) => receivableId === null)).toBe(true);
  });

  test("an account that is gone from its row is named as nobody's", async () => {
    const corruption = { sql: setOrganisation("account = null"), values: ["lapsed"] };
    const [named, ...others] = await whileCorrupted(client, corruption, differences);
    expect(named).toMatchObject({ table: "Participants", row: lapsed, expected: "nothing" });
    expect(named?.found).toContain(await lapsedWords());
    expect(others).toEqual([]);
  });

  test("and nothing of it stays", async () => {
    expect(await differences()).toEqual([]);
  });
});

test("a decision is no difference while its write is on its way, and is one when that has failed", async () => {
  const { licenceExpiry, ...held } = await heldOf(lender());
  const entry = { ...held, roles: ROLE.lender, licence: LICENCE.institution };
  await world.pool.query(setExpiry("1 day"), [lender()]);
  const id = await wishEntry(lender(), { ...entry, licenceExpiry: licenceExpiry + DAY }, ":longer");
  expect(await differences()).toEqual([]);
  const failed = { sql: `update "Intent" set status = 'failed' where id = $1`, values: [id] };
  expect(await whileCorrupted(client, failed, differences)).toEqual([
    expect.objectContaining(await licenceSeconds(DAY)),
  ]);
  await world.relay();
  await world.follow();
  expect(await differences()).toEqual([]);
  await world.calm();
  await makeFinal(world);
  expect((await heldOf(lender())).licenceExpiry).toBe(licenceExpiry + DAY);
  expect(await differences()).toEqual([]);
});

describe("what is done on the chain past the platform", () => {
  const act = async (wallet: BaseWallet, name: string, ...args: unknown[]): Promise<void> => {
    await world.rpc("anvil_setBalance", [wallet.address, "0xde0b6b3a7640000"]);
    const bound = participants.connect(wallet.connect(provider)) as Contract;
    await (await bound.getFunction(name).send(...args)).wait();
    await world.mine(3);
    await world.follow();
  };
  const operator = new Wallet(devKey("operator"));
  const compliance = new Wallet(devKey("compliance"));

  test("an account nobody entered is named until it can do nothing", async () => {
    const stranger = Wallet.createRandom().address;
    const until = (await world.chainSeconds()) + DAY;
    await act(operator, "setParticipant", stranger, 46, ROLE.lender, LICENCE.moneyLender, until);
    expect(await differences()).toEqual([
      {
        ...{ table: "Participants", row: stranger, receivableId: null, expected: "nothing" },
        says: "belongs to no organisation of the database",
        found: expect.stringMatching(
          `^organisation 46 since second \\d+, roles 2, licence money-lender until second ${until}$`,
        ),
      },
    ]);
    await act(operator, "setParticipant", stranger, 46, 0, LICENCE.none, 0);
    expect(await differences()).toEqual([]);
  });

  test("a licence that is made a second longer is named, and a freeze without a suspension", async () => {
    const { organisation: number, licenceExpiry } = await heldOf(lender());
    const entry = [lender(), number, ROLE.lender, LICENCE.institution] as const;
    await act(operator, "setParticipant", ...entry, licenceExpiry + 1);
    await act(compliance, "setFrozen", parties.buyer.address, true, REFERENCE);
    const named = await differences();
    expect(named).toHaveLength(2);
    expect(named).toContainEqual(expect.objectContaining(await licenceSeconds(-1)));
    expect(named).toContainEqual(
      expect.objectContaining(await organisation("buyer", "not frozen", "frozen")),
    );
    await act(operator, "setParticipant", ...entry, licenceExpiry);
    await act(compliance, "setFrozen", parties.buyer.address, false, REFERENCE);
    expect(await differences()).toEqual([]);
  });

  test("a warehouse's signers may bring in another one, as a warehouse and nothing else", async () => {
    const { warehouse } = parties;
    const signer = Wallet.createRandom().address;
    const { organisation: number } = await heldOf(warehouse.address);
    const until = (await world.chainSeconds()) + DAY;
    const consents = [{ signer: warehouse.address, signature: "0x" }];
    await act(warehouse, "addSigner", number, signer, ROLE.warehouse, until, consents);
    expect((await heldOf(signer)).organisation).toBe(number);
    expect(await differences()).toEqual([]);
    await act(warehouse, "addSigner", number, signer, ROLE.arbiter, until, consents);
    expect(await differences()).toEqual([
      expect.objectContaining({ table: "Participants", row: signer }),
    ]);
  });
});
