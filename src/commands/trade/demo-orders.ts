import { addDays, type CalendarDate } from "@/core/dates/calendar-date";
import { type Currency, decimalOfMinor } from "@/core/money";
import type { ShownState } from "@/core/receivable/receivable-filter";

/** The way of an order whose buyer pays; `ready`: imported, not signed yet. */
const WAY = [
  ...["ready", "proposed", "countersigned", "registering", "registered", "offered", "funding"],
  ...["funded", "partlyReleased", "released", "settled"],
] as const satisfies readonly ("ready" | ShownState)[];

/** Where a demo order is left. */
export type Goal = Exclude<(typeof WAY)[number], "countersigned" | "registering">;

/** Whether a state lies before a goal on that way; one that is not on it lies before none. */
export const isBefore = (state: "ready" | ShownState, goal: Goal): boolean => {
  const at = (WAY as readonly string[]).indexOf(state);
  return at >= 0 && at < WAY.indexOf(goal);
};

/** Description, quantity and price of one in hundredths of the currency. */
type Line = readonly [description: string, quantity: number, price: number];

export type DemoOrder = {
  readonly number: string;
  readonly buyer: readonly [name: string, country: string];
  readonly currency: Exclude<Currency, "CNH">;
  /** From the day of the import. */
  readonly dueInDays: number;
  readonly lines: readonly Line[];
  readonly goal: Goal;
};

const nordlicht = ["Nordlicht Handels GmbH", "DE"] as const;
const verdier = ["Maison Verdier SAS", "FR"] as const;
const castellan = ["Castellan Retail B.V.", "NL"] as const;

/** Orders of the first demo seller: one or more left at every step of a receivable's life. */
export const demoOrders: readonly DemoOrder[] = [
  {
    ...{ number: "HL-2401", buyer: nordlicht, currency: "HKD", dueInDays: 45, goal: "settled" },
    lines: [
      ["Desk lamp, brass", 240, 48_500],
      ["Spare shade, linen", 120, 9_900],
    ],
  },
  {
    ...{ number: "HL-2402", buyer: verdier, currency: "EUR", dueInDays: 30, goal: "settled" },
    lines: [["Travel kettle 0.8 l", 400, 3_145]],
  },
  {
    ...{ number: "HL-2403", buyer: nordlicht, currency: "USD", dueInDays: 60, goal: "released" },
    lines: [["Mechanical keyboard, DE layout", 350, 6_790]],
  },
  {
    ...{ number: "HL-2404", buyer: verdier, currency: "HKD", dueInDays: 75, goal: "released" },
    lines: [
      ["Ceramic planter, 30 cm", 500, 21_800],
      ["Drip tray, 30 cm", 500, 4_250],
    ],
  },
  {
    ...{ number: "HL-2405", buyer: castellan, currency: "EUR", dueInDays: 60 },
    goal: "partlyReleased",
    lines: [["Folding bicycle helmet", 300, 5_475]],
  },
  {
    ...{ number: "HL-2406", buyer: castellan, currency: "HKD", dueInDays: 90, goal: "funded" },
    lines: [["Standing desk frame", 60, 268_000]],
  },
  {
    ...{ number: "HL-2407", buyer: verdier, currency: "USD", dueInDays: 45, goal: "funding" },
    lines: [["Noise-cancelling headset", 220, 8_230]],
  },
  {
    ...{ number: "HL-2408", buyer: nordlicht, currency: "HKD", dueInDays: 60, goal: "offered" },
    lines: [
      ["Bamboo shelf, five tiers", 180, 74_000],
      ["Wall fixing kit", 180, 3_600],
    ],
  },
  {
    ...{ number: "HL-2409", buyer: castellan, currency: "EUR", dueInDays: 45, goal: "offered" },
    lines: [["Espresso tamper set", 640, 2_120]],
  },
  {
    ...{ number: "HL-2410", buyer: verdier, currency: "HKD", dueInDays: 60, goal: "registered" },
    lines: [["Silk pillowcase, pair", 900, 16_900]],
  },
  {
    ...{ number: "HL-2411", buyer: nordlicht, currency: "USD", dueInDays: 30, goal: "proposed" },
    lines: [["USB-C dock, ten ports", 150, 11_950]],
  },
  {
    ...{ number: "HL-2412", buyer: castellan, currency: "HKD", dueInDays: 60, goal: "ready" },
    lines: [["Outdoor lantern, solar", 420, 19_900]],
  },
  {
    ...{ number: "HL-2413", buyer: nordlicht, currency: "EUR", dueInDays: 60, goal: "ready" },
    lines: [["Cork yoga block, pair", 800, 1_340]],
  },
];

/** Orders that are uploaded and left as a plan. */
export const plannedOrders: readonly DemoOrder[] = [
  {
    ...{ number: "HL-2414", buyer: verdier, currency: "HKD", dueInDays: 60, goal: "ready" },
    lines: [["Porcelain tea set", 140, 58_000]],
  },
  {
    ...{ number: "HL-2415", buyer: castellan, currency: "USD", dueInDays: 45, goal: "ready" },
    lines: [["Camera tripod, carbon", 90, 17_400]],
  },
];

const HEAD =
  "order_number,invoice_number,buyer_name,buyer_country,currency,issue_date,due_date,line_id,description,quantity,unit,unit_price,amount";

const hundredths = (amount: number): string => decimalOfMinor(BigInt(amount) * 10_000n);

const rowsOf = (
  { number, buyer: [name, country], currency, dueInDays, lines }: DemoOrder,
  today: CalendarDate,
): string[] =>
  lines.map(([description, quantity, price], at) =>
    [
      ...[number, number, name, country, currency, addDays(today, -2), addDays(today, dueInDays)],
      ...[at + 1, `"${description}"`, quantity, "EA", hundredths(price)],
      hundredths(quantity * price),
    ].join(","),
  );

/** The orders as a seller's table, issued two days before `today`. */
export const tableOf = (orders: readonly DemoOrder[], today: CalendarDate): string =>
  `${[HEAD, ...orders.flatMap((order) => rowsOf(order, today))].join("\r\n")}\r\n`;
