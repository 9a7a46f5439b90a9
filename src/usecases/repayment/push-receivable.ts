import { secondsOf } from "@/core/dates/day-count";
import { Refusal } from "@/core/refusal";
import { type OpenActKind, openActs } from "@/core/repayment/open-acts";
import type { OrgScope } from "@/core/scope/scope";
import type { Clock } from "@/ports/clock";
import type { RepaymentStore } from "@/ports/repayment-store";
import type { Transact } from "@/ports/transact";

/**
 * Asks the chain for something anybody may ask for; the keeper does the same by itself. While the act is under way,
 * asking again answers the same intent.
 * @throws Refusal `object.not_found` or `repayment.not_due`.
 */
export const pushReceivable =
  ({ transact, clock }: { transact: Transact<{ repayments: RepaymentStore }>; clock: Clock }) =>
  (
    scope: OrgScope,
    { receivableId, act }: { receivableId: string; act: OpenActKind },
  ): Promise<{ intentId: string }> =>
    transact(async ({ repayments, journal }) => {
      const { kept, wished, underWay } = await repayments.lock(scope, receivableId, act); // load
      if (underWay) return { intentId: underWay };
      const now = secondsOf(clock.now());
      const open = openActs(kept, now).find(({ kind }) => kind === act); // decide
      if (!open?.possible) throw new Refusal("repayment.not_due");
      const intentId = await journal.wish({
        key: `${act}:${receivableId}:asked:${wished}`,
        kind: act,
        payload: { deal: kept.deal },
        signer: "relayer",
        receivableId,
        organisationId: scope.organisationId,
      }); // save
      await journal.record({
        name: "receivable.pushed",
        actor: scope.userId,
        organisationId: scope.organisationId,
        subject: receivableId,
        data: { act, intentId },
      });
      await journal.announce(`receivable:${receivableId}`); // announce
      return { intentId };
    });
