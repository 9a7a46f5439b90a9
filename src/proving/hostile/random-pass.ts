import fc from "fast-check";
import type { Depth, Verdict } from "../faults/fault-row";
import { inParallel } from "./door";
import { Tries } from "./hostile-row";
import { callerOf, everyProcedure, inputsOf } from "./procedure-inputs";
import { signEverybodyIn, type World } from "./world";

const INPUTS: Readonly<Record<Depth, number>> = { change: 10, nightly: 2_000 };
const MEGABYTES_MAX = 200;
const withLink = (path: string, input: unknown, token: string): unknown =>
  path.startsWith("payment.") && typeof input === "object" && input !== null
    ? { ...input, token }
    : input;

/** Sends every procedure of the router inputs drawn from one seed; the door judges each answer. */
export const randomPass = async (world: World, depth: Depth, seed: number): Promise<Verdict> => {
  const tries = new Tries();
  const before = world.webMegabytes();
  const reached = new Map<string, number>();
  for (const { path, isMutation, shape } of everyProcedure) {
    const who = callerOf(path);
    const inputs = fc.sample(inputsOf(path, shape, world), { numRuns: INPUTS[depth], seed });
    await inParallel(
      inputs.map((input) => async () => {
        const sent = withLink(path, input, world.linkToken);
        const { status, code, ms } = await world.call(who, path, sent, { isMutation });
        reached.set(code, (reached.get(code) ?? 0) + 1);
        const isAnswer = status > 0 && status < 500 && ms < 5_000;
        tries.check(isAnswer, `${path} ${status} in ${ms.toFixed(0)} ms (seed ${seed})`);
      }),
      4,
    );
    await world.forgetCounts();
    if ((await world.call(who, "session.environment")).status !== 200) await signEverybodyIn(world);
    if (who !== "stranger" && (await world.call(who, "session.me")).status === 401)
      await signEverybodyIn(world);
  }
  const grown = world.webMegabytes() - before;
  tries.check(grown <= MEGABYTES_MAX, `${grown.toFixed(0)} MB more in memory`);
  tries.check(!("polluted" in {}), "Object.prototype was changed");
  const codes = [...reached].sort((one, other) => other[1] - one[1]).map((pair) => pair.join(" "));
  tries.note(`${grown.toFixed(0)} MB more, ${codes.slice(0, 6).join(", ")}`);
  return tries.verdict(`answers to ${everyProcedure.length} procedures`);
};
