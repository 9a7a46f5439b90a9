import type { Wallet } from "ethers";
import {
  type Consent,
  inOrder,
  participantsDomain,
  quorumChangeTypedData,
  signerEntryTypedData,
  signerRemovalTypedData,
} from "../../src/core/typed-data/participants";
import type { Hex, TypedData } from "../../src/core/typed-data/typed-data";
import { DAY, hexOf } from "./ground";
import type { World } from "./world";

export const WAREHOUSE = 4;
export const ARBITER = 32;

/** Decisions of an organisation about its signers, bound to a world. */
export const signerSteps = (world: World) => {
  const domain = () => participantsDomain(31_337, String(world.participants.target) as Hex);

  const ask = (name: string, ...args: unknown[]) =>
    world.participants.getFunction(name).staticCall(...args);

  const nonceOf = async (organisation: number): Promise<bigint> =>
    (await ask("signersOf", organisation)).nonce;

  const soon = async (): Promise<number> => (await world.now()) + DAY;

  const consentsTo = async (
    data: TypedData<object>,
    signers: readonly Wallet[],
  ): Promise<readonly Consent[]> =>
    inOrder(
      await Promise.all(
        signers.map(async (signer) => ({
          signer: hexOf(signer),
          signature: await world.signTyped(signer, data),
        })),
      ),
    );

  /** Arguments of `addSigner` with the consent of `signers`. */
  const entryArgs = async (
    organisation: number,
    account: { address: string },
    signers: readonly Wallet[],
    roles = WAREHOUSE,
  ) => {
    const expiry = await soon();
    const data = signerEntryTypedData(domain(), {
      organisation: BigInt(organisation),
      ...{ account: account.address as Hex, roles, expiry },
      nonce: await nonceOf(organisation),
    });
    const consents = await consentsTo(data, signers);
    return [organisation, account.address, roles, expiry, consents] as const;
  };

  /** Arguments of `removeSigner` with the consent of `signers`. */
  const removalArgs = async (account: { address: string }, signers: readonly Wallet[]) => {
    const { organisation, signerSince } = await ask("participant", account.address);
    const expiry = await soon();
    const data = signerRemovalTypedData(domain(), {
      ...{ organisation, signerSince: Number(signerSince), expiry },
      account: account.address as Hex,
    });
    return [account.address, expiry, await consentsTo(data, signers)] as const;
  };

  /** Arguments of `setQuorum` with the consent of `signers`. */
  const quorumArgs = async (organisation: number, quorum: number, signers: readonly Wallet[]) => {
    const expiry = await soon();
    const nonce = await nonceOf(organisation);
    const message = { organisation: BigInt(organisation), quorum, nonce, expiry };
    const data = quorumChangeTypedData(domain(), message);
    return [organisation, quorum, expiry, await consentsTo(data, signers)] as const;
  };

  /** Anybody carries in what others signed. */
  const carry = (name: string, args: readonly unknown[]) =>
    world.act(world.people.stranger, world.participants, name, args);

  const byOperator = (name: string, ...args: unknown[]) =>
    world.act(world.operator, world.participants, name, args);

  return { ask, nonceOf, consentsTo, entryArgs, removalArgs, quorumArgs, carry, byOperator };
};
