import type { CalendarDate } from "@/core/dates/calendar-date";
import type { Confirmation } from "@/core/payment/confirm";
import type { LinkScope } from "@/core/scope/scope";

/** A link row as the gate needs it to mint a scope. */
export type BuyerLinkRow = {
  readonly linkId: string;
  readonly receivableId: string;
  readonly buyerId: string;
  readonly expiresAt: Date;
};

/** Finds a link by the SHA-256 (64 lower-case hex digits) of the secret in its address. */
export type BuyerLinkLookup = (tokenHash: string) => Promise<BuyerLinkRow | null>;

/** What an expired link may still tell its holder: whom to ask for a new one. Null for an unknown secret. */
export type LinkGlimpse = (token: string) => Promise<{
  readonly expired: boolean;
  readonly expiresAt: Date;
  readonly reference: string;
  readonly sellerName: string;
} | null>;

/** What the buyer did with its link, inside a transaction. */
export type BuyerLinkStore = {
  /** Keeps the first visit only. */
  readonly markSeen: (link: LinkScope, at: Date) => Promise<void>;
  readonly confirm: (link: LinkScope, said: Confirmation, at: Date) => Promise<void>;
  readonly dispute: (link: LinkScope, reason: string, at: Date) => Promise<void>;
  readonly withdrawDispute: (link: LinkScope) => Promise<void>;
};

/** A promise to pay without set-off. */
export type DebtPromise = {
  /** Minor units. */
  readonly amount: bigint;
  readonly date: CalendarDate;
};
