"use client";

import { useEffect, useState } from "react";
import { moneyText } from "@/components/money/money";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/section";
import type { WalletChain } from "@/components/wallet/eip1193";
import type { Money } from "@/core/money";
import type { OrderFilter, OrderSelection } from "@/core/order/order-filter";
import { MakeReceivableButton } from "./make-receivable-button";
import { SELECTION_FORM } from "./selection";
import { orderWords as words } from "./words";

type Props = {
  filter: OrderFilter;
  /** Ready orders under the filter. */
  ready: number;
  readySums: readonly Money[];
  /** Amounts of the ready orders on this page, to sum a selection while it is made. */
  amounts: readonly { id: string; amountDue: Money }[];
  chain: WalletChain;
};

const checkedIds = (): string[] =>
  [...document.querySelectorAll<HTMLInputElement>(`input[form="${SELECTION_FORM}"]:checked`)].map(
    ({ value }) => value,
  );

const sumOf = (amounts: Props["amounts"], ids: readonly string[]): Money[] => {
  const sums = new Map<Money["currency"], bigint>();
  for (const { id, amountDue } of amounts)
    if (ids.includes(id))
      sums.set(amountDue.currency, (sums.get(amountDue.currency) ?? 0n) + amountDue.minor);
  return [...sums].map(([currency, minor]) => ({ currency, minor }));
};

/** Count and sum of the selection, and the button that makes receivables of it. */
export function MakeReceivable({ filter, ready, readySums, amounts, chain }: Props) {
  const [ids, setIds] = useState<string[]>([]);
  useEffect(() => {
    const update = () => setIds(checkedIds());
    document.addEventListener("change", update);
    return () => document.removeEventListener("change", update);
  }, []);
  const chosen = ids.filter((id) => amounts.some((row) => row.id === id));
  const count = chosen.length || ready;
  const sums = chosen.length > 0 ? sumOf(amounts, chosen) : readySums;
  const selection: OrderSelection = chosen.length > 0 ? { ids: chosen } : { all: filter };
  return (
    <Card className={chosen.length > 0 ? "sticky bottom-3 z-20 mt-4" : "mt-4"}>
      <form id={SELECTION_FORM} className="contents" />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="status">
          <span className="font-medium">
            {chosen.length > 0
              ? words.selected(chosen.length)
              : ready > 0
                ? words.noneSelected(ready)
                : words.nothingReady}
          </span>
          {count > 0 && (
            <span className="figures block text-sm">{sums.map(moneyText).join(" · ")}</span>
          )}
        </p>
        {count === 0 ? (
          <Button kind="primary" disabled>
            {words.nothingReady}
          </Button>
        ) : (
          <MakeReceivableButton selection={selection} count={count} chain={chain} />
        )}
      </div>
    </Card>
  );
}
