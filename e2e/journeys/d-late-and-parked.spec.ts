import { expect, type Page } from "@playwright/test";
import { practiceKeys } from "../../src/core/demo/demo";
import {
  type Act,
  courseOf,
  lateDaysBetween,
  lendersOf,
  owedAfter,
  type Parts,
  portionOf,
  releaseOf,
} from "../course";
import { dateAfter } from "../documents";
import { advanceOf, figure, hkd } from "../expected";
import {
  booksOf,
  chainNow,
  claimInBooks,
  claimOf,
  claimsPaid,
  comparedAt,
  differencesFound,
  eventsOf,
  headOf,
  letDaysPass,
  setListed,
  transferFrom,
  unbalancedJournals,
} from "../facts";
import { test } from "../fixtures";
import { BANK, balancesNow, expectMoved, FUND, type Start } from "../moved";
import { claimScreen } from "../screens/claim";
import { creditScreen } from "../screens/credit";
import { deliveryScreen } from "../screens/delivery";
import { operationsScreen } from "../screens/operations";
import { paymentScreen } from "../screens/payment";
import { receivableScreen } from "../screens/receivable";
import { signInAs } from "../screens/sign-in";
import {
  BUYER,
  type Debt,
  deliver,
  fundByKey,
  fundRestByWallet,
  offered,
  onChain,
  PIECES,
  SOON,
} from "../stories";

const GOODS = "Folding chair";
const ARRIVED_FIRST = 167;
const CREDIT = 4_321_090_000n;
const PAID_EARLY = 40_000_010_000n;
const BY_BANK = 50_000_010_000n;

type People = Record<"seller" | "bank" | "fund" | "warehouse" | "admin" | "stranger", Page>;
type Deal = Debt & {
  readonly start: Start;
  readonly dueAt: number;
  readonly advance: bigint;
  readonly byFund: bigint;
};

/** Books, read model and chain were compared since now, and nothing was ever found to differ. */
const reconciled = async (): Promise<void> => {
  const head = await headOf();
  await expect.poll(comparedAt, SOON).toBeGreaterThanOrEqual(head);
  expect(await differencesFound()).toEqual([]);
};

/** Releases and payments of the receivable as the chain has them, in their order. */
const actsOf = async (id: string): Promise<Act[]> => {
  const released = (await eventsOf(id, "Released")).map(({ at, args }) => ({
    at,
    released: args.amount as bigint,
  }));
  const paid = (await eventsOf(id, "Collected")).map(({ at, args }) => ({
    at,
    paid: args.amount as bigint,
  }));
  return [...released, ...paid].sort((one, other) => one.at - other.at);
};

const countOf = async (id: string, name: "Released" | "Diluted" | "Collected"): Promise<number> =>
  (await eventsOf(id, name)).length;

/** Two lenders put the advance into escrow. */
const funded = async ({ seller, bank, fund, warehouse }: People): Promise<Deal> => {
  const start = await balancesNow();
  const debt = await offered(seller, warehouse);
  const advance = advanceOf(debt.amountDue);
  const byFund = advance - BY_BANK;
  await fundByKey(bank, { id: debt.id, amount: BY_BANK });
  await fundRestByWallet(fund, { id: debt.id, rest: byFund });
  const dueAt = Date.parse(`${debt.dueDate}T23:59:59+08:00`) / 1000;
  const deal = { ...debt, start, dueAt, advance, byFund };
  await expectMoved(deal, { seller: 0n, bank: -BY_BANK, fund: -byFund });
  return deal;
};

