import { createHash, randomBytes, randomUUID } from "node:crypto";
import { makeFinal } from "@/commands/testing/recorded-life";
import { randomHash, sign } from "@/commands/testing/settlement-signing";
import { firstLender, type World } from "@/commands/testing/settlement-world";
import { paymentAuthorization } from "@/core/payment/authorization";
import type { Deal } from "@/core/typed-data/deal";
import type { Hex } from "@/core/typed-data/typed-data";
import { heldBy } from "@/proving/harness/coin-held";
import {
  fundingOf,
  type LendingGround,
  openLendingGround,
  type Posted,
} from "@/proving/harness/lending-ground";
import { type Ground, inWorld, judged } from "./books-ground";
import type { FaultRow } from "./fault-row";
import { type Part, verdictOf } from "./verdict";

const AMOUNT = 7_000_000_001n;
const PAYMENT = 3_000_000_001n;
const HOUR = 3_600;

const times = <T>(count: number, act: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => act(index)));

/** How many of some answers are the most frequent one to the letter, and whether that one is a success. */
const alike = (answers: readonly Posted[]): { equal: number; isDone: boolean } => {
  const counts = new Map<string, number>();
  for (const { status, text } of answers)
    counts.set(`${status} ${text}`, (counts.get(`${status} ${text}`) ?? 0) + 1);
  const [[most, equal] = ["", 0]] = [...counts].sort(([, one], [, other]) => other - one);
  return { equal, isDone: most.startsWith("200 ") };
};

const countOf = (answers: readonly Posted[], ...statuses: number[]): number =>
  answers.filter(({ status }) => statuses.includes(status)).length;

const REFUSED = [409, 422];

/** One key, one body, pressed very often at once; then the same key under other bodies. */
const funding = async (ground: LendingGround, presses: number): Promise<Part> => {
  const { world, post } = ground;
  const lender = firstLender(ground);
  const [{ deal }, { deal: other }] = [await ground.offer(), await ground.offer()];
  const salt = randomHash();
  const body = await fundingOf(world, lender, { deal, amount: AMOUNT, salt });
  const submit = (input: object) => post("funding.submit", input, lender.headers);
  const pressed = await times(presses, () => submit(body));
  const bodies = [
    await fundingOf(world, lender, { deal, amount: AMOUNT + 1n, salt }),
    await fundingOf(world, lender, { deal: other, amount: AMOUNT, salt }),
    { ...body, dealHash: randomHash() },
  ];
  const refused = await times(12, async (index) => submit(bodies[index % bodies.length] ?? {}));
  const fresh = randomHash();
  const rivals = await Promise.all(
    [deal, other].map((each) =>
      fundingOf(world, lender, { deal: each, amount: AMOUNT, salt: fresh }),
    ),
  );
  const raced = await times(20, async (index) => submit(rivals[index % 2] ?? {}));
  const { equal, isDone } = alike(pressed);
  const clean = countOf(refused, ...REFUSED);
  const decided = countOf(raced, 200) === 10 && countOf(raced, ...REFUSED) === 10;
  return {
    figure: `fund: ${equal}/${presses} equal answers, ${clean}/12 other bodies refused`,
    wrong: [
      ...(isDone && equal === presses ? [] : [`answers differ: ${pressed.at(-1)?.text}`]),
      ...(clean === 12 ? [] : [`another body: ${refused.map(({ status }) => status)}`]),
      ...(decided ? [] : [`two bodies at once: ${raced.map(({ status }) => status)}`]),
    ],
  };
};

const addLink = async ({ pool }: World, deal: Deal): Promise<string> => {
  const token = randomBytes(32).toString("base64url");
  await pool.query(
    `insert into "BuyerLink" (id, "receivableId", "tokenHash", "expiresAt") values ($1, $2, $3, now() + interval '9 days')`,
    [randomUUID(), deal.terms.receivable, createHash("sha256").update(token).digest("hex")],
  );
  return token;
};

/** The same for a buyer's payment. A link takes forty posts in ten minutes, so it is pressed less often. */
const payment = async (ground: LendingGround): Promise<Part> => {
  const { world, post, parties } = ground;
  const { terms } = (await ground.offer()).deal;
  const token = await addLink(world, { terms } as Deal);
  const payer = parties.buyer.address as Hex;
  const place = { chainId: world.deployed.chainId, receivables: world.settlement.contract as Hex };
  const validBefore = (await world.chainSeconds()) + HOUR;
  const bodyOf = async (amount: bigint, salt: Hex) => {
    const wish = { payer, amount, salt, validBefore };
    const { coin, receivable } = terms;
    const message = paymentAuthorization(place, { ...wish, receivable, coin, currency: "HKD" });
    return { token, ...wish, signature: await sign(parties.buyer, message) };
  };
  const salt = randomHash();
  const [body, other] = [await bodyOf(PAYMENT, salt), await bodyOf(PAYMENT + 1n, salt)];
  const pressed = await times(30, () => post("payment.pay", body));
  const refused = await times(5, () => post("payment.pay", other));
  const { equal, isDone } = alike(pressed);
  const clean = countOf(refused, ...REFUSED);
  return {
    figure: `pay: ${equal}/30 equal answers, ${clean}/5 other bodies refused`,
    wrong: [
      ...(isDone && equal === 30 ? [] : [`answers differ: ${pressed.at(-1)?.text}`]),
      ...(clean === 5 ? [] : [`another payment: ${refused.map(({ status }) => status)}`]),
    ],
  };
};

const pressedOnce = async (world: World, ground: Ground, presses: number) => {
  const lending = await openLendingGround(world, 1);
  try {
    const { buyer, lenders } = lending.parties;
    const accounts = [lenders[0]?.address ?? "", buyer.address];
    const before = await heldBy(world, accounts);
    const told = [await funding(lending, presses), await payment(lending)];
    await world.calm();
    await makeFinal(world);
    const after = await heldBy(world, accounts);
    const [lent = 0n, paid = 0n] = before.map((amount, index) => amount - (after[index] ?? 0n));
    const effects = await ground.direct.query<{ n: bigint }>(
      `select count(*) as n from "Intent" where kind in ('fund', 'settle')`,
    );
    const differences = await judged(world, ground, ["I1", "I2", "I3", "I9"]);
    return verdictOf(
      `${told.map(({ figure }) => figure).join("; ")}; ${effects.rows[0]?.n}/3 effects, ${differences.length} differences`,
      [
        ...told.flatMap(({ wrong }) => wrong),
        ...(lent === 2n * AMOUNT ? [] : [`the lender paid ${lent}`]),
        ...(paid === PAYMENT ? [] : [`the buyer paid ${paid}`]),
        ...(Number(effects.rows[0]?.n) === 3 ? [] : ["an act has another number of effects"]),
        ...differences.map((each) => JSON.stringify(each)),
      ],
    );
  } finally {
    await lending.close();
  }
};

/** The same act asked for again and again. */
export const onceRows: readonly FaultRow[] = [
  {
    row: "F31",
    promise: "200 parallel posts under one key: one effect, equal answers; another body is refused",
    run: (depth) =>
      inWorld((world, ground) => pressedOnce(world, ground, depth === "nightly" ? 1_000 : 200)),
  },
];
