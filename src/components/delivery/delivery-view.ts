import type { Outputs } from "@/trpc/client";

/** The compact panel as its procedure answers it. */
export type DeliveryPanelView = Outputs["delivery"]["panel"];

/** The form with one page of orders. */
export type DeliveryFormView = Outputs["delivery"]["form"];

export type DeliveryListView = Outputs["delivery"]["list"];

export type DeliveryOrderView = DeliveryFormView["page"]["orders"][number];

export type DeliveryLineView = DeliveryOrderView["lines"][number];

/** What a form says: how lines stand that it does not name, and those it names. */
export type Said = {
  others: "delivered" | "unchanged";
  lines: { key: string; delivered: string; short: string; rejected: string }[];
};

/** Whether the reader may sign for the warehouse. */
export const maySign = (role: string): boolean => role === "maker" || role === "admin";
