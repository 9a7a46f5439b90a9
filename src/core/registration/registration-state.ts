import { type Decision, decide, refuse } from "@/core/refusal";

type Standing = { readonly status: string; readonly registration: { readonly expiry: number } };

/** The warehouse may sign what waits for it, while the seller's signature lasts. `now` in unix seconds. */
export const mayCountersign = (standing: Standing, now: number): Decision<true> => {
  if (standing.status !== "proposed") return refuse("registration.not_waiting");
  return now > standing.registration.expiry ? refuse("registration.expired") : decide(true);
};

/** The warehouse may decline only what waits for it. */
export const mayDecline = ({ status }: Pick<Standing, "status">): Decision<true> =>
  status === "proposed" ? decide(true) : refuse("registration.not_waiting");

/** The seller may take back what nobody countersigned, or what the chain refused. */
export const mayWithdraw = ({ status }: Pick<Standing, "status">): Decision<true> =>
  status === "proposed" || status === "failed" ? decide(true) : refuse("registration.not_waiting");
