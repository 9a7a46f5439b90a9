import {
  enterParties,
  fundBy,
  offerOver,
  type Parties,
  payBy,
  registerOne,
  releaseFor,
  type World,
} from "@/commands/testing/settlement-world";
import type { ChainFact } from "@/core/chain-fact/chain-fact";

const DUE = 100_000_000_000n;

/** One receivable's whole life as the chain told it: stages in order, each the facts of one block. */
export type Life = {
  readonly id: string;
  readonly collectionAccount: string;
  readonly stages: readonly (readonly ChainFact[])[];
};

const live = async (world: World, parties: Parties): Promise<string> => {
  const [first, second] = parties.lenders;
  if (!first || !second) throw new Error("There are no lenders.");
  const { id } = await registerOne(world, parties, DUE);
  await world.calm();
  const offer = await offerOver(world, parties, id);
  await fundBy(world, offer, { lender: first, amount: DUE / 5n });
  await fundBy(world, offer, { lender: second, amount: (DUE * 3n) / 5n });
  await world.calm();
  await releaseFor(world, parties, { deal: offer.deal, delivered: DUE / 2n, seq: 1 });
  await world.calm();
  await releaseFor(world, parties, { deal: offer.deal, delivered: DUE, seq: 2 });
  await world.calm();
  for (const part of [3n, 3n, 4n]) {
    await payBy(world, parties, offer.deal, (DUE * part) / 10n);
    await world.calm();
  }
  return id;
};

/** Lets one receivable live on a real chain, and reads back what the chain says of it. */
export const liveOnce = async (world: World): Promise<Life> => {
  const id = await live(world, await enterParties(world));
  const stages: ChainFact[][] = [];
  await world.usecases.readFacts((portion) => {
    for (const { facts } of portion) {
      const ours = new Set(
        facts.flatMap(({ receivableId, txHash }) => (receivableId === id ? [txHash] : [])),
      );
      const stage = facts.filter(({ txHash }) => ours.has(txHash));
      if (stage.length > 0) stages.push(stage);
    }
  });
  return { id, collectionAccount: world.settlement.chain.collectionAccount(id), stages };
};
