import {
  BrowserProvider,
  Contract,
  Interface,
  id as keccakText,
  Signature,
  Wallet,
  ZeroHash,
} from "ethers";
import { network } from "hardhat";
import {
  participantsAbi,
  receivablesAbi,
  reserveAttestationsAbi,
  settlementCoinAbi,
} from "../../src/adapters/chain/generated/abi";
import {
  buyBackNonce,
  dealHash,
  fundingNonce,
  noteId,
  paymentNonce,
} from "../../src/core/receivable/terms";
import {
  coinDomain,
  receiveWithAuthorizationTypedData,
  transferWithAuthorizationTypedData,
} from "../../src/core/typed-data/coin";
import {
  type Attestation,
  type Deal,
  type Lot,
  NO_OFFER,
  type Offer,
  type Registration,
} from "../../src/core/typed-data/deal";
import {
  attestationTypedData,
  offerTypedData,
  receivablesDomain,
  registrationTypedData,
} from "../../src/core/typed-data/receivables";
import type { Hex, TypedData } from "../../src/core/typed-data/typed-data";
import { deployOn } from "../deploy/deploy";
import { devKey } from "../deploy/dev-accounts";

export const DAY = 86_400;
/** One whole unit of a currency. */
export const UNIT = 1_000_000n;

export const STATUS = [
  "none",
  "registered",
  "funding",
  "funded",
  "released",
  "settled",
  "cancelled",
  "refunded",
  "boughtBack",
  "defaulted",
] as const;

export const hexOf = (wallet: { address: string }): Hex => wallet.address as Hex;

/** A hash nobody has used before. */
let counter = 0;
export const freshHash = (): Hex => {
  counter += 1;
  return keccakText(`fresh ${counter}`) as Hex;
};

const evenHash = (): Hex =>
  `0x${(BigInt(freshHash()) & ~1n).toString(16).padStart(64, "0")}` as Hex;

const signTyped = async (wallet: Wallet, data: TypedData<object>): Promise<Hex> =>
  (await wallet.signTypedData(
    { ...data.domain },
    JSON.parse(JSON.stringify(data.types)),
    data.message,
  )) as Hex;

const PEOPLE = [
  ...["seller", "warehouse", "carrier", "buyer", "lenderA", "lenderB", "lenderC"],
  ...["relayer", "stranger", "otherSeller"],
] as const;
type Person = (typeof PEOPLE)[number];

const personKey = (name: string) => keccakText(`person ${name}`);

/** Questions to a chain that leave it as it is. */
const READING =
  /^(eth_(call|get\w+|blockNumber|chainId|estimateGas|gasPrice|feeHistory|max\w+)|net_version)$/;

