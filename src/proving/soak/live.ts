import { randomHash } from "@/commands/testing/settlement-signing";
import { practiceKeys } from "@/core/demo/demo";
import { DEFAULT_TERMS } from "@/core/offer/offer-terms";
import type { Hex } from "@/core/typed-data/typed-data";
import { eventually } from "@/proving/harness/relay-ground";
import { signPrepared } from "@/proving/harness/sign-prepared";
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
  const selection = { ids: [orderId] };
  const proposed = await seller.person
    .ask()
    .registration.propose.mutate({ selection, grouping: "apart" });
  const [registrationId = ""] = proposed.registrationIds;
  const id = proposed.receivableIds[0] as Hex;
  life.receivableId = id;
  life.acts.push({ kind: "propose", registrationId });
  await cast.warehouse.ask().registration.countersign.mutate({ registrationId });
  life.acts.push({ kind: "countersign", registrationId });
  return id;
};

const offer = async ({ seller, life, id }: Going): Promise<void> => {
  await seller.person.ask().offer.sign.mutate({ receivableId: id, terms: DEFAULT_TERMS });
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
    const { typedData } = await cast.fund.ask().funding.prepare.mutate(wish);
    const signature = await signPrepared(practiceKeys.lender, typedData);
    await cast.fund.ask().funding.submit.mutate({ ...wish, signature });
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

const payByWallet = async ({ cast, seller, life, id }: Going): Promise<void> => {
  const { url } = await seller.person.ask().receivable.createBuyerLink.mutate({ receivableId: id });
  const token = new URL(url).pathname.slice("/pay/".length);
  await cast.buyer.ask().payment.open.mutate({ token });
  const payer = practiceKeys.buyer.address;
  const wish = { token, payer, amount: life.amountDue, salt: randomHash() };
  const { typedData, validBefore } = await cast.buyer.ask().payment.prepare.mutate(wish);
  const signature = await signPrepared(practiceKeys.buyer, typedData);
  await cast.buyer.ask().payment.pay.mutate({ ...wish, validBefore, signature });
  life.acts.push({ kind: "pay", payer, amount: life.amountDue });
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
  await (life.number % 2 === 0 ? payByWallet(going) : payByTransfer(going));
  await untilShown(going, "settled");
  await until("repaid", async () =>
    (await shown(going)).lenders.every(({ units }) => units === 0n),
  );
};
