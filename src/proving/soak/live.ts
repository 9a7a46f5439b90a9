import { randomHash } from "@/commands/testing/settlement-signing";
import { fundByWallet, linkFor, payByWallet, propose } from "@/commands/trade/acts";
import { practiceKeys } from "@/core/demo/demo";
import { DEFAULT_TERMS } from "@/core/offer/offer-terms";
import type { Hex } from "@/core/typed-data/typed-data";
import { eventually } from "@/proving/harness/relay-ground";
import type { Cast, Seller } from "./cast";
import type { Life } from "./life";

/** The part of a life that follows its registration. */
type Going = {
  readonly cast: Cast;
  readonly seller: Seller;
  readonly life: Life;
  readonly id: Hex;
};

/** Longest wait for one step to be shown on the pages. */
const PATIENCE_MS = 180_000;
const LOOK_MS = 700;

const until = async (what: string, isSo: () => Promise<boolean>): Promise<void> => {
  const took = await eventually(PATIENCE_MS, isSo, LOOK_MS);
  if (took === null) throw new Error(`not ${what} within ${PATIENCE_MS / 1_000} s`);
};

const shown = ({ seller, id }: Going) =>
  seller.person.ask().receivable.detail.query({ receivableId: id });

const untilShown = (going: Going, status: string): Promise<void> =>
  until(status, async () => (await shown(going)).state === status);

const register = async (cast: Cast, seller: Seller, life: Life, orderId: string): Promise<Hex> => {
  const { registrationId, receivableId } = await propose(seller.person, orderId);
  life.receivableId = receivableId;
  life.acts.push({ kind: "propose", registrationId });
  await cast.warehouse.ask().registration.countersign.mutate({ registrationId });
  life.acts.push({ kind: "countersign", registrationId });
  return receivableId;
};

const offer = async ({ seller, life, id }: Going): Promise<void> => {
  await seller.person.ask().offer.sign.mutate({ receivableId: id, after: 0, terms: DEFAULT_TERMS });
  life.acts.push({ kind: "offer" });
};

/** Two lenders at the same moment, one with the platform's key and one with its wallet. */
const fund = async ({ cast, life, id }: Going): Promise<bigint> => {
  const panel = await cast.bank.ask().funding.panel.query({ receivableId: id });
  if (!panel?.account) throw new Error("the bank sees no offer");
  const { dealHash, account } = panel;
  const half = panel.offer.left / 2n;
  const byKey = async (amount: bigint): Promise<void> => {
    const wish = { receivableId: id, amount, salt: randomHash(), dealHash };
    await cast.bank.ask().funding.submit.mutate(wish);
    life.acts.push({ kind: "fund", lender: account, amount });
  };
  const byWallet = async (amount: bigint): Promise<void> => {
    const wish = { receivableId: id, amount, salt: randomHash(), dealHash };
    await fundByWallet(cast.fund, practiceKeys.lender, wish);
    life.acts.push({ kind: "fund", lender: practiceKeys.lender.address, amount });
  };
  await Promise.all([byKey(half), byWallet(panel.offer.left - half)]);
  return panel.offer.left;
};

const deliver = async ({ cast, life, id }: Going, release: bigint): Promise<void> => {
  await cast.warehouse.ask().delivery.confirm.mutate({
    ...{ receivableId: id, after: 0, said: { others: "delivered", lines: [] } },
  });
  life.acts.push({ kind: "deliver", release });
};

const pay = async ({ cast, seller, life, id }: Going): Promise<void> => {
  const token = await linkFor(seller.person, id);
  const amount = life.amountDue;
  await payByWallet(cast.buyer, practiceKeys.buyer, { token, amount, salt: randomHash() });
  life.acts.push({ kind: "pay", payer: practiceKeys.buyer.address, amount });
};

const payByTransfer = async (going: Going): Promise<void> => {
  const { cast, life } = going;
  const { collectionAccount, terms } = await shown(going);
  if (!collectionAccount) throw new Error("the page names no account to pay to");
  await cast.transfer(terms.coin, collectionAccount, life.amountDue);
  life.acts.push({ kind: "transfer", payer: practiceKeys.buyer.address, amount: life.amountDue });
};

/** From a chosen order to repaid lenders, every step at the web programs; every other buyer pays by plain transfer. */
export const live = async (
  cast: Cast,
  { seller, life, orderId }: { seller: Seller; life: Life; orderId: string },
): Promise<void> => {
  const going = { cast, seller, life, id: await register(cast, seller, life, orderId) };
  await untilShown(going, "registered");
  await offer(going);
  const funded = await fund(going);
  await untilShown(going, "funded");
  await deliver(going, funded);
  await untilShown(going, "released");
  await (life.number % 2 === 0 ? pay(going) : payByTransfer(going));
  await untilShown(going, "settled");
  await until("repaid", async () =>
    (await shown(going)).lenders.every(({ units }) => units === 0n),
  );
};
