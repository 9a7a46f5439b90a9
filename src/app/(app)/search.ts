/** The parameters of a list's address, as Next hands them over. */
export type Search = Promise<Record<string, string | string[] | undefined>>;

type Parameter = string | string[] | undefined;

const first = (value: Parameter): string | undefined => (Array.isArray(value) ? value[0] : value);

/** One of a few words; anything else filters nothing. */
export const oneOf = <T extends string>(value: Parameter, allowed: readonly T[]): T | undefined =>
  allowed.find((word) => word === first(value));

/** A text of at most `max` characters; undefined when empty. */
export const textOf = (value: Parameter, max: number): string | undefined =>
  first(value)?.trim().slice(0, max) || undefined;

/** A page number from 1; anything else is the first page. */
export const pageOf = (value: Parameter): number => {
  const page = Number(first(value));
  return Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1;
};

/** The same list at another page. */
export const withPage = (path: string, search: Record<string, Parameter>, page: number): string => {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    const one = first(value);
    if (one && name !== "page") parameters.set(name, one);
  }
  if (page > 1) parameters.set("page", String(page));
  const text = parameters.toString();
  return text ? `${path}?${text}` : path;
};
