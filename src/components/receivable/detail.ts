import type { Outputs } from "@/trpc/client";
import type { FactSurroundings } from "./fact-words";

/** Everything the page of one receivable draws. */
export type Detail = Outputs["receivable"]["detail"];

/** The names and the currency that the facts of a receivable are told with. */
export const surroundingsOf = ({
  currency,
  collectionAccount,
  parties,
  lenders,
}: Detail): FactSurroundings => ({
  currency,
  collectionAccount,
  names: new Map(
    [...Object.values(parties), ...lenders].flatMap(({ account, name }) =>
      account && name ? [[account.toLowerCase(), name]] : [],
    ),
  ),
});

/** The chain's own word behind a state that follows from figures or dates. */
export const storedState = ({ state }: Pick<Detail, "state">): string => {
  if (state === "offered") return "registered";
  return state === "overdue" || state === "partlyReleased" ? "released" : state;
};
