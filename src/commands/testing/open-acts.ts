import type { Json } from "@/core/intent/intent";
import { buyBackNonce } from "@/core/receivable/terms";
import type { Attestation, Deal } from "@/core/typed-data/deal";
import { structToJson } from "@/core/typed-data/deal-json";
import {
  attestationTypedData,
  attestationVoidTypedData,
  cancellationTypedData,
  creditNoteTypedData,
  offerFloorTypedData,
} from "@/core/typed-data/receivables";
import { authorise, DAY, domainOf, hexOf, randomHash, sign } from "./settlement-signing";
import {
  fundBy,
  offerOver,
  type Parties,
  payBy,
  registerOne,
  releaseFor,
  storedDeal,
  type World,
} from "./settlement-world";

/** What every receivable here is about, minor units, and what is lent on it. */
export const ACT_DUE = 50_000_000_000n;
export const ACT_ADVANCE = (ACT_DUE * 8n) / 10n;

const wished = async (world: World, kind: string, id: string): Promise<string> => {
  const found = await world.pool.query<{ id: string }>(
    'select id from "Intent" where kind = $1 and "receivableId" = $2 order by sequence desc limit 1',
    [kind, id],
  );
  const [intent] = found.rows;
  if (!intent) throw new Error(`Nobody wished to ${kind}.`);
  return intent.id;
};

const wish = (
  world: World,
  kind: Parameters<World["wish"]>[0]["kind"],
  { deal, ...payload }: { readonly deal: Deal; readonly [key: string]: unknown },
): Promise<string> =>
  world.wish({
    key: `${kind}:${randomHash()}`,
    kind,
    payload: { deal: structToJson(deal) as Json, ...structToJson(payload) },
    signer: "relayer",
    receivableId: deal.terms.receivable,
  });

const registered = async (world: World, parties: Parties) => {
  const { id } = await registerOne(world, parties, ACT_DUE);
  await world.calm();
  return storedDeal(world, id);
};

const lenderOf = ({ lenders }: Parties): Parties["buyer"] => {
  const [lender] = lenders;
  if (!lender) throw new Error("There is no lender.");
  return lender;
};

const funded = async (world: World, parties: Parties, amount = ACT_ADVANCE): Promise<Deal> => {
  const deal = await registered(world, parties);
  const offer = await offerOver(world, parties, deal.terms.receivable);
  await fundBy(world, offer, { lender: lenderOf(parties), amount });
  await world.calm();
  return offer.deal;
};

const released = async (world: World, parties: Parties): Promise<Deal> => {
  const deal = await funded(world, parties);
  await releaseFor(world, parties, { deal, delivered: ACT_DUE, seq: 1 });
  await world.calm();
  return deal;
};

/** Lets time pass, and answers what the keeper wishes then. */
const kept = async (world: World, kind: string, { deal, until }: { deal: Deal; until: number }) => {
  await world.wait(until - (await world.chainSeconds()) + 5);
  await world.follow();
  await world.keep();
  return wished(world, kind, deal.terms.receivable);
};

const call = async (world: World, account: string, to: string, data: string): Promise<void> => {
  await world.rpc("anvil_impersonateAccount", [account]);
  await world.rpc("anvil_setBalance", [account, "0xde0b6b3a7640000"]);
  await world.rpc("eth_sendTransaction", [{ from: account, to, data }]);
  await world.rpc("anvil_stopImpersonatingAccount", [account]);
};

const word = (value: bigint | string): string => BigInt(value).toString(16).padStart(64, "0");
const TRANSFER = "0xa9059cbb";
const BLACKLIST = "0xf9f92be4";
const UN_BLACKLIST = "0x1a895266";
/** Number of the issuer's account among the local node's own. */
const COMPLIANCE = 6;

/** The issuer lists or frees an account of the coin that receivables here are in. */
const setListed = async (world: World, account: string, isListed: boolean): Promise<void> => {
  const accounts = await world.rpc<string[]>("eth_accounts", []);
  const data = (isListed ? BLACKLIST : UN_BLACKLIST) + word(account);
  const coin = world.settlement.coins.get("HKD") ?? "";
  await world.rpc("eth_sendTransaction", [{ from: accounts[COMPLIANCE], to: coin, data }]);
};

