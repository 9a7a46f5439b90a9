import { expect, type Page } from "@playwright/test";
import { practiceKeys } from "../../src/core/demo/demo";
import { advanceOf, dustOf, figure, hkd, type Paid, paidInFull, shareOf } from "../expected";
import { booksOf, eventsOf, letDaysPass, transferFrom, unbalancedJournals } from "../facts";
import { test } from "../fixtures";
import { BANK, balancesNow, expectMoved, FUND, type Party, type Start } from "../moved";
import { operationsScreen } from "../screens/operations";
import { paymentScreen } from "../screens/payment";
import { receivableScreen } from "../screens/receivable";
import { signInAs } from "../screens/sign-in";
import {
  type Debt,
  deliver,
  fundByKey,
  fundRestByWallet,
  offered,
  onChain,
  SOON,
} from "../stories";

const DAYS = 20;

type People = { seller: Page; bank: Page; fund: Page; warehouse: Page; admin: Page };

type Financed = Debt & { start: Start; advance: bigint; byBank: bigint; byFund: bigint };

/** From the upload to the advance with the seller; two lenders share it. */
const financed = async ({ seller, bank, fund, warehouse }: People): Promise<Financed> => {
  const start = await balancesNow();
  const debt = await offered(seller, warehouse);
  const advance = advanceOf(debt.amountDue);
  const byBank = 50_000_010_000n;
  const byFund = advance - byBank;
  await fundByKey(bank, { id: debt.id, amount: byBank });
  await fundRestByWallet(fund, { id: debt.id, rest: byFund });
  await expectMoved({ id: debt.id, start }, { seller: 0n, bank: -byBank, fund: -byFund });
  await deliver(warehouse, { id: debt.id, release: advance });
  await expectMoved({ id: debt.id, start }, { seller: advance, bank: -byBank, fund: -byFund });
  return { ...debt, start, advance, byBank, byFund };
};

/** What the one payment must have done, from the moments on chain and the terms alone. */
const expectedOf = async ({ id, amountDue, advance }: Financed): Promise<Paid> => {
  const [released] = await eventsOf(id, "Released");
  const [collected] = await eventsOf(id, "Collected");
  const paid = paidInFull({
    amountDue,
    principal: advance,
    releasedAt: released?.at ?? 0,
    paidAt: collected?.at ?? 0,
  });
  expect(paid.days).toBe(BigInt(DAYS));
  return paid;
};

/** Coin each party has gained on chain in the end. */
const gainsOf = ({ byBank, byFund, advance }: Financed, paid: Paid): Record<Party, bigint> => ({
  seller: advance + paid.remainder + dustOf([byBank, byFund], paid),
  bank: shareOf(byBank, paid) - byBank,
  fund: shareOf(byFund, paid) - byFund,
});

const checkBooks = async (deal: Financed, paid: Paid): Promise<void> => {
  const { id, start, amountDue } = deal;
  const gains = gainsOf(deal, paid);
  await expect.poll(async () => (await booksOf(id))["lenders-due"], SOON).toBe(0n);
  const books = await booksOf(id);
  expect(books).toMatchObject({
    collections: amountDue,
    "tier-fee": -paid.fee,
    "tier-charge": -paid.charge,
    "tier-principal": -paid.principal,
    "tier-remainder": -paid.remainder,
    escrow: 0n,
    advance: 0n,
    [`statement:${start.seller.account}`]: -gains.seller,
    [`statement:${start.bank.account}`]: -gains.bank,
    [`statement:${start.fund.account}`]: -gains.fund,
  });
  expect(books["tier-late"] ?? 0n).toBe(0n);
  expect(books["tier-surplus"] ?? 0n).toBe(0n);
  expect(await unbalancedJournals()).toEqual([]);
};

const checkScreens = async (people: People, deal: Financed, paid: Paid): Promise<void> => {
  const { id, amountDue, byBank, byFund } = deal;
  const { seller, bank, fund, admin } = people;
  await signInAs(seller, "seller");
  const own = receivableScreen(seller, id);
  await own.open();
  await expect(own.tier("Platform fee")).toHaveAccessibleName(figure(paid.fee));
  await expect(own.tier("Late charge")).toHaveAccessibleName(figure(0n));
  await expect(own.tier("Discount charge")).toHaveAccessibleName(figure(paid.charge));
  await expect(own.tier("Principal")).toHaveAccessibleName(figure(paid.principal));
  await expect(own.tier("Remainder")).toHaveAccessibleName(figure(paid.remainder));
  await expect(own.tier("Surplus")).toHaveAccessibleName(figure(0n));
  await expect(own.tier("Collected")).toHaveAccessibleName(figure(amountDue));
  await expect(own.lender(BANK).last()).toHaveText(hkd(shareOf(byBank, paid)));
  await expect(own.lender(FUND).last()).toHaveText(hkd(shareOf(byFund, paid)));
  const reference = await own.reference();
  const positions = [
    { page: bank, person: "bank", amount: byBank },
    { page: fund, person: "fund", amount: byFund },
  ] as const;
  for (const { page, person, amount } of positions) {
    await signInAs(page, person);
    await page.goto("/positions?state=closed");
    const row = page.getByRole("row").filter({ hasText: reference });
    await expect(row).toContainText(hkd(shareOf(amount, paid)));
  }
  await signInAs(admin, "admin");
  const operations = operationsScreen(admin);
  await operations.open();
  await expect(operations.wellNotice).toBeVisible(SOON);
  await expect.poll(() => operations.differences("HKD")).toEqual(["0", "0", "0", "0", "0", "0"]);
};

const settled = async (people: People, deal: Financed): Promise<void> => {
  await onChain(deal.id, "settled");
  const paid = await expectedOf(deal);
  await expectMoved(deal, gainsOf(deal, paid));
  await checkBooks(deal, paid);
  await checkScreens(people, deal, paid);
};

test("a UBL invoice is funded by two lenders and repaid by the buyer's plain transfer", async ({
  seller,
  bank,
  fund,
  warehouse,
  admin,
  stranger,
}) => {
  const people = { seller, bank, fund, warehouse, admin };
  const deal = await financed(people);
  const buyer = paymentScreen(stranger, await receivableScreen(seller, deal.id).buyerLink());
  await letDaysPass(DAYS);
  await buyer.open();
  await expect(buyer.heading).toBeVisible();
  await transferFrom(practiceKeys.buyer, { to: await buyer.account(), amount: deal.amountDue });
  await expect(buyer.arrival(hkd(deal.amountDue))).toContainText("by transfer", SOON);
  await expect(buyer.paid).toBeVisible(SOON);
  await settled(people, deal);
});

test("a buyer confirms the debt and pays it from a wallet on the page", async ({
  seller,
  bank,
  fund,
  warehouse,
  admin,
  stranger,
}) => {
  const people = { seller, bank, fund, warehouse, admin };
  const deal = await financed(people);
  const buyer = paymentScreen(stranger, await receivableScreen(seller, deal.id).buyerLink());
  await buyer.open();
  await buyer.confirm("Jonas Petersen");
  await expect(buyer.thanks).toBeVisible();
  await letDaysPass(DAYS);
  await buyer.open();
  await buyer.pay(hkd(deal.amountDue));
  await expect(buyer.arrival(hkd(deal.amountDue))).toContainText("from a wallet", SOON);
  await expect(buyer.paid).toBeVisible(SOON);
  await settled(people, deal);
});
