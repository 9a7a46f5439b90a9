"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { figureText } from "@/components/money/money";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { FailureNotice, Notice } from "@/components/ui/notice";
import { Card } from "@/components/ui/section";
import type { WalletChain } from "@/components/wallet/eip1193";
import { type Failure, failureOf } from "@/components/wallet/failure";
import type { Currency } from "@/core/money";
import { useCountersign } from "./use-countersign";
import { confirmationWords as words } from "./words";

/** The form the check boxes of the list belong to. */
export const SIGN_FORM = "registrations-to-sign";

type Row = { id: string; currency: Currency; amountDue: bigint; orders: number };
type Props = { rows: readonly Row[]; chain: WalletChain };

const checked = (): string[] =>
  [...document.querySelectorAll<HTMLInputElement>(`input[form="${SIGN_FORM}"]:checked`)].map(
    ({ value }) => value,
  );

const sumsOf = (rows: readonly Row[]): string => {
  const sums = new Map<Currency, bigint>();
  for (const { currency, amountDue } of rows)
    sums.set(currency, (sums.get(currency) ?? 0n) + amountDue);
  return [...sums].map(([currency, minor]) => `${currency} ${figureText(minor)}`).join(" and ");
};

/** Signs the selected registrations one after the other; what was signed stays signed when one is refused. */
export function SignRegistrations({ rows, chain }: Props) {
  const router = useRouter();
  const { countersign, panel } = useCountersign(chain);
  const [ids, setIds] = useState<string[]>([]);
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    const update = () => setIds(checked());
    document.addEventListener("change", update);
    return () => document.removeEventListener("change", update);
  }, []);
  const chosen = rows.filter(({ id }) => ids.includes(id));
  const orders = chosen.reduce((sum, row) => sum + row.orders, 0);
  const sums = sumsOf(chosen);
  const signAll = async () => {
    setFailure(undefined);
    for (const [done, { id }] of chosen.entries())
      try {
        await countersign(id);
      } catch (error) {
        const { says, next } = await failureOf(error);
        setFailure({ says: `${words.partly(done, chosen.length)} ${says}`, next });
        break;
      }
    setIds([]);
    router.refresh();
  };
  return (
    <Card className="sticky bottom-3 z-20 mt-4">
      <form id={SIGN_FORM} className="contents" />
      <FailureNotice failure={failure} className="mb-3" />
      {panel}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="figures">
          {chosen.length > 0 ? words.selected(chosen.length, sums) : words.noneSelected}
        </p>
        <ConfirmDialog
          trigger={words.signMany(chosen.length)}
          triggerKind="primary"
          disabled={chosen.length === 0}
          title={words.manyTitle}
          confirm={words.signMany(chosen.length)}
          onConfirm={signAll}
        >
          <Notice tone="info" title={words.youSignMany({ count: chosen.length, orders, sums })}>
            {words.afterwards}
          </Notice>
        </ConfirmDialog>
      </div>
    </Card>
  );
}