/** A part of the goods arrives, three days later the rest; the advance follows the goods. */
const deliveredInParts = async ({ warehouse }: People, deal: Deal): Promise<void> => {
  const { id, amountDue, advance, byFund } = deal;
  const value = (amountDue / BigInt(PIECES)) * BigInt(ARRIVED_FIRST);
  const first = releaseOf({ funded: advance, delivered: value, amountDue, before: 0n });
  const delivery = deliveryScreen(warehouse);
  await delivery.confirmPart(id, {
    goods: GOODS,
    arrived: ARRIVED_FIRST,
    value: hkd(value),
    release: hkd(first),
  });
  await onChain(id, "released");
  await expect(delivery.figure("Delivered so far")).toHaveText(hkd(value));
  await expect(delivery.figure("Still to come")).toHaveText(hkd(amountDue - value));
  await expectMoved(deal, { seller: first, bank: -BY_BANK, fund: -byFund });
  await reconciled();
  await letDaysPass(3);
  await signInAs(warehouse, "warehouse");
  await deliver(warehouse, { id, release: advance - first });
  await expect.poll(() => countOf(id, "Released"), SOON).toBe(2);
  await expect(delivery.figure("Delivered so far")).toHaveText(hkd(amountDue), SOON);
  await expect(delivery.figure("Still to come")).toHaveText(hkd(0n));
  await expectMoved(deal, { seller: advance, bank: -BY_BANK, fund: -byFund });
  await reconciled();
};

/** The seller credits a part of the hold-back; more than that is refused in words before anything is signed. */
const credited = async ({ seller, stranger }: People, deal: Deal): Promise<string> => {
  const { id, tag, amountDue, dueAt, advance, byFund } = deal;
  await signInAs(seller, "seller");
  const credit = creditScreen(seller, id);
  await credit.open();
  const { fee, late, charge, principal } = owedAfter(dueAt, await actsOf(id), await chainNow());
  const owed = fee + late + charge + principal;
  expect([principal, late]).toEqual([advance, 0n]);
  expect(charge).toBeGreaterThan(0n);
  const room = amountDue - owed;
  await credit.enter(figure(room + 1n));
  await expect(credit.problem).toContainText(`At most ${hkd(room)} today.`);
  await expect(credit.button).toBeDisabled();
  await credit.enter(figure(CREDIT));
  expect(await credit.change(BUYER)).toEqual([figure(amountDue), figure(amountDue - CREDIT)]);
  expect(await credit.change("Held back for you")).toEqual([figure(room), figure(room - CREDIT)]);
  expect(await credit.change("Owed to lenders")).toEqual([figure(owed), figure(owed)]);
  await credit.describe({ number: `CN-${tag}`, reason: "returned", note: "Eight chairs" });
  await credit.sign(hkd(CREDIT));
  await expect.poll(() => countOf(id, "Diluted"), SOON).toBe(1);
  const [diluted] = await eventsOf(id, "Diluted");
  expect(diluted?.args.diluted).toBe(CREDIT);
  const own = receivableScreen(seller, id);
  await expect(own.credit(`CN-${tag}`)).toContainText("Booked", SOON);
  await expect(own.credit(`CN-${tag}`)).toContainText(hkd(CREDIT));
  await expect(own.life).toContainText(
    `Credit note CN-${tag}: ${hkd(CREDIT)}, goods returned: Eight chairs`,
  );
  const less = `${hkd(amountDue)} invoiced less ${hkd(CREDIT)} credited`;
  await expect(seller.getByText(less.replace(" invoiced", ""))).toBeVisible();
  const link = await own.buyerLink();
  const buyer = paymentScreen(stranger, link);
  await buyer.open();
  await expect(stranger.getByText(less)).toBeVisible();
  await expect(
    stranger.getByRole("button", { name: `Pay ${hkd(amountDue - CREDIT)}` }),
  ).toBeVisible();
  await expect(stranger.getByText(`CN-${tag}`)).toBeVisible();
  await expectMoved(deal, { seller: advance, bank: -BY_BANK, fund: -byFund });
  await reconciled();
  return link;
};

/** What the payments so far were split into, worked out from the moments on chain and the terms alone. */
const splitSoFar = async ({ id, dueAt }: Deal): Promise<ReturnType<typeof courseOf>> =>
  courseOf(dueAt, await actsOf(id));

/** Coin set aside for the fund out of this receivable, on chain. */
const parkedOf = async ({ id, start }: Deal): Promise<bigint> =>
  (await eventsOf(id, "Parked"))
    .filter(({ args }) => args.account === start.fund.account)
    .reduce((sum, { args }) => sum + (args.amount as bigint), 0n);

