import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MaxUint256, ZeroHash } from "ethers";
import { root } from "@/commands/embedded/folder";
import { domainOf, randomHash, sign } from "@/commands/testing/settlement-signing";
import { firstLender } from "@/commands/testing/settlement-world";
import type { Deal } from "@/core/typed-data/deal";
import { registrationTypedData } from "@/core/typed-data/receivables";
import type { Hex } from "@/core/typed-data/typed-data";
import type { Depth, FaultRow, Verdict } from "./fault-row";
import { complaints, DUE, type Money, released, withMoney } from "./money-ground";
import { contractTests } from "./money-mocks";

/** Most that settling may cost where it pays nobody at once, in gas. */
const SETTLE_MAX = 250_000n;
/** What more holders or receivables may change about that: the bytes of other figures. */
const CONSTANT = 1_000n;
/** A rise by more than 5 % of the snapshot is refused. */
const RISE_MAX = 1.05;
const LOTS = 100;
const DAY = 86_400;

const snapshotOf = (): { furtherPayeePartial: number; furtherPayeeFinal: number } =>
  JSON.parse(readFileSync(join(root, "contracts", "test", "gas-snapshot.json"), "utf8"));

const DEPTHS = {
  change: { holders: 5, receivables: 200 },
  nightly: { holders: 100, receivables: 10_000 },
} as const;

/** What the buyer's payment of this amount costs with these payees; it is taken back afterwards. */
const settleGas = async (
  { world, parties, receivables, act }: Money,
  deal: Deal,
  { amount, payees }: { amount: bigint; payees: readonly string[] },
): Promise<bigint> => {
  const mark = await world.rpc<string>("evm_snapshot", []);
  const payment = {
    ...{ payer: parties.buyer.address, amount, salt: ZeroHash },
    ...{ validAfter: 0, validBefore: 0, signature: "0x" },
  };
  const gas = await act(parties.buyer, receivables, ["settle", deal, payment, payees]);
  await world.rpc("evm_revert", [mark]);
  return gas;
};

/** Registers so many receivables more, straight on the chain. */
const registerMany = async (money: Money, count: number): Promise<void> => {
  const { world, parties, receivables, coin, order } = money;
  const { seller, warehouse, buyer } = parties;
  const dueAt = (await world.chainSeconds()) + 60 * DAY;
  for (let made = 0; made < count; made += LOTS) {
    const lots = Array.from({ length: LOTS }, () => ({
      receivable: `0x${((BigInt(randomHash()) >> 1n) << 1n).toString(16).padStart(64, "0")}` as Hex,
      ...{ buyer: buyer.address as Hex, amountDue: DUE, dueAt },
      ...{ ordersRoot: randomHash(), documentHash: randomHash() },
    }));
    const registration = {
      ...{ seller: seller.address as Hex, warehouse: warehouse.address as Hex },
      ...{ coin: String(coin.target) as Hex, issuedAt: dueAt - 61 * DAY, expiry: dueAt, lots },
    };
    const data = registrationTypedData(domainOf(world), registration);
    const signatures = [await sign(seller, data), await sign(warehouse, data)];
    await order("checker", receivables, ["register", registration, ...signatures]);
  }
};

const boundedGas = (depth: Depth): Promise<Verdict> => {
  const { holders, receivables: more } = DEPTHS[depth];
  return withMoney(holders, async (money) => {
    const { world, parties, coin, receivables, act } = money;
    const { expect, verdict } = complaints();
    const first = firstLender(parties);
    const alone = await released(world, { ...parties, lenders: [first] });
    const shared = await released(world, parties);
    await act(parties.buyer, coin, ["approve", receivables.target, MaxUint256]);
    await world.wait(10 * DAY);
    const all = parties.lenders.map(({ address }) => address);
    const snapshot = snapshotOf();
    const found: string[] = [];
    for (const [what, amount, rise] of [
      ["in part", DUE / 10n, snapshot.furtherPayeePartial],
      ["in full", DUE, snapshot.furtherPayeeFinal],
    ] as const) {
      const one = await settleGas(money, alone, { amount, payees: [] });
      const many = await settleGas(money, shared, { amount, payees: [] });
      const paidOne = await settleGas(money, shared, { amount, payees: all.slice(0, 1) });
      const paidAll = await settleGas(money, shared, { amount, payees: all });
      const each = Number(paidAll - paidOne) / (holders - 1);
      for (const gas of [one, many])
        expect(gas <= SETTLE_MAX, `settling ${what} costs ${gas} of ${SETTLE_MAX}`);
      const apart = many > one ? many - one : one - many;
      expect(apart <= CONSTANT, `${what}: 1 holder ${one}, ${holders} holders ${many}`);
      expect(
        each <= rise * RISE_MAX,
        `${what}: a further payee costs ${each}, the snapshot has ${rise}`,
      );
      found.push(
        `${what} ${one} with 1 holder, ${many} with ${holders}, ${Math.ceil(each)} a further payee`,
      );
    }
    const before = await settleGas(money, shared, { amount: DUE, payees: [] });
    await registerMany(money, more);
    const after = await settleGas(money, shared, { amount: DUE, payees: [] });
    expect(after <= before + CONSTANT, `after ${more} receivables ${after}, before ${before}`);
    if (depth === "nightly") {
      const { code, failed, last } = await contractTests("gas-snapshot");
      expect(code === 0, failed.join("; ") || last);
    }
    return verdict(`gas of settling ${found.join("; ")}; ${after} after ${more} receivables more`);
  });
};

/** What size can do to a settlement. */
export const gasRow: FaultRow = {
  row: "F45",
  promise:
    "Settling costs at most 250,000 gas however many hold the note or are registered; a further payee no 5 % above its snapshot",
  run: boundedGas,
};
