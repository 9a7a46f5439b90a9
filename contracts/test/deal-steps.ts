import type { Wallet } from "ethers";
import { CHAIN_STATUSES } from "../../src/core/receivable/chain-status";
import { noteId } from "../../src/core/receivable/terms";
import {
  type Deal,
  type Lot,
  NO_OFFER,
  type Offer,
  type Registration,
} from "../../src/core/typed-data/deal";
import { registrationTypedData } from "../../src/core/typed-data/receivables";
import type { Hex } from "../../src/core/typed-data/typed-data";
import { DAY, freshHash, type Ground, hexOf, signTyped, UNIT } from "./ground";

const evenHash = (): Hex =>
  `0x${(BigInt(freshHash()) & ~1n).toString(16).padStart(64, "0")}` as Hex;

/** Lots, registrations and offers. */
export const dealSteps = (ground: Ground) => {
  const { act, coin, domain, now, people, provider, receivables } = ground;
  const { seller, warehouse, buyer, relayer } = people;

  const makeLot = (change: Partial<Lot> = {}, dueAt = 0): Lot => ({
    receivable: evenHash(),
    buyer: hexOf(buyer),
    amountDue: 100_000n * UNIT,
    dueAt,
    ordersRoot: freshHash(),
    documentHash: freshHash(),
    ...change,
  });
  const makeRegistration = async (
    lots: readonly Lot[],
    by: Wallet = seller,
  ): Promise<Registration> => ({
    seller: hexOf(by),
    warehouse: hexOf(warehouse),
    coin: coin.target as Hex,
    issuedAt: await now(),
    expiry: (await now()) + DAY,
    lots,
  });
  const registerArgs = async (registration: Registration, by: Wallet = seller) => {
    const data = registrationTypedData(domain, registration);
    return [registration, await signTyped(by, data), await signTyped(warehouse, data)] as const;
  };
  /** Registers lots; the deals have no offer yet. */
  const registerLots = async (lots: readonly Lot[], by: Wallet = seller) => {
    const registration = await makeRegistration(lots, by);
    const args = await registerArgs(registration, by);
    const receipt = await act(relayer, receivables, "register", args);
    const registeredAt = Number((await provider.getBlock(receipt.blockNumber))?.timestamp);
    const { seller: account, warehouse: house, coin: money } = registration;
    const deals = lots.map(
      (lot): Deal => ({
        terms: { ...lot, seller: account, warehouse: house, coin: money },
        registeredAt,
        offer: NO_OFFER,
        attesters: [],
      }),
    );
    return { receipt, deals };
  };
  const makeOffer = async (change: Partial<Offer> = {}): Promise<Offer> => ({
    ...NO_OFFER,
    advanceBps: 8000,
    rateBps: 1200,
    lateRateBps: 1800,
    feeBps: 50,
    dayOffset: 28_800,
    minimum: 40_000n * UNIT,
    fundBy: (await now()) + 5 * DAY,
    deliverBy: (await now()) + 20 * DAY,
    graceDays: 5,
    noticeDays: 10,
    quorum: 1,
    recourse: true,
    sequence: 1,
    ...change,
  });
  /** Registers one receivable due in 60 days and writes an offer on it. */
  const makeDeal = async (
    change: Partial<Offer> = {},
    lot: Partial<Lot> = {},
    attesters: readonly Hex[] = [hexOf(warehouse)],
  ): Promise<Deal> => {
    const { deals } = await registerLots([makeLot(lot, (await now()) + 60 * DAY)]);
    const [deal] = deals;
    if (!deal) throw new Error("no deal");
    return { ...deal, offer: await makeOffer(change), attesters };
  };

  return { makeLot, makeRegistration, registerArgs, registerLots, makeOffer, makeDeal };
};

/** What the chain answers about a deal and about money. */
export const askSteps = ({ call, coin }: Ground) => {
  const accountOf = async (deal: Deal): Promise<string> =>
    call("collectionAccount", deal.terms.receivable);
  const statusOf = async (deal: Deal) =>
    CHAIN_STATUSES[Number(await call("statusOf", deal.terms.receivable))];
  const position = (deal: Deal) => call("position", deal.terms.receivable);
  const balance = async (who: { address: string } | string, money = coin): Promise<bigint> =>
    money.getFunction("balanceOf").staticCall(typeof who === "string" ? who : who.address);
  const claimOf = (who: Wallet, money = coin): Promise<bigint> =>
    call("claimOf", money.target, who.address);
  const units = (deal: Deal, who: Wallet): Promise<bigint> =>
    call("balanceOf", who.address, noteId(deal.terms.receivable));
  return { accountOf, statusOf, position, balance, claimOf, units };
};
