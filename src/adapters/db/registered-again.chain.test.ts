import { Contract, JsonRpcProvider } from "ethers";
import { expect, test } from "vitest";
import { settlementCoinAbi } from "@/adapters/chain/generated/abi";
import { ownWorld } from "@/commands/testing/own-world";
import { domainOf, sign } from "@/commands/testing/settlement-signing";
import { registerOne, storedDeal } from "@/commands/testing/settlement-world";
import type { Json } from "@/core/intent/intent";
import { structToJson } from "@/core/typed-data/deal-json";
import { cancellationTypedData, registrationTypedData } from "@/core/typed-data/receivables";
import type { Hex } from "@/core/typed-data/typed-data";
import { env } from "@/env";

const { world, parties } = await ownWorld();

const cancel = async (id: Hex): Promise<void> => {
  const deal = await storedDeal(world, id);
  const expiry = (await world.chainSeconds()) + 9_999;
  const data = cancellationTypedData(domainOf(world), {
    ...{ receivable: id, registeredAt: deal.registeredAt, expiry },
  });
  const signature = await sign(parties.seller, data);
  await world.wish({
    ...{ key: `cancel:${id}`, kind: "cancel", signer: "relayer", receivableId: id },
    payload: { deal: structToJson(deal) as Json, expiry, signature },
  });
  await world.calm();
};

const wishAgain = async (id: Hex): Promise<void> => {
  const { terms } = await storedDeal(world, id);
  const { seller, warehouse, coin, ...lot } = terms;
  const issuedAt = await world.chainSeconds();
  const registration = {
    ...{ seller, warehouse, coin, issuedAt, expiry: issuedAt + 99_999 },
    lots: [lot],
  };
  const data = registrationTypedData(domainOf(world), registration);
  await world.wish({
    ...{ key: `register:again:${id}`, kind: "register", signer: "relayer", receivableId: id },
    payload: {
      registration: structToJson(registration) as Json,
      sellerSignature: await sign(parties.seller, data),
      warehouseSignature: await sign(parties.warehouse, data),
    },
  });
};

const payInto = async (account: string, amount: bigint): Promise<void> => {
  await world.rpc("anvil_setBalance", [parties.buyer.address, "0xde0b6b3a7640000"]);
  const provider = new JsonRpcProvider(env().rpcUrl, 31_337, { staticNetwork: true });
  const coin = new Contract(
    world.settlement.coins.get("HKD") ?? "",
    settlementCoinAbi,
    parties.buyer.connect(provider),
  );
  await (await coin.getFunction("transfer")(account, amount)).wait();
  provider.destroy();
};

const expectAgreement = async (): Promise<void> => {
  const finding = await world.reconcile();
  expect(finding?.strays).toEqual([]);
  expect(finding?.comparisons.map(({ difference }) => difference)).toEqual([0n, 0n, 0n, 0n]);
};

test("money paid between a cancellation and a new registration of the lot counts once, also after a reorganisation", async () => {
  const { id } = await registerOne(world, parties, 1_000_000n);
  await world.calm();
  await cancel(id);
  await world.wait(5);
  await wishAgain(id);
  await payInto(world.settlement.chain.collectionAccount(id), 1_000n);
  await world.relay();
  await world.follow();
  await expectAgreement();
  await world.rpc("anvil_reorg", [1, []]);
  await world.mine(1);
  await world.follow();
  await expectAgreement();
  const watched = await world.pool.query(
    'select 1 from "CollectionAccount" where "receivableId" = $1',
    [id],
  );
  expect(watched.rowCount).toBe(1);
  await world.calm();
  await world.mine(1);
  await world.follow();
  await expectAgreement();
});
