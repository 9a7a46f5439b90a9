import { type Decision, decide, refuse } from "@/core/refusal";

/** Terms can be signed, replaced or taken back while a receivable is registered and nobody has funded it. */
export const mayOffer = (receivable: {
  readonly status: string;
  readonly registeredAt: Date | null;
}): Decision<true> =>
  receivable.status === "registered" && receivable.registeredAt !== null
    ? decide(true)
    : refuse("offer.not_open");
