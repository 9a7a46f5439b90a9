"use client";

import { Checkbox } from "@/components/ui/field";
import { Card } from "@/components/ui/section";
import type { WalletChain } from "@/components/wallet/eip1193";
import type { Currency } from "@/core/money";
import type { DeliveryOrderView } from "./delivery-view";
import { problemOf, sent } from "./line-edit";
import { OrderLines } from "./order-lines";
import { SignDelivery } from "./sign-delivery";
import { useEntered } from "./use-entered";
import { deliveryWords as words } from "./words";

type Props = {
  receivableId: string;
  reference: string;
  seller: string;
  buyer: string;
  currency: Currency;
  custody: "platform" | "wallet";
  chain: WalletChain;
  after: number;
  orders: readonly DeliveryOrderView[];
};

const CHOICES = [
  { value: "delivered", label: words.othersDelivered, hint: words.othersDeliveredHint },
  { value: "unchanged", label: words.othersUnchanged, hint: words.othersUnchangedHint },
] as const;

/** Quantities of the page's orders; what was entered on other pages is kept until it is signed. */
export function DeliveryForm(props: Props) {
  const { receivableId, after, orders, currency } = props;
  const { entered, choose, touch, forget } = useEntered(receivableId, after);
  const { others, edits } = entered;
  const wrong = Object.entries(edits).filter(([key, edit]) => {
    const line = entered.lines[key];
    return line ? problemOf(line, edit) !== null : false;
  }).length;
  const lines = Object.entries(edits).map(([key, edit]) => ({ key, ...sent(edit) }));
  return (
    <>
      <fieldset className="mb-4">
        <legend className="mb-1 font-medium">{words.others}</legend>
        <div className="grid gap-x-8 sm:grid-cols-2">
          {CHOICES.map(({ value, label, hint }) => (
            <Checkbox
              key={value}
              kind="radio"
              name="others"
              value={value}
              checked={others === value}
              onChange={() => choose(value)}
              label={label}
              hint={hint}
            />
          ))}
        </div>
      </fieldset>
      <Card flush>
        {orders.map((order) => (
          <OrderLines
            key={order.id}
            order={order}
            currency={currency}
            others={others}
            edits={edits}
            change={(changed) => touch(order, changed)}
          />
        ))}
      </Card>
      <Card className="sticky bottom-3 z-20 mt-4">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p role="status">
            <span className="block font-medium">
              {wrong > 0 ? words.mend(wrong) : words.changed(lines.length)}
            </span>
            <span className="text-sm text-muted">{words.cumulative}</span>
          </p>
          <SignDelivery
            {...props}
            trigger={words.review}
            triggerKind={lines.length > 0 ? "primary" : "secondary"}
            disabled={wrong > 0}
            confirmation={{ receivableId, after, said: { others, lines } }}
            onSigned={forget}
          />
        </div>
      </Card>
    </>
  );
}
