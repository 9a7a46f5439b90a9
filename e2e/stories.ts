import { expect, type Page } from "@playwright/test";
import { dateAfter, freshTag, ublInvoice } from "./documents";
import { advanceOf, hkd } from "./expected";
import { chainNow, chainStatus, statusOf } from "./facts";
import { confirmationScreen } from "./screens/confirmation";
import { deliveryScreen } from "./screens/delivery";
import { fundingScreen } from "./screens/funding";
import { importScreen } from "./screens/import";
import { makeReceivable } from "./screens/order";
import { receivableScreen } from "./screens/receivable";

/** The seller of the journeys and the buyer it has sold to. */
export const SELLER = "Harbour Lane Trading";
export const BUYER = "Nordlicht Handels GmbH";

/** The chain takes a few blocks for each act, on a busy machine a little longer. */
export const SOON = { timeout: 45_000 };

export type Debt = {
  readonly id: string;
  readonly tag: string;
  /** Minor units. */
  readonly amountDue: bigint;
  /** Calendar date. */
  readonly dueDate: string;
};

/** How many pieces of goods every fresh invoice is for. */
export const PIECES = 417;

/** A fresh invoice of an odd amount, due in 60 days. */
export const freshInvoice = async () => {
  const now = await chainNow();
  const tag = freshTag();
  const dueDate = dateAfter(now, 60);
  const priceCents = 20_000 + Math.floor(Math.random() * 9_000);
  const file = ublInvoice({
    tag,
    seller: SELLER,
    buyer: BUYER,
    issueDate: dateAfter(now, -1),
    dueDate,
    quantity: PIECES,
    priceCents,
  });
  return { tag, file, dueDate, amountDue: BigInt(PIECES * priceCents) * 10_000n };
};

/** Waits until the contract itself holds a receivable in this state. */
export const onChain = (id: string, state: keyof typeof chainStatus): Promise<void> =>
  expect.poll(() => statusOf(id), SOON).toBe(chainStatus[state]);

/** From a dropped file to a receivable that the seller has signed. */
export const propose = async (seller: Page): Promise<Debt> => {
  const { tag, file, amountDue, dueDate } = await freshInvoice();
  const imports = importScreen(seller);
  await imports.upload(file);
  await expect(imports.row(`INV-${tag}`)).toContainText(hkd(amountDue));
  await expect(imports.row(`INV-${tag}`)).toContainText("Financeable");
  await imports.commit(1);
  const dialog = makeReceivable(seller);
  await dialog.open(1);
  await expect(dialog.dialog).toContainText(hkd(amountDue));
  return { id: await dialog.signed(), tag, amountDue, dueDate };
};

/** The warehouse signs too, and the chain registers it. */
export const countersign = async (warehouse: Page, debt: Debt, order: string): Promise<void> => {
  const waiting = confirmationScreen(warehouse);
  await waiting.open();
  await waiting.sign({ seller: SELLER, amount: hkd(debt.amountDue), order });
  await onChain(debt.id, "registered");
};

/** A registered receivable with an offer that lenders can fund. */
export const offered = async (seller: Page, warehouse: Page): Promise<Debt> => {
  const debt = await propose(seller);
  await countersign(warehouse, debt, `INV-${debt.tag}`);
  await receivableScreen(seller, debt.id).offer(hkd(advanceOf(debt.amountDue)));
  return debt;
};

/** One lender funds with the key that the platform keeps; waits until its money is in escrow. */
export const fundByKey = async (
  lender: Page,
  { id, amount }: { readonly id: string; readonly amount: bigint },
): Promise<void> => {
  await receivableScreen(lender, id).open();
  const funding = fundingScreen(lender);
  await funding.enter(hkd(amount).replace("HKD ", ""));
  await funding.fund(hkd(amount));
  await expect(funding.own(hkd(amount))).toContainText("In escrow", SOON);
};

/** Another funds the rest with the wallet in its browser. */
export const fundRestByWallet = async (
  lender: Page,
  { id, rest }: { readonly id: string; readonly rest: bigint },
): Promise<void> => {
  await receivableScreen(lender, id).open();
  const funding = fundingScreen(lender);
  await funding.fund(hkd(rest));
  await funding.chooseWallet("Quaynote practice wallet");
  await expect(funding.own(hkd(rest))).toContainText("In escrow", SOON);
};

/** The warehouse confirms that everything arrived, and the advance leaves escrow. */
export const deliver = async (
  warehouse: Page,
  { id, release }: { readonly id: string; readonly release: bigint },
): Promise<void> => {
  await receivableScreen(warehouse, id).open();
  await deliveryScreen(warehouse).confirmAll(hkd(release));
  await onChain(id, "released");
};