/** Coins of another currency come to a collection account. */
const foreignCoins = async (world: World, { buyer }: Parties, deal: Deal): Promise<string> => {
  const coin = world.settlement.coins.get("USD") ?? "";
  const payload = { currency: "USD", to: buyer.address, amount: "77" };
  await world.wish({ key: `mint:${randomHash()}`, kind: "mint", payload, signer: "operator" });
  await world.calm();
  const id = deal.terms.receivable;
  const found = await world.pool.query<{ address: string }>(
    'select address from "CollectionAccount" where "receivableId" = $1',
    [id],
  );
  await call(
    world,
    buyer.address,
    coin,
    TRANSFER + word(found.rows[0]?.address ?? "0x0") + word(77n),
  );
  await world.follow();
  return wished(world, "sweep-other", id);
};

/** The seller is paid while listed, and freed again. */
const setAside = async (world: World, parties: Parties): Promise<string> => {
  const deal = await funded(world, parties);
  const { seller, coin } = deal.terms;
  await setListed(world, seller, true);
  await releaseFor(world, parties, { deal, delivered: ACT_DUE, seq: 1 });
  await world.calm();
  await setListed(world, seller, false);
  const payload = { coin, account: seller, currency: "HKD" };
  const key = `claim:${randomHash()}`;
  return world.wish({ key, kind: "claim", payload, signer: "relayer" });
};

const lodging = async (world: World, parties: Parties): Promise<string> => {
  const deal = await funded(world, parties);
  const now = await world.chainSeconds();
  const attestation: Attestation = {
    ...{ delivered: ACT_DUE, seq: 1, isFinal: false, evidenceHash: randomHash() },
    ...{ notBefore: now + DAY, expiry: now + 2 * DAY },
  };
  const { warehouse } = parties;
  const signature = await sign(warehouse, attestationTypedData(domainOf(world), deal, attestation));
  const approvals = [{ signer: warehouse.address, signature }];
  return wish(world, "lodge", { deal, attestation, approvals });
};

const voiding = async (world: World, parties: Parties): Promise<string> => {
  const deal = await funded(world, parties);
  const [seq, expiry] = [1, (await world.chainSeconds()) + DAY];
  const message = { receivable: deal.terms.receivable, seq, expiry };
  const { warehouse } = parties;
  const signature = await sign(warehouse, attestationVoidTypedData(domainOf(world), message));
  const approval = { signer: warehouse.address, signature };
  return wish(world, "void-attestation", { deal, seq, expiry, approval });
};

const cancelling = async (world: World, { seller, ...others }: Parties): Promise<string> => {
  const deal = await registered(world, { seller, ...others });
  const expiry = (await world.chainSeconds()) + DAY;
  const message = { receivable: deal.terms.receivable, registeredAt: deal.registeredAt, expiry };
  const signature = await sign(seller, cancellationTypedData(domainOf(world), message));
  return wish(world, "cancel", { deal, expiry, signature });
};

const superseding = async (world: World, { seller, ...others }: Parties): Promise<string> => {
  const deal = await registered(world, { seller, ...others });
  const [sequence, expiry] = [3, (await world.chainSeconds()) + DAY];
  const { receivable } = deal.terms;
  const message = { receivable, registeredAt: deal.registeredAt, sequence, expiry };
  const signature = await sign(seller, offerFloorTypedData(domainOf(world), message));
  return wish(world, "supersede-offers", { deal, sequence, expiry, signature });
};

const crediting = async (world: World, { seller, ...others }: Parties): Promise<string> => {
  const deal = await registered(world, { seller, ...others });
  const { receivable, coin, amountDue } = deal.terms;
  const credit = { diluted: 1_000_000n, documentHash: randomHash() };
  const expiry = (await world.chainSeconds()) + DAY;
  const message = { receivable, coin, amountDue, expiry, ...credit };
  const signature = await sign(seller, creditNoteTypedData(domainOf(world), message));
  const creditNoteId = randomHash();
  await world.pool.query(
    `insert into "CreditNote" (id, "receivableId", number, cause, amount, diluted, "documentHash", message, signature,
       status, "createdById") values ($1, $2, 'CN-1', 'price', $3, $3, $4, '{}', $5, 'signed', 'user')`,
    [creditNoteId, receivable, credit.diluted.toString(), credit.documentHash, signature],
  );
  return wish(world, "dilute", { deal, ...credit, expiry, signature, creditNoteId });
};

