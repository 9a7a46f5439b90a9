import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ClickWorld,
  contentOf,
  openClickWorld,
  type Press,
  rowsBetween,
  type Tries,
} from "@/commands/testing/clicks/click";
import { lendingTries } from "@/commands/testing/clicks/lending";
import { peopleTries } from "@/commands/testing/clicks/people";
import { sellingTries } from "@/commands/testing/clicks/selling";
import { Refusal } from "@/core/refusal";
import { appRouter, createCaller } from "./root";

const tries: Tries = { ...peopleTries, ...sellingTries, ...lendingTries };

const procedures = appRouter._def.procedures as unknown as Record<
  string,
  { _def: { type: "query" | "mutation" | "subscription" } }
>;
const mutations = Object.keys(procedures)
  .filter((path) => procedures[path]?._def.type === "mutation")
  .sort();

let world: ClickWorld;

beforeAll(async () => {
  world = await openClickWorld();
});
afterAll(async () => {
  await world.app.prisma.$disconnect();
  await world.app.pool.end();
});

type Answer = { readonly value: unknown } | { readonly refusal: string };

const press = async (path: string, { scope, sessionId, input }: Press): Promise<Answer> => {
  const address = Math.random().toString();
  const caller = createCaller({
    ...world.app,
    ...{ scope, sessionId: sessionId ?? null, address, requestId: "test" },
  });
  const [noun = "", act = ""] = path.split(".");
  const nouns = caller as unknown as Record<string, Record<string, (input: unknown) => unknown>>;
  try {
    return { value: await nouns[noun]?.[act]?.(input) };
  } catch (error) {
    if (!(error instanceof TRPCError && error.cause instanceof Refusal)) throw error;
    return { refusal: error.cause.code };
  }
};

test("every mutation of the router is tried, and nothing else", () => {
  expect(Object.keys(tries).sort()).toEqual(mutations);
});

describe.each(mutations)("%s pressed twice", (path) => {
  const { state, again = "same", reads = false } = tries[path] ?? {};

  const expectAgain = (first: Answer | undefined, second: Answer | undefined) => {
    if (again === "same") expect(second).toEqual(first);
    else if (again === "another") expect(second).toHaveProperty("value");
    else expect(second).toEqual({ refusal: again });
  };

  const pressing = async () => {
    if (!state) throw new Error("it has no entry");
    const request = await state(world);
    const before = await contentOf(world.pool);
    return { request, before };
  };

  test("at once makes what one press makes, and once more changes nothing", async () => {
    const alone = await pressing();
    expect(await press(path, alone.request)).toHaveProperty("value");
    const made = await contentOf(world.pool);
    if (reads) expect(made).toEqual(alone.before);
    else expect(made).not.toEqual(alone.before);

    const { request, before } = await pressing();
    const [one, other] = await Promise.all([press(path, request), press(path, request)]);
    const [first, second] = one && "value" in one ? [one, other] : [other, one];
    expect(first).toHaveProperty("value");
    expectAgain(first, second);
    const after = await contentOf(world.pool);
    expect(rowsBetween(before, after)).toEqual(rowsBetween(alone.before, made));

    expectAgain(first, await press(path, request));
    expect(await contentOf(world.pool)).toEqual(after);
  });
});