const expectTiers = async (seller: Page, id: string, total: Parts): Promise<void> => {
  const own = receivableScreen(seller, id);
  const tiers = [
    ["Platform fee", total.fee],
    ["Late charge", total.late],
    ["Discount charge", total.charge],
    ["Principal", total.principal],
    ["Remainder", total.remainder],
    ["Surplus", 0n],
  ] as const;
  for (const [title, paid] of tiers)
    await expect(own.tier(title)).toHaveAccessibleName(figure(paid), SOON);
};

/** The bank has its share in coin; the fund's share is set aside, and its page says how much and why. */
const fundIsParked = async (people: People, deal: Deal, total: Parts): Promise<bigint> => {
  const { seller, fund } = people;
  const { id, start, advance, byFund } = deal;
  const share = (units: bigint) => portionOf(units, lendersOf(total), advance);
  expect(await parkedOf(deal)).toBe(share(byFund));
  const { account } = start.fund;
  await expect.poll(() => claimInBooks(account), SOON).toBe(await claimOf(account));
  await signInAs(seller, "seller");
  const own = receivableScreen(seller, id);
  await own.open();
  await expectTiers(seller, id, total);
  await expect(own.lender(BANK).last()).toHaveText(hkd(share(BY_BANK)));
  await expect(own.lender(FUND).last()).toHaveText(
    `${hkd(share(byFund))}${hkd(share(byFund))} of it set aside`,
  );
  const reference = await own.reference();
  await signInAs(fund, "fund");
  const claim = claimScreen(fund);
  await claim.open();
  await expect(claim.section).toContainText("On the issuer's list");
  await expect(claim.button).toHaveText(`Collect ${hkd(await claimOf(account))}`);
  await expect(claim.button).toBeDisabled();
  await expect(claim.payments(reference)).toBeVisible();
  const row = fund.getByRole("table").getByRole("row").filter({ hasText: reference });
  await expect(row).toContainText(`${hkd(share(byFund))} of it set aside`);
  return share(byFund);
};

/** The fund's account is on the issuer's list while the buyer pays a part before the debt is due. */
const paidEarly = async (people: People, deal: Deal, link: string): Promise<void> => {
  const { id, start, advance, byFund } = deal;
  await setListed(start.fund.account, true);
  await letDaysPass(27);
  const buyer = paymentScreen(people.stranger, link);
  await buyer.open();
  await transferFrom(practiceKeys.buyer, { to: await buyer.account(), amount: PAID_EARLY });
  await expect(buyer.arrival(hkd(PAID_EARLY))).toContainText("by transfer", SOON);
  const { payments, total } = await splitSoFar(deal);
  expect(payments).toHaveLength(1);
  expect([total.late, total.remainder]).toEqual([0n, 0n]);
  const lenders = lendersOf(total);
  const bankGot = portionOf(BY_BANK, lenders, advance);
  await expectMoved(deal, { seller: advance, bank: bankGot - BY_BANK, fund: -byFund });
  const fundGot = await fundIsParked(people, deal, total);
  await reconciled();
  const left = bankGot + fundGot - lenders;
  expect(await booksOf(id)).toMatchObject({ collections: PAID_EARLY, "lenders-due": left });
};

/** After the due date and the grace the late rate runs, in sight of everybody; then the buyer pays the rest. */
const paidLate = async (people: People, deal: Deal, link: string): Promise<Parts> => {
  const { seller, stranger } = people;
  const { id, dueAt, amountDue } = deal;
  await letDaysPass(41);
  await signInAs(seller, "seller");
  await receivableScreen(seller, id).open();
  const since = new Date(`${dateAfter(dueAt, 5)}T12:00:00Z`).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
  });
  await expect(
    seller.getByText(`The late rate of 18.00% a year runs since ${since.replace("Sept", "Sep")}`),
  ).toBeVisible();
  const rest = amountDue - CREDIT - PAID_EARLY;
  const buyer = paymentScreen(stranger, link);
  await buyer.open();
  await transferFrom(practiceKeys.buyer, { to: await buyer.account(), amount: rest });
  await expect(stranger.getByText("Paid in full, after the due date")).toBeVisible(SOON);
  await onChain(id, "settled");
  const { payments, total } = await splitSoFar(deal);
  expect(payments).toHaveLength(2);
  expect(total.late).toBeGreaterThan(0n);
  return total;
};

