import { FilterBar } from "@/components/list/filter-bar";
import { rateText } from "@/components/rate/rate";
import { CONFIRMATION_STRENGTHS } from "@/core/payment/buyer-state";
import type { MarketPage } from "./market-page";
import { CURRENCY_CHOICES, type MarketParams, RATE_STEPS, TENOR_STEPS } from "./market-query";
import { marketWords, strengthWords } from "./words";

type Choice = { readonly id: string; readonly name: string };

const optionsOf = (choices: readonly Choice[]) =>
  choices.map(({ id, name }) => ({ value: id, label: name }));

/** Filters of the market; they live in the address. */
export function MarketFilterBar(props: { choices: MarketPage["choices"]; params: MarketParams }) {
  const { choices, params } = props;
  const select = (
    name: string,
    parts: { label: string; all: string; options: { value: string; label: string }[] },
  ) => ({ kind: "select" as const, name, value: params[name], ...parts });
  return (
    <FilterBar
      label={marketWords.filters}
      action="/market"
      keep={{ sort: params.sort }}
      filters={[
        select("currency", {
          label: marketWords.currency,
          all: marketWords.allCurrencies,
          options: CURRENCY_CHOICES.map((code) => ({ value: code, label: code })),
        }),
        select("rate", {
          label: marketWords.rateFrom,
          all: marketWords.anyRate,
          options: RATE_STEPS.map((bps) => ({ value: String(bps), label: rateText(bps) })),
        }),
        select("tenor", {
          label: marketWords.tenorTo,
          all: marketWords.anyTenor,
          options: TENOR_STEPS.map((days) => ({
            value: String(days),
            label: marketWords.days(days),
          })),
        }),
        select("confirmed", {
          label: marketWords.confirmation,
          all: marketWords.anyConfirmation,
          options: CONFIRMATION_STRENGTHS.map((strength) => ({
            value: strength,
            label: strengthWords[strength].word,
          })),
        }),
        select("buyer", {
          label: marketWords.buyer,
          all: marketWords.allBuyers,
          options: optionsOf(choices.buyers),
        }),
        select("seller", {
          label: marketWords.seller,
          all: marketWords.allSellers,
          options: optionsOf(choices.sellers),
        }),
        select("warehouse", {
          label: marketWords.warehouse,
          all: marketWords.allWarehouses,
          options: optionsOf(choices.warehouses),
        }),
      ]}
    />
  );
}
