import { CURRENCIES, type Currency } from "@/core/money";
import { ORDER_STATES, type OrderFilter, type OrderState } from "@/core/order/order-filter";

/** Parameters of an address as Next hands them over. */
export type Params = Readonly<Record<string, string | string[] | undefined>>;

/** One value of a parameter; undefined when it is absent, empty, given twice or holds characters nobody types. */
export const one = (params: Params, name: string): string | undefined => {
  const value = params[name];
  return typeof value === "string" && /^\P{Cc}+$/u.test(value) ? value : undefined;
};

/** A parameter that must be one of a list; anything else counts as absent. */
export const oneOf = <T extends string>(
  params: Params,
  name: string,
  allowed: readonly T[],
): T | undefined => allowed.find((value) => value === params[name]);

/** A calendar date parameter. */
export const dateParam = (params: Params, name: string): string | undefined => {
  const value = one(params, name);
  return value && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
};

/** An id parameter. */
export const idParam = (params: Params, name: string): string | undefined => {
  const value = one(params, name);
  return value && /^[\w:.-]{1,64}$/.test(value) ? value : undefined;
};

/** The page number; 1 when absent or odd. */
export const pageParam = (params: Params): number => {
  const page = Number(one(params, "page") ?? "1");
  return Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1;
};

/** The same list under other parameters; undefined takes one away. The page starts again at 1 unless given. */
export const hrefWith = (
  path: string,
  params: Params,
  change: Readonly<Record<string, string | undefined>>,
): string => {
  const query = new URLSearchParams();
  for (const name of Object.keys({ ...params, ...change })) {
    const value = name in change ? change[name] : name === "page" ? undefined : one(params, name);
    if (value) query.set(name, value);
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
};

/** What the address of the list of orders asks for. */
export const orderParams = (params: Params): { filter: OrderFilter; page: number } => ({
  filter: {
    status: oneOf<OrderState>(params, "status", ORDER_STATES),
    currency: oneOf<Currency>(params, "currency", CURRENCIES),
    buyerId: idParam(params, "buyer"),
    warehouseId: idParam(params, "warehouse"),
    importId: idParam(params, "import"),
    dueFrom: dateParam(params, "from"),
    dueTo: dateParam(params, "to"),
    search: one(params, "q")?.slice(0, 100),
  },
  page: pageParam(params),
});
