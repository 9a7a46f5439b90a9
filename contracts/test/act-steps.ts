import { Signature, type Wallet, ZeroHash } from "ethers";
import {
  buyBackNonce,
  dealHash,
  fundingNonce,
  paymentNonce,
} from "../../src/core/receivable/terms";
import {
  receiveWithAuthorizationTypedData,
  transferWithAuthorizationTypedData,
} from "../../src/core/typed-data/coin";
import type { Attestation, Deal } from "../../src/core/typed-data/deal";
import { attestationTypedData, offerTypedData } from "../../src/core/typed-data/receivables";
import type { Hex } from "../../src/core/typed-data/typed-data";
import { DAY, freshHash, type Ground, hexOf, signTyped } from "./ground";

/** Money as its payers sign it away, and the arguments of the acts that take it. */
const paymentSteps = (ground: Ground) => {
  const { domain, moneyDomain, now, people, receivables } = ground;
  const { buyer, seller } = people;

  const payment = async (payer: Wallet, amount: bigint, nonce: (salt: Hex) => Hex) => {
    const salt = freshHash();
    const validBefore = BigInt((await now()) + DAY);
    const data = receiveWithAuthorizationTypedData(moneyDomain, {
      from: hexOf(payer),
      to: receivables.target as Hex,
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
  return { payment, signOffer, fundArgs, settleArgs, buyBackArgs };
};

/** Attestations as the warehouse, or whoever is named, approves them. */
const attestationSteps = ({ domain, now, people: { warehouse } }: Ground) => {
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
  return { makeAttestation, approve, releaseArgs };
};

/** The common acts as one call each, signed by their parties and carried in by the relayer. */
export const actSteps = (ground: Ground) => {
  const { act, coin, moneyDomain, now, people, receivables } = ground;
  const { buyer, lenderB, relayer } = people;
  const payments = paymentSteps(ground);
  const attestations = attestationSteps(ground);

  const relay = (name: string, args: readonly unknown[]) => act(relayer, receivables, name, args);
  const fund = async (deal: Deal, lender: Wallet, amount: bigint) =>
    relay("fund", await payments.fundArgs(deal, lender, amount));
  const release = async (deal: Deal, delivered: bigint, signers?: Wallet[]) =>
    relay("release", await attestations.releaseArgs(deal, delivered, signers));
  const settle = async (deal: Deal, amount: bigint, payees: Wallet[] = [], by = buyer) =>
    relay("settle", await payments.settleArgs(deal, amount, payees, by));
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

  return {
    ...payments,
    ...attestations,
    relay,
    fund,
    release,
    settle,
    pay,
    transferByAuthorization,
  };
};