/** One chain with everything deployed and everybody entered, and the acts as one call each. */
export const makeWorld = async () => {
  const connection = await network.create();
  const touched = { since: true };
  const watched = {
    request: (asked: { method: string; params?: unknown[] }) => {
      touched.since ||= !READING.test(asked.method);
      return connection.provider.request(asked);
    },
  };
  const provider = new BrowserProvider(watched, undefined, {
    cacheTimeout: -1,
    pollingInterval: 10,
  });
  const rpc = (method: string, ...params: unknown[]) => provider.send(method, params);
  const { addresses } = await deployOn({ chain: provider });
  const at = (name: string): string => addresses[name] ?? "";
  const operator = new Wallet(devKey("operator"), provider);
  const guardian = new Wallet(devKey("guardian"), provider);
  const compliance = new Wallet(devKey("compliance"), provider);
  const checker = new Wallet(devKey("checker"), provider);
  const admin = new Wallet(devKey("admin"), provider);
  const people = Object.fromEntries(
    PEOPLE.map((name) => [name, new Wallet(personKey(name), provider)]),
  ) as Record<Person, Wallet>;
  const { seller, warehouse, carrier, buyer, lenderA, lenderB, lenderC, relayer } = people;
  const receivables = new Contract(at("Receivables"), receivablesAbi, relayer);
  const participants = new Contract(at("Participants"), participantsAbi, operator);
  const coin = new Contract(at("SettlementCoinHKD"), settlementCoinAbi, operator);
  const otherCoin = new Contract(at("SettlementCoinUSD"), settlementCoinAbi, operator);
  for (const wallet of Object.values(people)) {
    await rpc("hardhat_setBalance", wallet.address, "0x56bc75e2d63100000");
  }

  const now = async (): Promise<number> => Number((await provider.getBlock("latest"))?.timestamp);
  const travel = async (seconds: number): Promise<void> => {
    await rpc("evm_increaseTime", seconds);
    await rpc("evm_mine");
  };
  const travelTo = async (moment: number): Promise<void> => travel(moment - (await now()));
  /** Sends and waits; the receipt. Refusals carry the decoded error. */
  const act = async (who: Wallet, contract: Contract, name: string, args: readonly unknown[]) => {
    const bound = contract.connect(who) as Contract;
    await bound.getFunction(name).staticCall(...args);
    const sent = await bound.getFunction(name).send(...args, { gasLimit: 12_000_000n });
    const receipt = await sent.wait();
    if (!receipt) throw new Error("no receipt");
    return receipt;
  };
  const call = (name: string, ...args: readonly unknown[]) =>
    receivables.getFunction(name).staticCall(...args);

  const enter = (who: Wallet, organisation: number, roles: number, licence = 0, expiry = 0) =>
    act(operator, participants, "setParticipant", [
      who.address,
      organisation,
      roles,
      licence,
      expiry,
    ]);
  const far = (await now()) + 4000 * DAY;
  await enter(seller, 1, 1);
  await enter(people.otherSeller, 9, 1);
  await enter(warehouse, 2, 4);
  await enter(carrier, 3, 4);
  await enter(buyer, 4, 8);
  await enter(lenderA, 5, 2, 1, far);
  await enter(lenderB, 6, 2, 1, far);
  await enter(lenderC, 7, 2, 2, far);
  for (const wallet of [lenderA, lenderB, lenderC, buyer, seller, people.stranger]) {
    await act(operator, coin, "mint", [wallet.address, 1_000_000n * UNIT]);
    await act(operator, otherCoin, "mint", [wallet.address, 1_000n * UNIT]);
  }
  await travel(5);

  const chainId = 31_337;
  const domain = receivablesDomain(chainId, at("Receivables") as Hex);
  const moneyDomain = coinDomain("Quaynote HKD", chainId, at("SettlementCoinHKD") as Hex);

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
    coin: at("SettlementCoinHKD") as Hex,
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
    const receipt = await act(
      relayer,
      receivables,
      "register",
      await registerArgs(registration, by),
    );
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

  const payment = async (payer: Wallet, amount: bigint, nonce: (salt: Hex) => Hex) => {
    const salt = freshHash();
    const validBefore = BigInt((await now()) + DAY);
    const data = receiveWithAuthorizationTypedData(moneyDomain, {
      from: hexOf(payer),
      to: at("Receivables") as Hex,
      value: amount,
      validAfter: 0n,
      validBefore,
      nonce: nonce(salt),
    });
    const signature = await signTyped(payer, data);
    return { payer: hexOf(payer), amount, salt, validAfter: 0n, validBefore, signature };
  };
  const signOffer = (deal: Deal, by: Wallet = seller) =>
    signTyped(by, offerTypedData(domain, deal));
  const fundArgs = async (deal: Deal, lender: Wallet, amount: bigint) => {
    const nonce = (salt: Hex) =>
      fundingNonce(dealHash(deal), { payer: hexOf(lender), amount, salt });
    return [deal, await signOffer(deal), await payment(lender, amount, nonce)] as const;
  };
  const settleArgs = async (deal: Deal, amount: bigint, payees: readonly Wallet[], by = buyer) => {
    const { receivable } = deal.terms;
    const nonce = (salt: Hex) => paymentNonce(receivable, { payer: hexOf(by), amount, salt });
    return [deal, await payment(by, amount, nonce), payees.map(hexOf)] as const;
  };
  const buyBackArgs = async (deal: Deal, amount: bigint, payees: readonly Wallet[]) => {
    const { receivable } = deal.terms;
    const nonce = (salt: Hex) => buyBackNonce(receivable, { payer: hexOf(seller), amount, salt });
    return [deal, await payment(seller, amount, nonce), payees.map(hexOf)] as const;
  };
  let sequence = 0;
  const makeAttestation = async (delivered: bigint, change: Partial<Attestation> = {}) => {
    sequence += 1;
    const expiry = (await now()) + DAY;
    const evidenceHash = ZeroHash as Hex;
    const base = { delivered, seq: sequence, notBefore: 0, expiry, evidenceHash, isFinal: false };
    return { ...base, ...change };
  };
  const approve = async (deal: Deal, attestation: Attestation, signers: readonly Wallet[]) =>
    Promise.all(
      signers.map(async (signer) => ({
        signer: signer.address,
        signature: await signTyped(signer, attestationTypedData(domain, deal, attestation)),
      })),
    );
  const releaseArgs = async (deal: Deal, delivered: bigint, signers = [warehouse]) => {
    const attestation = await makeAttestation(delivered);
    return [deal, attestation, await approve(deal, attestation, signers)] as const;
  };

  const relay = (name: string, args: readonly unknown[]) => act(relayer, receivables, name, args);
  const fund = async (deal: Deal, lender: Wallet, amount: bigint) =>
    relay("fund", await fundArgs(deal, lender, amount));
  const release = async (deal: Deal, delivered: bigint, signers?: Wallet[]) =>
    relay("release", await releaseArgs(deal, delivered, signers));
  const settle = async (deal: Deal, amount: bigint, payees: Wallet[] = [], by = buyer) =>
    relay("settle", await settleArgs(deal, amount, payees, by));
  const pay = (from: Wallet, to: string, amount: bigint, money = coin) =>
    act(from, money, "transfer", [to, amount]);
  /** The buyer sends the coin to lender B by an authorisation anyone may carry in; the gas. */
  const transferByAuthorization = async (nonce: Hex, value: bigint): Promise<number> => {
    const message = {
      ...{ from: hexOf(buyer), to: hexOf(lenderB), value, nonce },
      ...{ validAfter: 0n, validBefore: BigInt((await now()) + DAY) },
    };
    const { r, s, v } = Signature.from(
      await signTyped(buyer, transferWithAuthorizationTypedData(moneyDomain, message)),
    );
    const name =
      "transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)";
    const { from, to, validAfter, validBefore } = message;
    const args = [from, to, value, validAfter, validBefore, nonce, v, r, s];
    return Number((await act(relayer, coin, name, args)).gasUsed);
  };
  const accountOf = async (deal: Deal): Promise<string> =>
    call("collectionAccount", deal.terms.receivable);

  const statusOf = async (deal: Deal) =>
    STATUS[Number(await call("statusOf", deal.terms.receivable))];
  const position = (deal: Deal) => call("position", deal.terms.receivable);
  const balance = async (who: { address: string } | string, money = coin): Promise<bigint> =>
    money.getFunction("balanceOf").staticCall(typeof who === "string" ? who : who.address);
  const claimOf = (who: Wallet, money = coin): Promise<bigint> =>
    call("claimOf", money.target, who.address);
  const units = (deal: Deal, who: Wallet): Promise<bigint> =>
    call("balanceOf", who.address, noteId(deal.terms.receivable));

  return {
    ...{
      provider,
      rpc,
      connection,
      touched,
      addresses,
      people,
      operator,
      guardian,
      domain,
      moneyDomain,
    },
    ...{ compliance, checker, admin },
    ...{ receivables, participants, coin, otherCoin, now, travel, travelTo, act, call, enter },
    ...{ makeLot, makeRegistration, registerArgs, registerLots, makeOffer, makeDeal, payment },
    ...{ signOffer, signTyped, fundArgs, settleArgs, buyBackArgs, makeAttestation, approve },
    ...{ releaseArgs, relay, fund, release, settle, pay, accountOf, statusOf, position, balance },
    ...{ claimOf, units, far, transferByAuthorization },
  };
};

