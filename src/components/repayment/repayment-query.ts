import { idParam, oneOf, type Params, pageParam, textParam } from "@/components/list/address";
import { CURRENCIES } from "@/core/money";
import { AGEING_BUCKETS } from "@/core/position/ageing";
import {
  REPAYMENT_SHOWS,
  REPAYMENT_SORTS,
  type RepaymentFilter,
} from "@/core/repayment/repayment-filter";
import type { Outputs } from "@/trpc/client";

export type RepaymentOverview = Outputs["repayment"]["overview"]["currencies"][number];
export type RepaymentList = Outputs["repayment"]["list"];
export type ExceptionRow = Outputs["repayment"]["exceptions"][number];

/** Parameters that clear the narrowing to one party. */
export const NO_PARTY = { buyer: undefined, seller: undefined, lender: undefined } as const;

/** What the address of the repayments monitor asks for. */
export const repaymentParams = (params: Params) => ({
  filter: {
    show: oneOf(params, "show", REPAYMENT_SHOWS) ?? "outstanding",
    bucket: oneOf(params, "bucket", AGEING_BUCKETS),
    currency: oneOf(params, "currency", CURRENCIES),
    buyerId: idParam(params, "buyer"),
    sellerId: idParam(params, "seller"),
    lenderId: idParam(params, "lender"),
    search: textParam(params, "q"),
  } satisfies RepaymentFilter,
  sort: {
    by: oneOf(params, "sort", REPAYMENT_SORTS) ?? "due",
    descending: params.order === "down",
  },
  page: pageParam(params),
});

/** The monitor narrowed to something; the list is what the reader wants to see then. */
export const repaymentHref = (change: Readonly<Record<string, string | undefined>>): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(change)) if (value) query.set(name, value);
  return `/repayments?${query}#list`;
};
