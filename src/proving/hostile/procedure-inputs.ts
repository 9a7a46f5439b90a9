import fc from "fast-check";
import { toJSONSchema, type ZodType } from "zod";
import { accessTable, foreignInputs } from "@/trpc/authorisation-table";
import { appRouter } from "@/trpc/root";
import type { Who, World } from "./world";

/** What a schema says about one field, as far as the draw needs it. */
type Shape = {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, Shape>;
  items?: Shape;
  anyOf?: Shape[];
  oneOf?: Shape[];
  allOf?: Shape[];
};

type Inspected = { _def: { inputs: ZodType[]; type: "query" | "mutation" } };
const procedures = appRouter._def.procedures as unknown as Record<string, Inspected>;

/** Every procedure of the router: a new one is tried without anybody naming it. */
export const everyProcedure: readonly { path: string; isMutation: boolean; shape: Shape }[] =
  Object.entries(procedures)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, { _def }]) => ({
      path,
      isMutation: _def.type === "mutation",
      shape: merged(_def.inputs.map(shapeOf)),
    }));

function shapeOf(schema: ZodType): Shape {
  return toJSONSchema(schema, { unrepresentable: "any", io: "input" }) as Shape;
}

/** A procedure's middleware may ask for a field of its own; together they are one input. */
function merged(shapes: Shape[]): Shape {
  if (shapes.length <= 1) return shapes[0] ?? {};
  return {
    type: "object",
    properties: Object.assign({}, ...shapes.map((each) => each.properties)),
  };
}

/** Somebody whom the authorisation table lets through to a procedure. */
export const callerOf = (path: string): Who => {
  const access = accessTable[path] ?? "anyone";
  if (access === "anyone") return "stranger";
  const [kind] = access.kinds;
  return kind === "buyer" || kind === undefined ? "seller" : kind;
};

export const isMutation = (path: string): boolean => procedures[path]?._def.type === "mutation";

const deep = (depth: number): unknown => {
  let value: unknown = "x";
  for (let at = 0; at < depth; at += 1) value = at % 2 ? [value] : { a: value };
  return value;
};

/** Texts that some part of some program once took for something else. */
const hostileTexts: readonly string[] = [
  ...[
    "",
    " ",
    "\0",
    "a\0b",
    "\ud800",
    "\u202e",
    "\u200b",
    "\ufeff",
    "null",
    "undefined",
    "true",
    "NaN",
  ],
  ...[
    "'",
    "';--",
    "' or 1=1--",
    '1; drop table "User"',
    "%",
    "_",
    "\\",
    "%'",
    "\\'",
    "$1",
    "$$",
    ":a",
    "{0}",
  ],
  ...[
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "../../etc/passwd",
    "C:\\",
    "file:///etc/passwd",
  ],
  ...[
    "<script>alert(1)</script>",
    "{{7*7}}",
    "$\u007b7*7}",
    "=1+1",
    "\r\nSet-Cookie: a=b",
    '\n{"level":60}',
  ],
  ...[
    "0x",
    `0x${"f".repeat(64)}`,
    `0x${"0".repeat(40)}`,
    "0x10",
    "-0",
    "1e400",
    "1,000",
    "\u0661\u0662",
    "9".repeat(400),
  ],
  ...[
    "2026-02-30",
    "9999-12-31",
    "0000-00-00",
    "-271821-04-20",
    "a".repeat(10_000),
    "\u{1F600}".repeat(500),
  ],
];

const hostileValues: readonly unknown[] = [
  ...[null, true, false, 0, -0, -1, 1, 0.1, 1e308, 2 ** 31, 2 ** 53, 2 ** 53 + 2, -(2 ** 63)],
  ...[
    0n,
    -1n,
    1n,
    2n ** 53n + 1n,
    2n ** 63n,
    2n ** 64n,
    2n ** 128n - 1n,
    2n ** 256n - 1n,
    10n ** 80n,
  ],
  ...[
    [],
    [[]],
    {},
    { not: "" },
    { contains: "" },
    { gt: "" },
    { in: [] },
    { OR: [{}] },
    { set: "x" },
  ],
  ...[
    JSON.parse('{"__proto__":{"polluted":1}}'),
    { constructor: { prototype: { polluted: 1 } } },
    deep(30),
    new Date(0),
  ],
  ...[{ $n: "x" }, { $d: "never" }, Array.from({ length: 2_000 }, () => "x")],
];

