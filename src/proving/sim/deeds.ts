import { randomBytes } from "node:crypto";
import { Wallet } from "ethers";
import { interfaces } from "@/adapters/chain/contracts";
import { newest, record } from "@/commands/testing/recorded-life";
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
import { creditNoteTypedData, receivablesDomain } from "@/core/typed-data/receivables";
import type { Hex } from "@/core/typed-data/typed-data";
import type { Chance } from "@/proving/harness/chance";
import type { Stage } from "./stage";
import { amountUpTo, pick } from "./weather";

/** A receivable as those who do business know it: what was agreed, not what became of it. */
export type Known = {
  readonly id: string;
  readonly amountDue: bigint;
  offer?: { readonly deal: Deal; readonly sellerSignature: string };
  delivered: bigint;
  sequence: number;
  diluted: bigint;
};

type Business = { readonly stage: Stage; readonly chance: Chance; readonly known: Known[] };
type Offered = Known & { offer: NonNullable<Known["offer"]> };

const DAY = 86_400;
const BIG = 1_000_000_000n;

const isOffered = (each: Known): each is Offered => each.offer !== undefined;

const anyOffered = ({ chance, known }: Business): Offered | undefined => {
  const [head, ...rest] = known.filter(isOffered);
  return head && pick(chance, [head, ...rest]);
};

const open = async ({ stage, chance, known }: Business): Promise<void> => {
  const amountDue =
    chance() < 0.2 ? 1n + BigInt(Math.floor(chance() * 50)) : amountUpTo(chance, BIG);
  const { id, registrationId } = await registerOne(stage.clean, stage.parties, amountDue);
  for (const name of ["registration.proposed", "registration.countersigned"])
    await record(stage.clean, { name, subject: registrationId });
  known.push({ id, amountDue, delivered: 0n, sequence: 0, diluted: 0n });
};

/** Offers come once the registration is told. */
const offer = async ({ stage, known }: Business): Promise<void> => {
  for (const each of known.filter((one) => !isOffered(one))) {
    const told = await storedDeal(stage.clean, each.id).catch(() => undefined);
    if (!told) continue;
    each.offer = await offerOver(stage.clean, stage.parties, each.id);
    const offerId = await newest(stage.clean, "Offer", each.id);
    await record(stage.clean, { name: "offer.signed", subject: each.id, data: { offerId } });
    return;
  }
};

const fund = async (business: Business): Promise<void> => {
  const { stage, chance } = business;
  const found = anyOffered(business);
  const [a, b] = stage.parties.lenders;
  if (!found || !a || !b) return;
  const cap = (found.amountDue * 8n) / 10n;
  const amount = chance() < 0.4 ? cap : amountUpTo(chance, chance() < 0.1 ? 2n * cap : cap);
  if (amount === 0n) return;
  const part = { lender: pick(chance, [a, b]), amount };
  const fundingId = await fundBy(stage.clean, found.offer, part);
  const fact = { name: "funding.submitted", subject: found.id, data: { fundingId } };
  await record(stage.clean, fact);
};

const release = async (business: Business): Promise<void> => {
  const { stage, chance } = business;
  const found = anyOffered(business);
  if (!found) return;
  const rest = found.amountDue - found.delivered;
  if (rest === 0n) return;
  found.delivered += chance() < 0.5 ? rest : amountUpTo(chance, rest);
  found.sequence += 1;
  const { delivered, sequence: seq } = found;
  await releaseFor(stage.clean, stage.parties, { deal: found.offer.deal, delivered, seq });
  const attestationId = await newest(stage.clean, "Attestation", found.id);
  const fact = { name: "delivery.confirmed", subject: found.id, data: { attestationId } };
  await record(stage.clean, fact);
};

const owedBy = (chance: Chance, { amountDue }: Known): bigint => {
  if (chance() < 0.3) return amountDue;
  return amountUpTo(chance, chance() < 0.1 ? 2n * amountDue : amountDue);
};

const pay = async (business: Business): Promise<void> => {
  const found = anyOffered(business);
  if (!found) return;
  const { stage, chance } = business;
  await payBy(stage.clean, stage.parties, found.offer.deal, owedBy(chance, found));
};

/** Coins straight into the collection account, past the platform. */
const transfer = async (business: Business): Promise<void> => {
  const { stage, chance, known } = business;
  const [head, ...rest] = known;
  if (!head) return;
  const found = pick(chance, [head, ...rest]);
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
    to: clean.settlement.coins.get("HKD") ?? "",
    data: interfaces.coin.encodeFunctionData("transfer", [account, owedBy(chance, found)]),
    ...{ maxFeePerGas: 100_000_000_000n, maxPriorityFeePerGas: 10_000_000_000n },
  });
  await clean.rpc("eth_sendRawTransaction", [raw]);
};

const credit = async (business: Business): Promise<void> => {
  const found = anyOffered(business);
  if (!found) return;
  const { stage, chance } = business;
  const { clean, parties } = stage;
  found.diluted += amountUpTo(chance, found.amountDue / 10n + 1n);
  const { receivable, coin, amountDue } = found.offer.deal.terms;
  const note = {
    ...{ receivable, coin, amountDue, diluted: found.diluted },
    documentHash: `0x${randomBytes(32).toString("hex")}` as Hex,
    expiry: (await clean.chainSeconds()) + 400 * DAY,
  };
  const domain = receivablesDomain(clean.deployed.chainId, clean.settlement.contract as Hex);
  const data = creditNoteTypedData(domain, note);
  const signature = await parties.seller.signTypedData(
    data.domain,
    Object.fromEntries(Object.entries(data.types).map(([name, fields]) => [name, [...fields]])),
    data.message,
  );
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

const freeze = async (business: Business): Promise<void> => {
  const { stage, chance } = business;
  const account = anyAccount(business);
  await stage.clean.wish({
    key: `set-frozen:${account}:${Math.floor(chance() * 1e9)}`,
    kind: "set-frozen",
    payload: { account, frozen: chance() < 0.4, listReference: `0x${"4e".repeat(32)}` },
    signer: "compliance",
  });
};

const claim = async (business: Business): Promise<void> => {
  const { stage, chance } = business;
  const account = anyAccount(business);
  await stage.clean.wish({
    key: `claim:${account}:${Math.floor(chance() * 1e9)}`,
    kind: "claim",
    payload: { coin: stage.clean.settlement.coins.get("HKD") ?? "", account },
    signer: "relayer",
  });
};

const wait = async ({ stage, chance }: Business): Promise<void> => {
  const seconds = chance() < 0.6 ? 60 : Math.floor(chance() * 25 * DAY) + 1;
  await stage.clean.wait(seconds);
};

/** Deeds of a day, each as often as it stands here. */
const DEEDS = [
  ...[open, open, offer, offer, offer, fund, fund, fund, fund, release, release, release],
  ...[pay, pay, pay, transfer, transfer, credit, freeze, claim, wait, wait],
] as const;

/** Does one thing people do; what they cannot do yet is passed over. */
export const doSomething = (business: Business): Promise<void> =>
  pick(business.chance, DEEDS)(business);
