import type pg from "pg";
import { repaymentStore } from "@/adapters/db/repayment-store";
import { repaymentViews } from "@/adapters/db/repayment-views";
import { transactWith } from "@/adapters/db/transact";
import type { Clock } from "@/ports/clock";
import { pushReceivable } from "@/usecases/repayment/push-receivable";

/** The platform's watch over repayment. */
export const repaymentOf = ({ pool, clock }: { pool: pg.Pool; clock: Clock }) => {
  const transact = transactWith({ pool, clock }, (client) => ({
    repayments: repaymentStore(client),
  }));
  return {
    usecases: { pushReceivable: pushReceivable({ transact, clock }) },
    views: { repayments: repaymentViews({ pool, clock }) },
  };
};
