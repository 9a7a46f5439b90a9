import { expect } from "@playwright/test";
import { dateAfter, freshTag, orderTable, ublInvoice } from "../documents";
import { advanceOf, hkd } from "../expected";
import { chainNow, eventsOf, fundingCount } from "../facts";
import { test } from "../fixtures";
import { fundingScreen } from "../screens/funding";
import { importScreen } from "../screens/import";
import { makeReceivable } from "../screens/order";
import { receivableScreen } from "../screens/receivable";
import { BUYER, freshInvoice, offered, onChain, propose, SELLER, SOON } from "../stories";

const NOWHERE = "There is nothing here that you can see";

test("a lender without a licence in force reads why it cannot fund", async ({
  seller,
  warehouse,
  unlicensedLender,
  expiredLender,
}) => {
  const { id } = await offered(seller, warehouse);
  await receivableScreen(unlicensedLender, id).open();
  await expect(
    unlicensedLender.getByText("Your organisation has no licence to lend in force."),
  ).toBeVisible();
  await expect(fundingScreen(unlicensedLender).anyButton).toHaveCount(0);
  await receivableScreen(expiredLender, id).open();
  await expect(
    expiredLender.getByText("Your licence to lend has expired. It ended on 30 Jun 2025."),
  ).toBeVisible();
  await expect(fundingScreen(expiredLender).anyButton).toHaveCount(0);
});

test("the same order from another seller is refused", async ({ seller, rivalSeller }) => {
  const now = await chainNow();
  const tag = freshTag();
  const file = orderTable({
    tag,
    buyer: BUYER,
    issueDate: dateAfter(now, -2),
    dueDate: dateAfter(now, 60),
    cents: [1_234_567],
  });
  for (const page of [seller, rivalSeller]) {
    await importScreen(page).upload(file);
    await importScreen(page).commit(1);
    await makeReceivable(page).open(1);
  }
  await makeReceivable(seller).signed();
  const rival = makeReceivable(rivalSeller);
  await rival.sign.click();
  await expect(
    rival.dialog.getByText("These orders are registered already, by you or by somebody else."),
  ).toBeVisible();
  await expect(rivalSeller).toHaveURL(/\/imports\//);
});

test("the same document again is a duplicate, in the same file and in another", async ({
  seller,
}) => {
  const { tag, file } = await freshInvoice();
  const imports = importScreen(seller);
  const first = await imports.upload(file);
  await imports.commit(1);
  expect(new URL(await imports.upload(file)).pathname).toBe(new URL(first).pathname);
  await expect(imports.notice(/This file was uploaded before/)).toBeVisible();
  await imports.upload({ ...file, name: `copy-${tag}.xml`, content: `${file.content}\n` });
  await expect(imports.sum).toHaveText(
    "1 document read = 0 financeable + 0 on hold + 0 rejected + 1 duplicate",
  );
  await expect(seller.getByRole("button", { name: "Nothing to import" })).toBeDisabled();
});

test("a file that is no invoice is refused with its reason", async ({ seller }) => {
  const imports = importScreen(seller);
  const noise = Uint8Array.from({ length: 4_096 }, (_, index) => (index * 197 + Date.now()) % 256);
  await imports.upload({
    name: `noise-${freshTag()}.xml`,
    mime: "application/xml",
    content: noise,
  });
  await expect(imports.notice("The file cannot be read as it is")).toBeVisible();
  await expect(seller.getByRole("button", { name: /^Import \d/ })).toHaveCount(0);
});

test("an invoice of another company waits for the platform", async ({ seller }) => {
  const now = await chainNow();
  const tag = freshTag();
  const imports = importScreen(seller);
  await imports.upload(
    ublInvoice({
      tag,
      seller: "Somebody Else Limited",
      buyer: BUYER,
      issueDate: dateAfter(now, -1),
      dueDate: dateAfter(now, 60),
      quantity: 10,
      priceCents: 12_345,
    }),
  );
  await expect(imports.row(`INV-${tag}`)).toContainText("On hold");
  await expect(seller.getByRole("checkbox", { name: `Include INV-${tag}` })).toHaveCount(0);
  await expect(seller.getByRole("button", { name: "Nothing to import" })).toBeDisabled();
});

test("another tenant's pages do not exist", async ({ seller, rivalSeller, stranger }) => {
  const { id, tag } = await propose(seller);
  await seller.goto(`/orders?q=${tag}`);
  await expect(seller.getByRole("row").filter({ hasText: `INV-${tag}` })).toBeVisible();
  await importScreen(seller).upload((await freshInvoice()).file);
  const paths = [`/receivables/${id}`, `/receivables/${id}/offer`, new URL(seller.url()).pathname];
  for (const path of paths) {
    expect((await rivalSeller.goto(path))?.status()).toBe(404);
    await expect(
      rivalSeller.getByRole("heading", {
        level: 1,
        name: NOWHERE,
      }),
    ).toBeVisible();
    await expect(rivalSeller.getByText(SELLER)).toHaveCount(0);
    await stranger.goto(path);
    await expect(stranger).toHaveURL(/\/sign-in/);
  }
});

test("a mistyped address is a page that does not exist, an odd filter is none", async ({
  seller,
}) => {
  const paths = ["/receivables/0x12", "/receivables/%00", "/imports/%00", "/organisations/%00"];
  for (const path of [...paths, `/imports/${"x".repeat(3_000)}`]) {
    expect((await seller.goto(path))?.status(), path).toBe(404);
    await expect(seller.getByRole("heading", { level: 1, name: NOWHERE })).toBeVisible();
  }
  for (const path of ["/orders?q=%00", "/receivables?q=%00", "/api/exports/orders?q=%00"])
    expect((await seller.request.get(path)).status(), path).toBe(200);
});

test("a double click funds once", async ({ seller, warehouse, bank }) => {
  const { id, amountDue } = await offered(seller, warehouse);
  const advance = hkd(advanceOf(amountDue));
  await receivableScreen(bank, id).open();
  const funding = fundingScreen(bank);
  await funding.enter(advance.replace("HKD ", ""));
  await funding.button(advance).dblclick();
  await expect(funding.own(advance)).toHaveCount(1);
  await expect(funding.own(advance)).toContainText("In escrow", SOON);
  await onChain(id, "funded");
  expect(await fundingCount(id)).toBe(1);
  expect(await eventsOf(id, "Funded")).toHaveLength(1);
});
