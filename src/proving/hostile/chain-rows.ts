import { setTimeout as sleep } from "node:timers/promises";
import { randomHash, sign } from "@/commands/testing/settlement-signing";
import { paymentNonce } from "@/core/receivable/terms";
import { coinDomain, permitTypedData } from "@/core/typed-data/coin";
import type { Hex } from "@/core/typed-data/typed-data";
import { LOCAL_CHAIN_ID } from "@/env";
import { type ChainSide, goesThrough, mined, openChainSide } from "./chain-side";
import { type HostileRow, type Tries, tried } from "./hostile-row";
import { lookAlikes } from "./look-alike";
import { paying } from "./signature-rows";
import type { World } from "./world";

/** What the books say about every receivable, position and posting; the same text means the same books. */
const booksOf = async ({ pool }: World): Promise<string> => {
  const { rows } = await pool.query<{ books: string }>(
    `select md5(concat(
       (select string_agg(concat_ws(' ', id, status, funded, released, delivered, collected, diluted, escrow,
          "feePaid", "latePaid", "chargePaid", "principalPaid", "sellerPaid", surplus), ';' order by id) from "Receivable"),
       (select string_agg(p::text, ';' order by p::text) from "Position" p),
       (select count(*) from "Journal"), (select count(*) from "Posting"))) as books`,
  );
  return rows[0]?.books ?? "";
};

const collectedOf = async ({ pool, known }: World): Promise<bigint> => {
  const { rows } = await pool.query<{ collected: string }>(
    `select collected::text from "Receivable" where id = $1`,
    [known.receivableId],
  );
  return BigInt(rows[0]?.collected ?? "-1");
};

/** How many events of some transactions the indexer has told. */
const readFrom = async ({ pool }: World, hashes: readonly string[]): Promise<number> =>
  (await pool.query(`select 1 from "ChainEvent" where "txHash" = any($1)`, [hashes])).rows.length;

const forgedEvents = async (world: World, tries: Tries): Promise<void> => {
  const side = await openChainSide(world);
  try {
    const { receivables, participants, coins } = side.book;
    const address = [receivables, participants, ...coins.values()];
    const told = await side.provider.getLogs({ address, fromBlock: side.fromBlock });
    await side.indexed();
    const before = await booksOf(world);
    const hashes: string[] = [];
    for (const data of lookAlikes(told)) hashes.push(await mined(side.stranger, { data }));
    let repeated = 0;
    for (const hash of hashes)
      repeated += (await side.provider.getTransactionReceipt(hash))?.logs.length ?? 0;
    tries.check(repeated === told.length && repeated > 20, `only ${repeated} events were repeated`);
    await side.indexed();
    const own = await readFrom(
      world,
      told.map(({ transactionHash }) => transactionHash),
    );
    tries.check(own > 0, "no event of ours was read");
    const forged = await readFrom(world, hashes);
    tries.check(forged === 0, `${forged} events of a look-alike were read`);
    tries.check((await booksOf(world)) === before, "events of a look-alike changed the books");
    tries.note(`${repeated} events repeated by ${hashes.length} look-alikes`);
  } finally {
    side.close();
  }
};

const dealOf = async ({ pool, known }: World): Promise<unknown> =>
  (await pool.query(`select deal from "Receivable" where id = $1`, [known.receivableId])).rows[0]
    ?.deal;

const PERMITTED = 2_000_000n;

/** The buyer allows the receivables contract to draw an amount; a stranger shows the signature first. */
const permits = async (world: World, tries: Tries, side: ChainSide): Promise<void> => {
  const { coin, receivables, key, buyer, stranger, book } = side;
  const owner = key.address as Hex;
  const spender = book.receivables as Hex;
  const deadline = BigInt((await side.provider.getBlock("latest"))?.timestamp ?? 0) + 3_600n;
  const domain = coinDomain("Quaynote HKD", LOCAL_CHAIN_ID, String(coin.target) as Hex);
  const nonce: bigint = await coin.getFunction("nonces").staticCall(owner);
  const data = permitTypedData(domain, { owner, spender, value: PERMITTED, nonce, deadline });
  const signature = await sign(key, data);
  const permit = [
    "permit(address,address,uint256,uint256,bytes)",
    ...[owner, spender, PERMITTED, deadline, signature],
  ] as const;
  const allowed = (): Promise<bigint> =>
    coin.getFunction("allowance").staticCall(owner, spender) as Promise<bigint>;
  tries.check(await goesThrough(stranger, coin, permit), "a permit counts for its owner alone");
  tries.check((await allowed()) === PERMITTED, "a permit shown by a stranger allows less or more");
  tries.check(!(await goesThrough(buyer, coin, permit)), "a permit was taken twice");
  tries.check((await allowed()) === PERMITTED, "a permit shown twice changed the allowance");
  const payment = {
    ...{ payer: owner, amount: PERMITTED, salt: randomHash() },
    ...{ validAfter: 0n, validBefore: deadline, signature: "0x" },
  };
  const settle = ["settle", await dealOf(world), payment, []] as const;
  const steal = ["transferFrom", owner, await stranger.getAddress(), 1n] as const;
  tries.check(!(await goesThrough(stranger, receivables, settle)), "a stranger spent an allowance");
  tries.check(!(await goesThrough(stranger, coin, steal)), "a stranger drew on an allowance");
  tries.check(
    await goesThrough(buyer, receivables, settle),
    "the owner cannot pay any more after a stranger showed the permit",
  );
  tries.check((await allowed()) === 0n, "an allowance outlived what it was for");
};

