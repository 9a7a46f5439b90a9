import type { Currency } from "@/core/money";
import type { Hex } from "@/core/typed-data/typed-data";

/** Which chain and contracts signatures are made for. */
export type ChainConfig = {
  readonly chainId: number;
  readonly receivables: Hex;
  /** Settlement coins that may be used, by currency. */
  readonly coins: Readonly<Partial<Record<Currency, Hex>>>;
};
