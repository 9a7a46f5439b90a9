import type { Outputs } from "@/trpc/client";

/** What is set aside for the reader, as its procedure answers it. */
export type OwnClaims = Outputs["claim"]["own"];

/** Everybody's, for the platform. */
export type AllClaims = Outputs["claim"]["waiting"];

/** Whether the reader may collect or pay out. */
export const mayAct = (role: string): boolean => role === "maker" || role === "admin";

/** Steps of a chain write that is still on its way. */
export const isUnderWay = (step: string): boolean =>
  step === "waiting" || step === "signed" || step === "sent";
