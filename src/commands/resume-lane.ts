import { SENDER_LABELS } from "@/core/intent/intent";
import { resumeLane } from "@/usecases/lane/resume-lane";
import { wire } from "@/wire";

/**
 * `node src/boot.mjs resume-lane`: shows every lane; with a key's label it opens that lane again after it was halted because
 * somebody else spent its nonce. Find out who that was first: the key may be stolen. Takes the variables of the worker.
 */
const app = wire();
const { relay: store, sender: chain, keys } = app.settlement;

const show = async (): Promise<number> => {
  for (const label of SENDER_LABELS) {
    const signer = await keys.addressOf(label);
    const lane = await store.lane(chain.chainId, signer);
    const stands = lane ? `next nonce ${lane.nextNonce}` : "never used";
    console.log(
      `${label.padEnd(10)} ${signer} ${stands}${lane?.haltReason ? `; HALTED: ${lane.haltReason}` : ""}`,
    );
  }
  return 0;
};

const resume = async (asked: string): Promise<number> => {
  const label = SENDER_LABELS.find((each) => each === asked);
  if (!label) {
    console.error(`There is no lane ${asked}: ${SENDER_LABELS.join(", ")}.`);
    return 2;
  }
  const resumed = await resumeLane({ store, chain, keys })(label);
  if (!resumed) {
    console.error(`The lane of ${label} is not halted.`);
    return 1;
  }
  const { nextNonce, requeued } = resumed;
  console.log(
    `${label} goes on with nonce ${nextNonce}; ${requeued.length} acts wait for a new one.`,
  );
  return 0;
};

await app.ensureKeys();
const [asked] = process.argv.slice(2);
const code = asked ? await resume(asked) : await show();
await app.prisma.$disconnect();
await app.pool.end();
process.exit(code);
