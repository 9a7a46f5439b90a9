/** What the address of a page says: the one reader of its parameters, for every list. */

/** Parameters of an address as Next hands them over. */
export type Params = Readonly<Record<string, string | string[] | undefined>>;

/** What a list's page is given. */
export type Search = Promise<Params>;

/** One line somebody typed; undefined when it is absent, empty, given twice or holds control characters. */
export const textParam = (params: Params, name: string, max = 100): string | undefined => {
  const value = params[name];
  if (typeof value !== "string" || !/^\P{Cc}*$/u.test(value)) return undefined;
  return value.trim().slice(0, max) || undefined;
};

/** A parameter that must be one of a list; anything else counts as absent. */
export const oneOf = <T extends string>(
  params: Params,
  name: string,
  allowed: readonly T[],
): T | undefined => allowed.find((value) => value === params[name]);

/** A calendar date. */
export const dateParam = (params: Params, name: string): string | undefined => {
  const value = textParam(params, name);
  return value && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
};

/** An id of the database. */
export const idParam = (params: Params, name: string): string | undefined => {
  const value = textParam(params, name);
  return value && /^[\w:.-]{1,64}$/.test(value) ? value : undefined;
};

/** The page number, from 1 to `max`; 1 when absent or odd. */
export const pageParam = (params: Params, max = 10_000): number => {
  const page = Number(textParam(params, "page") ?? "1");
  return Number.isInteger(page) && page >= 1 && page <= max ? page : 1;
};

/** Lists of orders and receivables may run to a million rows. */
export const LONG_LIST_PAGES = 100_000;

/** The same list under other parameters; undefined takes one away. The page starts again at 1 unless given. */
export const hrefWith = (
  path: string,
  params: Params,
  change: Readonly<Record<string, string | undefined>>,
): string => {
  const query = new URLSearchParams();
  for (const name of Object.keys({ ...params, ...change })) {
    const value =
      name in change ? change[name] : name === "page" ? undefined : textParam(params, name);
    if (value) query.set(name, value);
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
};

/** The same list at another page. */
export const withPage = (path: string, params: Params, page: number): string =>
  hrefWith(path, params, { page: page > 1 ? String(page) : undefined });
