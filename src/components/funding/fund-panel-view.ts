import type { Outputs } from "@/trpc/client";

/** What the fund panel draws, as its procedure answers it. */
export type FundPanelView = NonNullable<Outputs["funding"]["panel"]>;