export type World = Awaited<ReturnType<typeof makeWorld>>;

/** Fails unless the act is refused with the custom error of that name. */
export const refuses = async (attempt: Promise<unknown>, error: string): Promise<void> => {
  let problem: unknown;
  try {
    await attempt;
  } catch (thrown) {
    problem = thrown;
  }
  if (problem === undefined) throw new Error(`expected ${error}, but it was accepted`);
  const { revert, data, message } = problem as {
    revert?: { name: string };
    data?: string;
    message: string;
  };
  const name = revert?.name ?? (data ? (coinErrors.parseError(data)?.name ?? data) : message);
  if (name !== error) throw new Error(`expected ${error}, got ${name}`);
};

/** Refusals that come up through a contract whose own interface does not name them. */
const coinErrors = new Interface(
  [...settlementCoinAbi, ...reserveAttestationsAbi].filter(({ type }) => type === "error"),
);

/**
 * A world per file, wound back after each test. All files run in one process, so these run for every file's tests: a world
 * that nobody touched is left alone.
 */
export const rewinding = (world: World) => {
  let mark: unknown;
  return {
    keep: async () => {
      if (mark !== undefined && !world.touched.since) return;
      mark = await world.rpc("evm_snapshot");
      world.touched.since = false;
    },
    rewind: async () => {
      if (!world.touched.since) return;
      await world.rpc("evm_revert", mark);
      mark = undefined;
    },
  };
};
