import type { Outputs } from "@/trpc/client";

/** Everything the page of one receivable draws. */
export type Detail = Outputs["receivable"]["detail"];
