import type { Outputs } from "@/trpc/client";

/** The form of a credit note as its procedure answers it. */
export type CreditFormView = Outputs["credit"]["form"];

/** A credit as every reader of the receivable sees it. */
export type CreditLineView = Outputs["receivable"]["detail"]["credits"][number];

/** Whether the reader may sign for the seller. */
export const maySign = (role: string): boolean => role === "maker" || role === "admin";