const checkBooks = async (deal: Deal, total: Parts): Promise<void> => {
  const { id, start, amountDue, advance, byFund } = deal;
  const share = (units: bigint) => portionOf(units, lendersOf(total), advance);
  const dust = lendersOf(total) - share(BY_BANK) - share(byFund);
  await expect.poll(async () => (await booksOf(id))["lenders-due"], SOON).toBe(0n);
  expect(await booksOf(id)).toMatchObject({
    collections: amountDue - CREDIT,
    "tier-fee": -total.fee,
    "tier-late": -total.late,
    "tier-charge": -total.charge,
    "tier-principal": -advance,
    "tier-remainder": -total.remainder,
    escrow: 0n,
    advance: 0n,
    [`statement:${start.seller.account}`]: -(advance + total.remainder + dust),
    [`statement:${start.bank.account}`]: BY_BANK - share(BY_BANK),
    [`statement:${start.fund.account}`]: byFund - share(byFund),
  });
  expect(await unbalancedJournals()).toEqual([]);
  await expectMoved(deal, {
    seller: advance + total.remainder + dust,
    bank: share(BY_BANK) - BY_BANK,
    fund: -byFund,
  });
};

/** The platform sees for whom money waits and why, and that books and chain agree. */
const seenByPlatform = async ({ admin }: People, { start }: Deal): Promise<void> => {
  await signInAs(admin, "admin");
  await admin.goto("/repayments");
  const row = admin
    .getByRole("table", { name: "Money set aside, largest first" })
    .getByRole("row")
    .filter({ hasText: FUND });
  await expect(row).toContainText("On the issuer's list");
  await expect(row).toContainText(hkd(await claimOf(start.fund.account)));
  const operations = operationsScreen(admin);
  await operations.open();
  await expect(operations.wellNotice).toBeVisible(SOON);
  await expect.poll(() => operations.differences("HKD")).toEqual(["0", "0", "0", "0", "0", "0"]);
};

/** Off the list, the fund collects what was set aside for it, to the unit. */
const collected = async ({ fund }: People, { start, id }: Deal, share: bigint): Promise<void> => {
  const { account } = start.fund;
  const waiting = await claimOf(account);
  expect(waiting).toBeGreaterThanOrEqual(share);
  await setListed(account, false);
  const claim = claimScreen(fund);
  await claim.open();
  await expect(claim.section).toContainText("Can be paid");
  await claim.collect(hkd(waiting));
  await expect(claim.paidSince).toBeVisible(SOON);
  await expect(claim.button).toHaveCount(0);
  await expect(claim.section).toContainText(hkd(waiting));
  expect(await claimsPaid(account)).toEqual([{ claimed: waiting, came: waiting }]);
  expect([await claimOf(account), await claimInBooks(account)]).toEqual([0n, 0n]);
  await expect(fund.getByText("of it set aside")).toHaveCount(0);
  const own = receivableScreen(fund, id);
  await own.open();
  await expect(own.lender(FUND).last()).toHaveText(hkd(share));
};

test("goods arrive in parts, a part is credited, the buyer pays late, and a lender on the issuer's list is paid in the end", async ({
  seller,
  bank,
  fund,
  warehouse,
  admin,
  stranger,
}) => {
  test.setTimeout(420_000);
  const people = { seller, bank, fund, warehouse, admin, stranger };
  const deal = await funded(people);
  await deliveredInParts(people, deal);
  const link = await credited(people, deal);
  await paidEarly(people, deal, link);
  const total = await paidLate(people, deal, link);
  const [first] = await eventsOf(deal.id, "Collected");
  const last = (await eventsOf(deal.id, "Collected")).at(-1);
  const lateDays = lateDaysBetween({ dueAt: deal.dueAt, from: first?.at ?? 0, to: last?.at ?? 0 });
  expect(lateDays).toBeGreaterThanOrEqual(5);
  await checkBooks(deal, total);
  const share = await fundIsParked(people, deal, total);
  await expect(receivableScreen(seller, deal.id).tierParts("Late charge")).toContainText(
    `for ${lateDays} days`,
  );
  await seenByPlatform(people, deal);
  await reconciled();
  await collected(people, deal, share);
  await reconciled();
});
