import { describe, expect, test } from "vitest";
import { chainReader } from "@/adapters/chain/chain-reader";
import type { ChainConnection } from "@/adapters/chain/provider";
import { ownWorld } from "@/commands/testing/own-world";
import {
  fundBy,
  offerOver,
  type Parties,
  registerOne,
  releaseFor,
} from "@/commands/testing/settlement-world";
import { ChainHalted, DeepReorganisation } from "@/ports/chain-index";
import { ChainUnreachable } from "@/ports/chain-reader";

const DUE = 50_000_000_000n;

const { world, parties } = await ownWorld(1);

const funded = async () => {
  const { id } = await registerOne(world, parties, DUE);
  await world.calm();
  const offer = await offerOver(world, parties, id);
  const [lender] = parties.lenders as [Parties["buyer"]];
  await fundBy(world, offer, { lender, amount: (DUE * 8n) / 10n });
  await world.calm();
  return { id, offer };
};

const agreement = async () => {
  const finding = await world.reconcile();
  expect(finding?.strays).toEqual([]);
  expect(finding?.comparisons.map(({ difference }) => difference)).toEqual([0n, 0n, 0n, 0n]);
};

/** Read model and running balances as text, without what tells only when they were written. */
const model = async (): Promise<string> => {
  const receivables = await world.pool.query(
    `select id, status, deal, "dealHash", funded, released, collected, escrow from "Receivable" order by id`,
  );
  const positions = await world.pool.query(
    'select * from "Position" order by "receivableId", holder',
  );
  const accounts = await world.pool.query(
    'select id, balance from "LedgerAccount" where balance <> 0 order by id',
  );
  return JSON.stringify([receivables.rows, positions.rows, accounts.rows], (_key, value) =>
    typeof value === "bigint" ? value.toString() : value,
  );
};

describe("a reorganisation inside finality", () => {
  test("that brings the same transactions again ends in the same model and books", async () => {
    const { id, offer } = await funded();
    await world.mine(3);
    await world.follow();
    await releaseFor(world, parties, { deal: offer.deal, delivered: DUE / 2n, seq: 1 });
    await world.calm();
    const before = await model();
    await world.rpc("anvil_reorg", [1, []]);
    await world.follow();
    expect(await model()).not.toBe(before);
    await agreement();
    await world.relay();
    await world.calm();
    expect(await model()).toBe(before);
    const rows = await world.pool.query(
      `select "blockHash" from "ChainEvent" where "receivableId" = $1 and name = 'Released'`,
      [id],
    );
    expect(rows.rowCount).toBe(1);
    await agreement();
  });

  test("that comes while another is undone is undone too", async () => {
    await world.mine(2);
    await world.follow();
    await world.rpc("anvil_reorg", [2, []]);
    const cursor = await world.settlement.index.cursor("seen");
    await world.settlement.index.undo(cursor!);
    await world.rpc("anvil_reorg", [1, []]);
    await world.mine(1);
    await world.follow();
    const seen = await world.settlement.index.cursor("seen");
    const head = await world.settlement.chain.headNumber();
    expect(seen).toMatchObject({
      number: head,
      hash: (await world.settlement.chain.blockAt(head))?.hash,
    });
    await agreement();
  });
});

describe("a reorganisation beyond finality", () => {
  test("is refused: the books stay as they are and somebody must look", async () => {
    await world.mine(6);
    await world.follow();
    const before = await model();
    await world.rpc("anvil_reorg", [5, []]);
    await expect(world.follow()).rejects.toThrow(DeepReorganisation);
    expect(await model()).toBe(before);
    await expect(world.follow()).rejects.toThrow(ChainHalted);
  });

  test("goes on when a person says so, whose name and reason are kept", async () => {
    const { undone } = await world.usecases.resumeChain({ by: "somebody", because: "seen to" });
    expect(undone).toBeGreaterThan(0);
    await world.mine(1);
    await world.follow();
    const audit = await world.pool.query(
      `select actor, data from "AuditFact" where name = 'chain.resumed'`,
    );
    expect(audit.rows).toEqual([
      { actor: "somebody", data: expect.objectContaining({ because: "seen to", undone }) },
    ]);
    await agreement();
    await expect(world.usecases.resumeChain({ by: "somebody", because: "again" })).rejects.toThrow(
      /Nothing is halted/,
    );
  });
});

describe("a node that leaves logs out", () => {
  const listening = (answer: (method: string) => unknown) => {
    const { connection, book } = world.node;
    const asked: string[] = [];
    const node: ChainConnection = {
      ...connection,
      rpc: async <T>(method: string, params: readonly unknown[]) => {
        asked.push(method);
        return (answer(method) as T) ?? connection.rpc<T>(method, params);
      },
    };
    return { node, asked, book };
  };
  const noCollections = () => Promise.resolve(new Map<string, string>());
  const fundingBlock = async () => {
    const { rows } = await world.pool.query<{ blockNumber: number }>(
      `select "blockNumber" from "ChainEvent" where name = 'Funded' limit 1`,
    );
    const block = await world.settlement.chain.blockAt(rows[0]?.blockNumber ?? 0);
    if (!block) throw new Error("The block is gone.");
    return block;
  };

  test.each([
    [["eth_getLogs"], "hides its logs"],
    [["eth_getBlockReceipts"], "hides its receipts"],
    [["eth_getLogs", "eth_getBlockReceipts"], "hides both"],
  ])("is caught when it answers %j with nothing: %s", async (methods) => {
    const { node, book } = listening((method) => (methods.includes(method) ? [] : undefined));
    const block = await fundingBlock();
    const reader = chainReader([node], book);
    await expect(reader.factsOf([block], noCollections)).rejects.toThrow(ChainUnreachable);
    const both = chainReader([node, world.node.connection], book);
    const [told] = await both.factsOf([block], noCollections);
    expect(told?.facts.some(({ name }) => name === "Funded")).toBe(true);
  });

  test("an empty block is not asked for logs at all", async () => {
    await world.mine(1);
    const { node, asked, book } = listening(() => undefined);
    const reader = chainReader([node], book);
    const block = await reader.blockAt(await reader.headNumber());
    const [told] = await reader.factsOf(block ? [block] : [], noCollections);
    expect(told?.facts).toEqual([]);
    expect(asked).not.toContain("eth_getLogs");
  });
});