type Paid = Awaited<ReturnType<typeof paying>>;

const ended = async ({ pool }: World, salt: string): Promise<string> => {
  for (let turn = 0; turn < 120; turn += 1) {
    const { rows } = await pool.query<{ status: string }>(
      `select status from "Intent" where key like $1 and status in ('final', 'failed')`,
      [`settle:%:${salt}`],
    );
    if (rows[0]) return rows[0].status;
    await sleep(500);
  }
  return "never";
};

/** The buyer signs a payment at the page; a stranger who saw the signature tries everything with it first. */
const authorisations = async (
  world: World,
  tries: Tries,
  { side, paid }: { side: ChainSide; paid: Paid },
): Promise<void> => {
  const { coin, receivables, stranger, book } = side;
  const { wish, signature } = paid;
  const [payer, amount, salt] = [wish.payer as Hex, wish.amount as bigint, wish.salt as Hex];
  const nonce = paymentNonce(world.known.receivableId as Hex, { payer, amount, salt });
  const own = await stranger.getAddress();
  const tail = [amount, 0n, wish.validBefore, nonce, signature];
  const moves = "(address,address,uint256,uint256,uint256,bytes32,bytes)";
  for (const to of [book.receivables, own])
    for (const name of ["receiveWithAuthorization", "transferWithAuthorization"])
      tries.check(
        !(await goesThrough(stranger, coin, [name + moves, payer, to, ...tail])),
        `a stranger used a payment's signature for ${name}`,
      );
  const cancel = ["cancelAuthorization(address,bytes32,bytes)", payer, nonce, signature] as const;
  tries.check(!(await goesThrough(stranger, coin, cancel)), "a stranger cancelled a payment");
  const { validBefore } = wish;
  const payment = { payer, amount, salt, validAfter: 0n, validBefore, signature };
  const settle = ["settle", await dealOf(world), payment, [own]] as const;
  tries.check(await goesThrough(stranger, receivables, settle), "a signed payment needs us");
  tries.check(!(await goesThrough(stranger, receivables, settle)), "a payment was taken twice");
  const { status } = await world.call("stranger", "payment.pay", { ...wish, signature });
  tries.check(status >= 200 && status < 500, `the page answered a payment made first: ${status}`);
  const fate = status === 200 ? await ended(world, salt) : "refused";
  tries.check(fate !== "never", "the second sending of a payment never came to an end");
  tries.check(fate !== "failed", "a payment that stands on the chain was told as failed");
  tries.note(`the page's own sending came second: ${fate}`);
};

const usedFirst = async (world: World, tries: Tries): Promise<void> => {
  const side = await openChainSide(world);
  try {
    await world.forgetCounts();
    const paid = await paying(world, randomHash());
    await side.indexed();
    const holding = (): Promise<bigint> =>
      side.coin.getFunction("balanceOf").staticCall(side.key.address) as Promise<bigint>;
    const [held, collected] = [await holding(), await collectedOf(world)];
    await permits(world, tries, side);
    await authorisations(world, tries, { side, paid });
    await side.indexed();
    const due = PERMITTED + (paid.wish.amount as bigint);
    tries.check(held - (await holding()) === due, "the buyer paid otherwise than it signed");
    const more = (await collectedOf(world)) - collected;
    tries.check(more === due, `the receivable collected ${more}, not ${due}`);
  } finally {
    side.close();
    await world.forgetCounts();
  }
};

/** What a stranger can do at the chain itself, past every page. */
export const chainRows: readonly HostileRow[] = [
  tried(
    "H35",
    "a permit or payment used by somebody else first is worth the same, once",
    usedFirst,
    "steps as promised",
  ),
  tried("H36", "events of contracts that are not ours are not read", forgedEvents, "promises kept"),
];
