import { expect, test, vi } from "vitest";
import { planFile } from "@/adapters/intake/plan-file";
import type { CalendarDate } from "@/core/dates/calendar-date";
import type { PlanChoices } from "@/core/intake/plan";
import { COLUMNS_MAX, mapHeader } from "@/core/intake/table/header";

const choices: PlanChoices = { asOf: "2026-11-21" as CalendarDate };

const plan = (text: string, more: Partial<PlanChoices> = {}) =>
  planFile({ name: "file", bytes: Buffer.from(text) }, { ...choices, ...more });

type Method = (this: unknown, ...given: unknown[]) => unknown;
type Methods = Record<string, Method>;

const WALKING = ["map", "filter", "flatMap", "forEach", "some", "every", "find", "reduce"];
const SEEKING = ["includes", "indexOf"];

/** Elements that the methods and iterators of lists and maps touch while work runs: what it costs on any machine. */
const stepsOf = (work: () => void): number => {
  let steps = 0;
  const undo: (() => void)[] = [];
  const replace = (holder: object, name: string, make: (original: Method) => Method): void => {
    const methods = holder as Methods;
    const original = methods[name] as Method;
    methods[name] = make(original);
    undo.push(() => {
      methods[name] = original;
    });
  };
  for (const name of WALKING)
    replace(
      Array.prototype,
      name,
      (original) =>
        function (this: unknown, ...given) {
          const [visit] = given as [Method];
          given[0] = function (this: unknown, ...seen: unknown[]) {
            steps += 1;
            return Reflect.apply(visit, this, seen);
          };
          return Reflect.apply(original, this, given);
        },
    );
  for (const name of SEEKING)
    replace(
      Array.prototype,
      name,
      () =>
        function (this: unknown, sought) {
          const list = this as unknown[];
          let at = 0;
          while (at < list.length && list[at] !== sought) at += 1;
          steps += at + 1;
          if (name === "includes") return at < list.length;
          return at < list.length ? at : -1;
        },
    );
  for (const iterator of [[].values(), new Map().entries()])
    replace(
      Object.getPrototypeOf(iterator),
      "next",
      (original) =>
        function (this: unknown) {
          steps += 1;
          return Reflect.apply(original, this, []);
        },
    );
  try {
    work();
  } finally {
    for (let at = undo.length - 1; at >= 0; at -= 1) undo[at]?.();
  }
  return steps;
};

const HEADER = "invoice_number,buyer_name,currency,amount_due,due_date";
const line = (at: number | string): string => `B-${at},Buyer,HKD,10.00,2027-06-30\n`;
const many = (count: number, make: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => make(at)).join("");

const shapes: Readonly<Record<string, (size: number) => string>> = {
  "orders of one line": (size) => `${HEADER}\n${many(size, line)}`,
  "one order of many lines": (size) => `${HEADER}\n${many(size, () => line("1"))}`,
  "totals rows": (size) => `${HEADER}\n${line("1")}${many(size, () => "Total,,,,\n")}`,
  "blank lines": (size) => `${HEADER}\n${line("1")}${"\n".repeat(size)}`,
  "one column many times": (size) => `${HEADER}${",amount".repeat(size)}\n${line("1")}`,
  "short rows under a wide header": (size) =>
    `${HEADER}${many(size, (at) => `,x${at}`)}\n${many(size, (at) => `B-${at}\n`)}`,
  "namespaces declared and declared again": (size) =>
    `<Invoice ${many(size, (at) => ` xmlns:a${at}="1"`)}>${many(size, () => "<a xmlns:q='1'/>")}</Invoice>`,
  "elements side by side": (size) => `<Invoice>${many(size, () => "<a>1</a>")}</Invoice>`,
};

test.each(Object.entries(shapes))("%s: twice the file is twice the work", (_, make) => {
  plan(make(10));
  const [small, large] = [400, 800].map((size) => {
    const text = make(size);
    return stepsOf(() => plan(text));
  }) as [number, number];
  expect(small).toBeGreaterThan(400);
  expect(large / small).toBeLessThan(2.2);
});

test("choices about many columns are looked up, not searched", () => {
  const columns = Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`x${at}`, null]));
  const cells = Object.keys(columns);
  expect(stepsOf(() => mapHeader(cells, columns))).toBeLessThan(20 * cells.length);
});

test("cells beyond the widest template are no columns", () => {
  const mapping = mapHeader([...Array.from({ length: COLUMNS_MAX }, () => "x"), "currency"]);
  expect(mapping).toHaveLength(COLUMNS_MAX + 1);
  expect(mapping.at(-1)).toBeNull();
});

test("a record of another width costs no call stack", () => {
  const limits: number[] = [];
  const before = Error.stackTraceLimit;
  vi.spyOn(Error, "captureStackTrace").mockImplementation(
    () => void limits.push(Error.stackTraceLimit),
  );
  plan(`${HEADER}\n${line("1")}${"\n".repeat(50)}`);
  expect(limits.length).toBeGreaterThanOrEqual(50);
  expect(new Set(limits)).toEqual(new Set([0]));
  expect(Error.stackTraceLimit).toBe(before);
});

test("a line longer than any row is refused before it is taken apart", () => {
  const widest = (length: number) => plan(`${HEADER}\n${",".repeat(length)}\n`).format;
  expect(widest(200_000)).toBe("csv");
  const [document] = plan(`${HEADER}\n${",".repeat(200_001)}\n`).documents;
  expect(document?.reasons).toMatchObject([{ code: "file.not_table", path: "/" }]);
  expect(plan(",".repeat(200_001)).format).toBe("unreadable");
});
