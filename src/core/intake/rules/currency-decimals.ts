import { type Decimal, printDecimal } from "@/core/decimal";

const WITHOUT_DECIMALS = new Set(
  "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(" "),
);

const WITH_THREE_DECIMALS = new Set("BHD IQD JOD KWD LYD OMR TND".split(" "));

/** Decimals that amounts of a currency are written with (ISO 4217): 0, 2 or 3. */
const currencyDecimals = (currency: string | null): number => {
  if (currency === null) return 2;
  if (WITHOUT_DECIMALS.has(currency)) return 0;
  return WITH_THREE_DECIMALS.has(currency) ? 3 : 2;
};

/** An amount with the decimals its currency has, or more where the document wrote more; never fewer. */
export const printAmount = (amount: Decimal, currency: string | null): string =>
  printDecimal(amount, currencyDecimals(currency));
