import type { Outputs } from "@/trpc/client";

/** The market as its procedure answers it. */
export type MarketPage = Outputs["market"]["list"];

export type MarketRow = MarketPage["rows"][number];

export type MarketParty = MarketRow["seller"];
