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

type Values = Readonly<Record<string, string | string[] | undefined>>;

const text = (values: Values, name: string): string | undefined => {
  const value = values[name];
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
};

const oneOf = <T extends string>(values: Values, name: string, allowed: readonly T[]) =>
  allowed.find((word) => word === values[name]);

const id = (values: Values, name: string): string | undefined => {
  const value = text(values, name);
  return value && /^[\w:.-]{1,64}$/.test(value) ? value : undefined;
};

/** What the address of the repayments monitor asks for. */
export const repaymentParams = (values: Values) => ({
  filter: {
    show: oneOf(values, "show", REPAYMENT_SHOWS) ?? "outstanding",
    bucket: oneOf(values, "bucket", AGEING_BUCKETS),
    currency: oneOf(values, "currency", CURRENCIES),
    buyerId: id(values, "buyer"),
    sellerId: id(values, "seller"),
    lenderId: id(values, "lender"),
    search: text(values, "q")?.slice(0, 100),
  } satisfies RepaymentFilter,
  sort: {
    by: oneOf(values, "sort", REPAYMENT_SORTS) ?? "due",
    descending: values.order === "down",
  },
});

/** The monitor narrowed to something; the list is what the reader wants to see then. */
export const repaymentHref = (change: Readonly<Record<string, string | undefined>>): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(change)) if (value) query.set(name, value);
  return `/repayments?${query}#list`;
};

/** The same list under other parameters. */
export const sameList = (
  path: string,
  values: Values,
  change: Readonly<Record<string, string | undefined>>,
): string => {
  const query = new URLSearchParams();
  for (const name of Object.keys({ ...values, ...change })) {
    const value = name in change ? change[name] : name === "page" ? undefined : text(values, name);
    if (value) query.set(name, value);
  }
  const words = query.toString();
  return words ? `${path}?${words}` : path;
};
