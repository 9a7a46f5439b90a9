import type { Outputs } from "@/trpc/client";

/** The platform's panel as its procedure answers it. */
export type BookView = Outputs["repayment"]["book"];
