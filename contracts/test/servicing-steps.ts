import { type Contract, keccak256, toUtf8Bytes, Wallet } from "ethers";
import { recourseNonce } from "../../src/core/receivable/terms";
import type { Attestation, Deal } from "../../src/core/typed-data/deal";
import {
  attestationVoidTypedData,
  creditNoteTypedData,
  disputeResolutionTypedData,
  disputeTypedData,
  paymentPromiseTypedData,
} from "../../src/core/typed-data/receivables";
import type { Hex } from "../../src/core/typed-data/typed-data";
import { DAY, freshHash, hexOf } from "./ground";
import { refuses } from "./refuses";
import type { World } from "./world";

export const NO_SIGNATURE = "0x";
/** Signatures that outlive every test. */
export const LATE = 2 ** 39;
const REASON = `0x${"4e".repeat(32)}` as Hex;

const ascending = (wallets: readonly Wallet[]): Wallet[] =>
  [...wallets].sort((one, other) => (BigInt(one.address) < BigInt(other.address) ? -1 : 1));

/** An account nobody else uses, by a name. */
export const newcomer = (name: string): Wallet => new Wallet(keccak256(toUtf8Bytes(name)));

/** Acts off the common path, signed by their parties and carried in by the relayer. */
export const servicingSteps = (world: World) => {
  const sign = (who: Wallet, data: Parameters<World["signTyped"]>[1]) => world.signTyped(who, data);

  /** The next block has this time and holds this call alone. Throws when the call is refused. */
  const sendAt = async (moment: number, name: string, args: readonly unknown[]) => {
    await world.rpc("evm_setNextBlockTimestamp", moment);
    const bound = world.receivables.connect(world.people.relayer) as Contract;
    const sent = await bound.getFunction(name).send(...args, { gasLimit: 12_000_000n });
    const receipt = await sent.wait();
    const block = await world.provider.getBlock(receipt?.blockNumber ?? 0);
    if (block?.timestamp !== moment) throw new Error(`mined at ${block?.timestamp}`);
    return receipt;
  };
  /** Refused in the last second, accepted in the next. */
  const opensAfter = async (
    last: number,
    { name, args, error }: { name: string; args: readonly unknown[]; error: string },
  ) => {
    await world.travelTo(last);
    await refuses(world.relay(name, args), error);
    return sendAt(last + 1, name, args);
  };

  /** Begins in the middle of a Hong Kong day, so that no test runs over midnight. */
  const startAtNoon = async () => {
    const shifted = (await world.now()) + 28_800;
    await world.travelTo(shifted - (shifted % DAY) + DAY - 28_800 + DAY / 2);
  };

  const creditArgs = async (deal: Deal, diluted: bigint, consents: readonly Wallet[] = []) => {
    const { receivable, coin, amountDue } = deal.terms;
    const documentHash = freshHash();
    const message = { receivable, coin, amountDue, diluted, documentHash, expiry: LATE };
    const data = creditNoteTypedData(world.domain, message);
    const approvals = [];
    for (const holder of ascending(consents))
      approvals.push({ signer: holder.address, signature: await sign(holder, data) });
    const word = await sign(world.people.seller, data);
    return [deal, diluted, documentHash, LATE, word, approvals] as const;
  };
  const credit = async (deal: Deal, diluted: bigint, consents: readonly Wallet[] = []) =>
    world.relay("dilute", await creditArgs(deal, diluted, consents));

  const disputeArgs = async (deal: Deal, by: Wallet, amount: bigint, expiry = LATE) => {
    const said = { party: hexOf(by), amount, reasonHash: REASON, expiry };
    const signature = await sign(by, disputeTypedData(world.domain, deal, said));
    return [deal, amount, REASON, expiry, { signer: by.address, signature }] as const;
  };
  /** Opens a dispute and answers its last second. */
  const dispute = async (deal: Deal, by: Wallet, amount: bigint): Promise<number> => {
    await world.relay("dispute", await disputeArgs(deal, by, amount));
    return untilOf(deal);
  };
  const standing = (deal: Deal) => world.call("standing", deal.terms.receivable);
  const untilOf = async (deal: Deal) => Number((await standing(deal)).until);

  const resolveArgs = async (
    deal: Deal,
    undelivered: bigint,
    signers: readonly Wallet[],
    { holders = [], until }: { holders?: readonly Wallet[]; until?: number } = {},
  ) => {
    const said = { undelivered, until: until ?? (await untilOf(deal)), expiry: LATE };
    const data = disputeResolutionTypedData(world.domain, deal, said);
    const approvals = [];
    for (const signer of signers)
      approvals.push({ signer: signer.address, signature: await sign(signer, data) });
    const named = ascending(holders).map(hexOf);
    return [deal, undelivered, LATE, approvals, named] as const;
  };
  const resolve = async (...args: Parameters<typeof resolveArgs>) =>
    world.relay("resolveDispute", await resolveArgs(...args));

  const promise = async (deal: Deal, by = world.people.buyer) => {
    const payBy = deal.terms.dueAt;
    const said = { payBy, expiry: LATE };
    const data = paymentPromiseTypedData(world.domain, deal, said);
    return world.relay("promisePayment", [deal, payBy, LATE, await sign(by, data)]);
  };

  const lodge = async (deal: Deal, delivered: bigint, change: Partial<Attestation> = {}) => {
    const attestation = await world.makeAttestation(delivered, { expiry: LATE, ...change });
    const approvals = await world.approve(deal, attestation, [world.people.warehouse]);
    await world.relay("lodge", [deal, attestation, approvals]);
    return attestation;
  };
  const finish = async (deal: Deal, delivered: bigint) => {
    const attestation = await world.makeAttestation(delivered, { isFinal: true });
    const approvals = await world.approve(deal, attestation, [world.people.warehouse]);
    return world.relay("release", [deal, attestation, approvals]);
  };
  const voidArgs = async (deal: Deal, seq: number, by = world.people.warehouse) => {
    const { receivable } = deal.terms;
    const data = attestationVoidTypedData(world.domain, { receivable, seq, expiry: LATE });
    const approval = { signer: by.address, signature: await sign(by, data) };
    return [deal, seq, LATE, approval] as const;
  };
  const voidSeq = async (deal: Deal, seq: number, by?: Wallet) =>
    world.relay("voidAttestation", await voidArgs(deal, seq, by));

  const recourseArgs = async (deal: Deal, amount: bigint, payees: readonly Wallet[] = []) => {
    const { seller } = world.people;
    const { receivable } = deal.terms;
    const nonce = (salt: Hex) => recourseNonce(receivable, { payer: hexOf(seller), amount, salt });
    return [deal, await world.payment(seller, amount, nonce), payees.map(hexOf)] as const;
  };
  const payRecourse = async (deal: Deal, amount: bigint, payees: readonly Wallet[] = []) =>
    world.relay("payRecourse", await recourseArgs(deal, amount, payees));
  const recourseDue = (deal: Deal): Promise<bigint> => world.call("recourseDue", deal);

  /** Holders' registrations and arbiters of their own organisations, entered before any funding. */
  const enterArbiters = async (): Promise<[Wallet, Wallet]> => {
    const pair: [Wallet, Wallet] = [newcomer("arbiter one"), newcomer("arbiter two")];
    for (const [index, each] of pair.entries()) await world.enter(each, 40 + index, 32);
    await world.travel(5);
    return pair;
  };

  const freeze = (who: Wallet, frozen = true) =>
    world.act(world.compliance, world.participants, "setFrozen", [
      ...[who.address, frozen, REASON],
    ]);

  /** Names of the events of Receivables in a receipt, in order. */
  const told = (receipt: { logs: readonly { topics: readonly string[]; data: string }[] } | null) =>
    (receipt?.logs ?? []).flatMap(({ topics, data }) => {
      const parsed = world.receivables.interface.parseLog({ topics: [...topics], data });
      return parsed ? [{ name: parsed.name, args: parsed.args }] : [];
    });

  return {
    ...{
      sendAt,
      opensAfter,
      startAtNoon,
      creditArgs,
      credit,
      disputeArgs,
      dispute,
      standing,
      untilOf,
    },
    ...{
      resolveArgs,
      resolve,
      promise,
      lodge,
      finish,
      voidArgs,
      voidSeq,
      recourseArgs,
      payRecourse,
    },
    ...{ recourseDue, enterArbiters, freeze, told },
  };
};
