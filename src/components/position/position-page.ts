import type { PositionState } from "@/core/position/position-export";
import type { Outputs } from "@/trpc/client";

/** The positions page as its procedure answers it. */
export type PositionPage = Outputs["position"]["list"];

export type PositionRow = PositionPage["rows"][number];

export type PositionTotals = PositionPage["totals"][number];

/** The address parameters of the page. */
export type PositionParams = Readonly<Record<string, string | undefined>>;

/** The page's address in one state. */
export const positionHref = (state: PositionState | null): string =>
  state ? `/positions?state=${state}` : "/positions";
