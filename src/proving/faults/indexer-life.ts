import {
  firstLender,
  fundBy,
  offerOver,
  type Parties,
  payBy,
  registerOne,
  releaseFor,
  type World,
} from "@/commands/testing/settlement-world";

const DUE = 50_000_000_000n;

/** One receivable from its registration to its settlement, and one that stops at its release. */
export const livedThrough = async (world: World, parties: Parties): Promise<void> => {
  const lender = firstLender(parties);
  for (const paid of [DUE, 0n]) {
    const { id } = await registerOne(world, parties, DUE);
    await world.calm();
    const offer = await offerOver(world, parties, id);
    await fundBy(world, offer, { lender, amount: (DUE * 8n) / 10n });
    await world.calm();
    await releaseFor(world, parties, { deal: offer.deal, delivered: DUE / 2n, seq: 1 });
    await world.calm();
    if (paid > 0n) await payBy(world, parties, offer.deal, paid);
    await world.calm();
  }
};
