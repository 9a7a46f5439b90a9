import { getAddress, Interface } from "ethers";
import {
  collectionAccountAbi,
  orderLogAbi,
  participantsAbi,
  receivablesAbi,
  reserveAttestationsAbi,
  settlementCoinAbi,
} from "@/adapters/chain/generated/abi";
import { CURRENCIES, type Currency } from "@/core/money";

/** The contracts' interfaces as compiled. */
export const interfaces = {
  receivables: new Interface(receivablesAbi),
  participants: new Interface(participantsAbi),
  coin: new Interface(settlementCoinAbi),
  reserves: new Interface(reserveAttestationsAbi),
  collectionAccount: new Interface(collectionAccountAbi),
  orderLog: new Interface(orderLogAbi),
} as const;

/** Where the contracts of one installation live; every address checksummed. */
export type ContractBook = {
  readonly receivables: string;
  readonly participants: string;
  /** Where the reserves of the coins are attested. */
  readonly reserves: string;
  /** Where batches are anchored. */
  readonly orderLog: string;
  /** The code behind every collection account. */
  readonly collectionCode: string;
  readonly coins: ReadonlyMap<Currency, string>;
};

const addressFor = (addresses: Readonly<Record<string, string>>, name: string): string => {
  const address = addresses[name];
  if (!address) throw new Error(`The deployment has no address for ${name}.`);
  return getAddress(address);
};

/** Reads the addresses of a deployment. @throws Error naming the first contract that is missing. */
export const contractBook = (addresses: Readonly<Record<string, string>>): ContractBook => ({
  receivables: addressFor(addresses, "Receivables"),
  participants: addressFor(addresses, "Participants"),
  reserves: addressFor(addresses, "ReserveAttestations"),
  orderLog: addressFor(addresses, "OrderLog"),
  collectionCode: addressFor(addresses, "CollectionAccount"),
  coins: new Map(
    CURRENCIES.flatMap((currency) => {
      const address = addresses[`SettlementCoin${currency}`];
      return address ? [[currency, getAddress(address)] as const] : [];
    }),
  ),
});

/** The currency a coin address settles, or null for a coin that is not ours. */
export const currencyOfCoin = (book: ContractBook, address: string): Currency | null =>
  [...book.coins].find(([, coin]) => coin === getAddress(address))?.[0] ?? null;
