import { Wallet } from "ethers";
import { interfaces } from "@/adapters/chain/contracts";
import { journalOf } from "@/adapters/db/journal";
import { inTransaction } from "@/adapters/db/transact";
import { newest, record } from "@/commands/testing/recorded-life";
import { coinOf, domainOf, randomHash, sign } from "@/commands/testing/settlement-signing";
import {
  fundBy,
  offerOver,
  payBy,
  registerOne,
  releaseFor,
  storedDeal,
} from "@/commands/testing/settlement-world";
import type { Deal } from "@/core/typed-data/deal";
import { structToJson } from "@/core/typed-data/deal-json";
import { creditNoteTypedData } from "@/core/typed-data/receivables";
import type { Chance } from "@/proving/harness/chance";
import type { Stage } from "./stage";
import { amountUpTo, pick } from "./weather";

/** A receivable as those who do business know it: what was agreed, not what became of it. */
export type Known = {
  readonly id: string;
  readonly amountDue: bigint;
  offer?: { readonly deal: Deal; readonly sellerSignature: string };
  /** What was asked for so far; what came of it the read model tells. */
  funded: bigint;
  delivered: bigint;
  paid: bigint;
  diluted: bigint;
  sequence: number;
};

/** One that was offered to lenders. */
export type Offered = Known & { offer: NonNullable<Known["offer"]> };

/** Those who do business in a run, and what they know. */
export type Business = {
  readonly stage: Stage;
  readonly chance: Chance;
  readonly known: Known[];
  readonly frozen: Set<string>;
};

const DAY = 86_400;
const BIG = 1_000_000_000n;

/** Whether lenders may fund it. */
export const isOffered = (each: Known): each is Offered => each.offer !== undefined;

/** Most that lenders may advance on what is still owed. */
export const capOf = (owed: bigint): bigint => (owed * 8n) / 10n;

/** A seller and a warehouse register a receivable. */
export const open = async ({ stage, chance, known }: Business): Promise<void> => {
  const amountDue =
    chance() < 0.2 ? 1n + BigInt(Math.floor(chance() * 50)) : amountUpTo(chance, BIG);
  const { id, registrationId } = await registerOne(stage.clean, stage.parties, amountDue);
  for (const name of ["registration.proposed", "registration.countersigned"])
    await record(stage.clean, { name, subject: registrationId });
  known.push({ id, amountDue, funded: 0n, delivered: 0n, paid: 0n, diluted: 0n, sequence: 0 });
};

/** The seller offers one, once its registration is told. */
export const offer = async ({ stage }: Business, each: Known): Promise<void> => {
  const told = await storedDeal(stage.clean, each.id).catch(() => undefined);
  if (!told) return;
  each.offer = await offerOver(stage.clean, stage.parties, each.id);
  const offerId = await newest(stage.clean, "Offer", each.id);
  await record(stage.clean, { name: "offer.signed", subject: each.id, data: { offerId } });
};

/** One of the lenders funds so much. */
export const fund = async (
  { stage, chance }: Business,
  found: Offered,
  amount: bigint,
): Promise<void> => {
  const [a, b] = stage.parties.lenders;
  if (amount <= 0n || !a || !b) return;
  found.funded += amount;
  const part = { lender: pick(chance, [a, b]), amount };
  const fundingId = await fundBy(stage.clean, found.offer, part);
  const fact = { name: "funding.submitted", subject: found.id, data: { fundingId } };
  await record(stage.clean, fact);
};

/** The warehouse confirms so much more; `isFinal` says that nothing else will come. */
export const release = async (
  { stage }: Business,
  found: Offered,
  { delivered, isFinal = false }: { delivered: bigint; isFinal?: boolean },
): Promise<void> => {
  found.delivered = delivered;
  found.sequence += 1;
  const { deal } = found.offer;
  const confirmed = { deal, delivered, seq: found.sequence, isFinal };
  await releaseFor(stage.clean, stage.parties, confirmed);
  const attestationId = await newest(stage.clean, "Attestation", found.id);
  const fact = { name: "delivery.confirmed", subject: found.id, data: { attestationId } };
  await record(stage.clean, fact);
};