const buyingBack = async (world: World, parties: Parties): Promise<string> => {
  const deal = await released(world, parties);
  const { seller } = parties;
  const key = `mint:${randomHash()}`;
  const payload = { currency: "HKD", to: seller.address, amount: ACT_DUE.toString() };
  await world.wish({ key, kind: "mint", payload, signer: "operator" });
  await world.calm();
  const [amount, salt] = [ACT_DUE, randomHash()];
  const nonce = buyBackNonce(deal.terms.receivable, { payer: hexOf(seller), amount, salt });
  return wish(world, "buy-back", {
    ...{ deal, payment: await authorise(world, seller, { amount, nonce, salt }) },
  });
};

/**
 * Every kind of act that anybody may carry in, or do: brings a receivable to where the act is due, and wishes it. Answers
 * the intent; nothing of it was sent.
 */
export const openActs: Readonly<
  Record<string, (world: World, parties: Parties) => Promise<string>>
> = {
  register: async (world, parties) =>
    wished(world, "register", (await registerOne(world, parties, ACT_DUE)).id),
  fund: async (world, parties) => {
    const { terms } = await registered(world, parties);
    const offer = await offerOver(world, parties, terms.receivable);
    await fundBy(world, offer, { lender: lenderOf(parties), amount: ACT_ADVANCE });
    return wished(world, "fund", terms.receivable);
  },
  release: async (world, parties) => {
    const deal = await funded(world, parties);
    await releaseFor(world, parties, { deal, delivered: ACT_DUE, seq: 1 });
    return wished(world, "release", deal.terms.receivable);
  },
  settle: async (world, parties) => {
    const deal = await released(world, parties);
    await payBy(world, parties, deal, 1_000_000n);
    return wished(world, "settle", deal.terms.receivable);
  },
  "buy-back": buyingBack,
  lodge: lodging,
  "void-attestation": voiding,
  cancel: cancelling,
  "supersede-offers": superseding,
  dilute: crediting,
  claim: setAside,
  "sweep-other": async (world, parties) =>
    foreignCoins(world, parties, await registered(world, parties)),
  "close-funding": async (world, parties) => {
    const deal = await funded(world, parties, ACT_DUE / 2n);
    return kept(world, "close-funding", { deal, until: deal.offer.fundBy });
  },
  "close-release": async (world, parties) => {
    const deal = await funded(world, parties);
    return kept(world, "close-release", { deal, until: deal.offer.deliverBy });
  },
  "declare-default": async (world, parties) => {
    const deal = await released(world, parties);
    return kept(world, "declare-default", { deal, until: deal.terms.dueAt + 15 * DAY });
  },
};

/** Number of an account among the local node's own that has no part in anything. */
const STRANGER = 9;
/** Far more than the platform pays: it comes first in the block. */
const TIP = "0x174876e800";

/** A stranger sends what an intent would send, before all that waits; answers the transaction. */
export const sendAhead = async (world: World, intentId: string): Promise<string> => {
  const found = await world.pool.query<{ kind: "settle"; payload: { [key: string]: Json } }>(
    'select kind, payload from "Intent" where id = $1',
    [intentId],
  );
  const [intent] = found.rows;
  if (!intent) throw new Error("There is no such intent.");
  const accounts = await world.rpc<string[]>("eth_accounts", []);
  const fees = { maxPriorityFeePerGas: TIP, maxFeePerGas: "0xe8d4a51000", gas: "0x2dc6c0" };
  const signed = world.settlement.sender.callOf(intent.kind, intent.payload, []);
  return world.rpc("eth_sendTransaction", [{ ...signed, ...fees, from: accounts[STRANGER] }]);
};

/** A stranger carries an act in, or does it; answers the transaction, which is mined. */
export const carryIn = async (world: World, intentId: string): Promise<string> => {
  const hash = await sendAhead(world, intentId);
  await world.rpc("evm_mine", []);
  const [receipt] = await world.settlement.sender.receiptsOf([hash]);
  if (!receipt?.succeeded) throw new Error(`A stranger's ${hash} was refused.`);
  return hash;
};

/** Ours is sent, and a stranger's comes before it in the same block; answers the stranger's transaction. */
export const overtake = async (world: World, intentId: string): Promise<string> => {
  await world.rpc("evm_setAutomine", [false]);
  try {
    await world.relay();
    return await sendAhead(world, intentId);
  } finally {
    await world.rpc("evm_setAutomine", [true]);
    await world.rpc("evm_mine", []);
  }
};
