import {
  type Confirmation,
  confirmDebt,
  disputeDebt,
  isConfirmed,
  withdrawDispute,
} from "@/core/payment/confirm";
import { orThrow, Refusal } from "@/core/refusal";
import type { LinkScope } from "@/core/scope/scope";
import type { BuyerLinkStore } from "@/ports/buyer-link-store";
import type { Clock } from "@/ports/clock";
import type { DebtView, PaymentStore } from "@/ports/payment-store";
import type { Transact } from "@/ports/transact";

type Parts = {
  readonly transact: Transact<{ links: BuyerLinkStore; payments: PaymentStore }>;
  readonly clock: Clock;
};

const lockedDebt = async (payments: PaymentStore, link: LinkScope): Promise<DebtView> => {
  const debt = await payments.debt(link, "lock");
  if (!debt) throw new Refusal("link.not_found");
  return debt;
};

/**
 * Keeps what a person of the buyer says about the debt, in one of three strengths; the same said again adds nothing.
 * @throws Refusal `link.not_found` and the `debt.*` reasons of the decision.
 */
export const confirmBuyerDebt =
  ({ transact, clock }: Parts) =>
  (link: LinkScope, said: Confirmation): Promise<void> =>
    transact(async ({ links, payments, journal }) => {
      const debt = await lockedDebt(payments, link); // load
      const confirmed = orThrow(confirmDebt(debt, said, debt.today)); // decide
      if (isConfirmed(debt, confirmed)) return;
      await links.confirm(link, confirmed, clock.now()); // save
      await journal.record({
        name: "debt.confirmed",
        actor: "buyer-link",
        organisationId: link.buyerId,
        subject: link.receivableId,
        data: {
          linkId: link.linkId,
          strength: confirmed.strength,
          name: confirmed.name,
          amount: confirmed.promise?.amount.toString() ?? null,
          date: confirmed.promise?.date ?? null,
        },
      });
      await journal.announce(`receivable:${link.receivableId}`); // announce
    });

/**
 * Keeps that a person of the buyer says the debt is wrong, and why.
 * @throws Refusal `link.not_found` and the `debt.*` reasons of the decision.
 */
export const disputeBuyerDebt =
  ({ transact, clock }: Parts) =>
  (link: LinkScope, said: { readonly name: string; readonly reason: string }): Promise<void> =>
    transact(async ({ links, payments, journal }) => {
      const debt = await lockedDebt(payments, link); // load
      const { name, reason } = orThrow(disputeDebt(debt, said)); // decide
      await links.dispute(link, reason, clock.now()); // save
      await journal.record({
        name: "debt.disputed",
        actor: "buyer-link",
        organisationId: link.buyerId,
        subject: link.receivableId,
        data: { linkId: link.linkId, name, reason },
      });
      await journal.announce(`receivable:${link.receivableId}`); // announce
    });

/**
 * Takes the buyer's dispute back: the audit trail keeps both, release is possible again.
 * @throws Refusal `link.not_found` and the `debt.*` reasons of the decision.
 */
export const withdrawBuyerDispute =
  ({ transact }: Pick<Parts, "transact">) =>
  (link: LinkScope, said: { readonly name: string }): Promise<void> =>
    transact(async ({ links, payments, journal }) => {
      const debt = await lockedDebt(payments, link); // load
      const { name } = orThrow(withdrawDispute(debt, said)); // decide
      await links.withdrawDispute(link); // save
      await journal.record({
        name: "debt.dispute_withdrawn",
        actor: "buyer-link",
        organisationId: link.buyerId,
        subject: link.receivableId,
        data: { linkId: link.linkId, name },
      });
      await journal.announce(`receivable:${link.receivableId}`); // announce
    });

/** Keeps the first visit of a link; later ones change nothing. */
export const openBuyerLink =
  ({ transact, clock }: Parts) =>
  (link: LinkScope): Promise<void> =>
    transact(({ links }) => links.markSeen(link, clock.now()));