/** The buyer pays by authorisation. */
export const pay = async ({ stage }: Business, found: Offered, amount: bigint): Promise<void> => {
  if (amount <= 0n) return;
  found.paid += amount;
  await payBy(stage.clean, stage.parties, found.offer.deal, amount);
};

/** Coins straight into the collection account, past the platform. */
export const transfer = async (
  { stage }: Business,
  found: Known,
  amount: bigint,
): Promise<void> => {
  if (amount <= 0n) return;
  const { clean, parties } = stage;
  await clean.rpc("anvil_setBalance", [parties.buyer.address, "0x3635c9adc5dea00000"]);
  const account = clean.settlement.chain.collectionAccount(found.id);
  const buyer = new Wallet(parties.buyer.privateKey);
  const [nonce, chainId] = await Promise.all([
    clean.rpc<string>("eth_getTransactionCount", [buyer.address, "latest"]),
    clean.rpc<string>("eth_chainId", []),
  ]);
  const raw = await buyer.signTransaction({
    ...{ type: 2, chainId: BigInt(chainId), nonce: Number(nonce), gasLimit: 200_000n },
    to: coinOf(clean),
    data: interfaces.coin.encodeFunctionData("transfer", [account, amount]),
    ...{ maxFeePerGas: 100_000_000_000n, maxPriorityFeePerGas: 10_000_000_000n },
  });
  await clean.rpc("eth_sendRawTransaction", [raw]);
  found.paid += amount;
};

/** The seller credits the buyer with a little more. */
export const credit = async ({ stage, chance }: Business, found: Offered): Promise<void> => {
  const { clean, parties } = stage;
  found.diluted += amountUpTo(chance, found.amountDue / 10n + 1n);
  const { receivable, coin, amountDue } = found.offer.deal.terms;
  const note = {
    ...{ receivable, coin, amountDue, diluted: found.diluted },
    documentHash: randomHash(),
    expiry: (await clean.chainSeconds()) + 400 * DAY,
  };
  const signature = await sign(parties.seller, creditNoteTypedData(domainOf(clean), note));
  const { diluted, documentHash, expiry } = note;
  await clean.wish({
    key: `dilute:${receivable}:${diluted}`,
    kind: "dilute",
    payload: structToJson({ deal: found.offer.deal, diluted, documentHash, expiry, signature }),
    signer: "relayer",
    receivableId: receivable,
  });
};

const anyAccount = ({ stage, chance }: Business): string => {
  const { seller, buyer, lenders } = stage.parties;
  return pick(chance, [seller.address, buyer.address, ...lenders.map(({ address }) => address)]);
};

/** Suspends an organisation, which freezes its account, or more often reinstates one. */
export const freeze = async (business: Business): Promise<void> => {
  const { stage, chance, frozen } = business;
  const [head, ...others] = frozen;
  const isThaw = head !== undefined && chance() < 0.7;
  const account = isThaw ? pick(chance, [head, ...others]) : anyAccount(business);
  if (isThaw) frozen.delete(account);
  else frozen.add(account);
  const wish = {
    key: `set-frozen:${account}:${Math.floor(chance() * 1e9)}`,
    kind: "set-frozen",
    payload: { account, frozen: !isThaw, listReference: `0x${"4e".repeat(32)}` },
    signer: "compliance",
  } as const;
  await inTransaction(stage.clean.pool, async (client) => {
    const status = isThaw ? "active" : "suspended";
    await client.query('update "Organisation" set status = $1 where account = $2', [
      status,
      account,
    ]);
    await journalOf(client, stage.clean.clock).wish(wish);
  });
};

/** Somebody's parked money is collected. */
export const claim = async (business: Business): Promise<void> => {
  const { stage, chance } = business;
  const account = anyAccount(business);
  await stage.clean.wish({
    key: `claim:${account}:${Math.floor(chance() * 1e9)}`,
    kind: "claim",
    payload: { coin: coinOf(stage.clean), account },
    signer: "relayer",
  });
};
