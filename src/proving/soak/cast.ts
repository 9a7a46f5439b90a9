import { Contract, JsonRpcProvider, NonceManager, Wallet } from "ethers";
import { interfaces } from "@/adapters/chain/contracts";
import { type Answers, anybody, type Person, personBy } from "@/commands/trade/person";
import { practiceKeys } from "@/core/demo/demo";
import { openDesk, type ReadyOrder } from "./order-desk";

/** A seller, and where the next order to finance comes from. */
export type Seller = { readonly person: Person; readonly nextOrder: () => Promise<ReadyOrder> };

/** Everybody who takes part in the lives of a run. */
export type Cast = {
  readonly sellers: readonly [Seller, Seller];
  /** Funds with a key the platform keeps. */
  readonly bank: Person;
  /** Funds with the practice wallet. */
  readonly fund: Person;
  readonly warehouse: Person;
  /** The buyer behind its link. */
  readonly buyer: Person;
  /** A plain coin transfer from the buyer's wallet; comes back when it is in a block. */
  readonly transfer: (coin: string, to: string, amount: bigint) => Promise<void>;
  readonly close: () => void;
};

const POLL_MS = 250;

/** Signs everybody in, at the web programs in turn. */
export const openCast = async (place: {
  readonly urls: readonly string[];
  readonly rpcUrl: string;
  readonly answers: Answers;
}): Promise<Cast> => {
  const turned = { ...place, urls: place.urls.toReversed() };
  const seller = async (email: string, tag: string): Promise<Seller> => {
    const person = await personBy(place, email);
    return { person, nextOrder: openDesk(person, tag) };
  };
  const provider = new JsonRpcProvider(place.rpcUrl, undefined, {
    staticNetwork: true,
    cacheTimeout: -1,
  });
  provider.pollingInterval = POLL_MS;
  const purse = new NonceManager(new Wallet(practiceKeys.buyer.privateKey, provider));
  return {
    sellers: [
      await seller("seller@demo.quaynote.test", "H"),
      await seller("seller2@demo.quaynote.test", "K"),
    ],
    bank: await personBy(turned, "lender@demo.quaynote.test"),
    fund: await personBy(place, "lender2@demo.quaynote.test"),
    warehouse: await personBy(turned, "warehouse@demo.quaynote.test"),
    buyer: anybody(place),
    transfer: async (coin, to, amount) => {
      const sent = await new Contract(coin, interfaces.coin, purse).getFunction("transfer")(
        to,
        amount,
      );
      await sent.wait();
    },
    close: () => provider.destroy(),
  };
};
