import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { dateAfter, freshTag, orderNumber, orderTable } from "../documents";
import { advanceOf, hkd } from "../expected";
import { chainNow } from "../facts";
import { test } from "../fixtures";
import { importScreen } from "../screens/import";
import { makeReceivable } from "../screens/order";
import { receivableScreen } from "../screens/receivable";
import { verifyScreen } from "../screens/verify";
import { BUYER, countersign, fundByKey, onChain } from "../stories";

const PARCELS = 1_000;
const PROVEN = 737;

test("a table of 1,000 parcels is one receivable, and one of its orders is proven in public", async ({
  seller,
  warehouse,
  bank,
  stranger,
}) => {
  const now = await chainNow();
  const tag = freshTag();
  const odd = Math.floor(Math.random() * 900);
  const cents = Array.from({ length: PARCELS }, (_, index) => 2_500 + odd + ((index * 37) % 4_000));
  const amountDue = BigInt(cents.reduce((sum, each) => sum + each, 0)) * 10_000n;
  const dueDate = dateAfter(now, 60);
  const issueDate = dateAfter(now, -2);
  const file = orderTable({ tag, buyer: BUYER, issueDate, dueDate, cents });
  const imports = importScreen(seller);
  await imports.upload(file);
  await expect(imports.sum).toHaveText(
    "1,000 documents read = 1,000 financeable + 0 on hold + 0 rejected + 0 duplicate",
  );
  await imports.commit(PARCELS);
  const dialog = makeReceivable(seller);
  await dialog.open(PARCELS);
  await expect(dialog.dialog).toContainText(hkd(amountDue));
  const id = await dialog.signed();
  await countersign(warehouse, { id, tag, amountDue, dueDate }, `P-${tag}-`);

  const own = receivableScreen(seller, id);
  await own.open();
  await expect(seller.getByText("for 1,000 orders.")).toBeVisible();
  const proof = await own.orderProof(orderNumber(tag, PROVEN));
  const content = await readFile(proof, "utf8");
  const verify = verifyScreen(stranger);
  await verify.open();
  await verify.drop({ name: "order.json", content });
  await expect(verify.part).toContainText("unchanged");
  await expect(verify.order(orderNumber(tag, PROVEN))).toBeVisible();
  await expect(verify.money(hkd(BigInt(cents[PROVEN - 1] ?? 0) * 10_000n))).toBeVisible();
  await expect(verify.onChain).toBeVisible();

  const metadata = await stranger.request.get(`/api/tokens/${id.slice(2)}.json`);
  expect(await metadata.json()).toMatchObject({
    decimals: 0,
    properties: { receivable: id, orderCount: PARCELS },
  });

  const other = content.replace(orderNumber(tag, PROVEN), orderNumber(tag, PROVEN + 1));
  expect(other).not.toBe(content);
  await verify.open();
  await verify.drop({ name: "altered.json", content: other });
  await expect(verify.altered).toBeVisible();

  const { proof: path, ...rest } = JSON.parse(content) as { proof: string[] };
  await verify.open();
  await verify.drop({
    name: "wrong-path.json",
    content: JSON.stringify({ ...rest, proof: path.slice(1) }),
  });
  await expect(verify.notPart).toBeVisible();

  const advance = advanceOf(amountDue);
  await own.open();
  await own.offer(hkd(advance));
  await fundByKey(bank, { id, amount: advance });
  await onChain(id, "funded");
});