const hostile = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.constantFrom(...hostileValues),
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.bigInt(),
  fc.double(),
  fc.anything({ maxDepth: 3, withBigInt: true, withDate: true, withNullPrototype: false }),
);

const knownIds = ({ known, variables }: World): string[] => [
  ...Object.values(known),
  ...Object.values(JSON.parse(variables.DEPLOYMENT ?? "{}").addresses ?? {}).map(String),
];

const textLike = (shape: Shape, world: World): fc.Arbitrary<unknown> => {
  const ids = knownIds(world).filter(
    (id) => !shape.pattern || new RegExp(shape.pattern, "u").test(id),
  );
  const own = ids.length > 0 ? [fc.constantFrom(...ids)] : [];
  const texts = hostileTexts.filter((text) => text.length <= (shape.maxLength ?? 1e6));
  try {
    const bySpec =
      shape.pattern && !/\\p\{/.test(shape.pattern)
        ? [fc.stringMatching(new RegExp(shape.pattern))]
        : [];
    return fc.oneof(...own, ...bySpec, fc.constantFrom(...texts));
  } catch {
    return fc.oneof(...own, fc.constantFrom(...texts));
  }
};

const numberLike = ({ minimum = 0, maximum = 2 ** 53 - 1 }: Shape): fc.Arbitrary<unknown> => {
  const least = Math.max(minimum, -(2 ** 53 - 1));
  const most = Math.max(least, Math.min(maximum, 2 ** 53 - 1));
  return fc.oneof(
    fc.constantFrom(least, most),
    fc.integer({ min: Math.trunc(least), max: Math.trunc(most) }),
  );
};

/** A value of the right kind, so that the draw gets past the door and into the rules behind it. */
const fitting = (shape: Shape, world: World): fc.Arbitrary<unknown> => {
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices) return fc.oneof(...choices.map((each) => drawn(each, world)));
  if (shape.allOf?.[0]) return fitting(merged(shape.allOf), world);
  if (shape.const !== undefined) return fc.constant(shape.const);
  if (shape.enum) return fc.constantFrom(...shape.enum);
  if (shape.type === "object" && shape.properties) {
    const fields = Object.entries(shape.properties).map(([name, each]) => [
      name,
      drawn(each, world),
    ]);
    return fc.record(Object.fromEntries(fields), { requiredKeys: [] });
  }
  if (shape.type === "array")
    return fc.array(shape.items ? drawn(shape.items, world) : hostile, { maxLength: 4 });
  if (shape.type === "string") return textLike(shape, world);
  if (shape.type === "number" || shape.type === "integer") return numberLike(shape);
  if (shape.type === "boolean") return fc.boolean();
  return fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 70n }), fc.constantFrom(1n, 1_000_000n));
};

const drawn = (shape: Shape, world: World): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 5, arbitrary: fitting(shape, world) }, { weight: 1, arbitrary: hostile });

/** Inputs of one procedure, from nearly right to nonsense; the right example of the access table among them. */
export const inputsOf = (path: string, shape: Shape, world: World): fc.Arbitrary<unknown> => {
  const { known } = world;
  const example = foreignInputs[path]?.({
    ...known,
    organisationId: known.sellerId,
    userId: known.sellerUserId,
  });
  const bent = Object.keys((example as object) ?? {}).map((name) =>
    hostile.map((value) => ({ ...(example as object), [name]: value })),
  );
  return fc.oneof(drawn(shape, world), fitting(shape, world), hostile, ...bent);
};

/** A field that takes a text. */
export const isText = ({ type }: { type?: string }): boolean => type === "string";

/** Every place in an input where a value of a kind may stand, as a function that puts one there. */
export const placesOf = (
  path: string,
  shape: Shape,
  accepts: (shape: Shape) => boolean,
): ((value: unknown) => unknown)[] => {
  const example = foreignInputs[path];
  const base = (example?.({
    organisationId: "o",
    userId: "u",
    receivableId: `0x${"e".repeat(64)}`,
    importId: "i",
    orderId: "o",
    registrationId: "r",
    approvalId: "a",
  }) ?? {}) as object;
  return Object.entries(shape.properties ?? {}).flatMap(([name, each]) => {
    const inner = Object.entries(each.properties ?? {})
      .filter(([, field]) => accepts(field))
      .map(([field]) => (value: unknown) => ({
        ...base,
        [name]: { ...((base as Record<string, object>)[name] ?? {}), [field]: value },
      }));
    return accepts(each) ? [...inner, (value: unknown) => ({ ...base, [name]: value })] : inner;
  });
};
