"use client";

import { figureText } from "@/components/money/money";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import type { Currency } from "@/core/money";
import type { DeliveryLineView, DeliveryOrderView, Said } from "./delivery-view";
import { type Edit, type Edits, problemOf, untouched, wholeOrder } from "./line-edit";
import { deliveryWords as words } from "./words";

type Props = {
  order: DeliveryOrderView;
  currency: Currency;
  others: Said["others"];
  edits: Edits;
  change: (edits: Edits) => void;
};

const FIELDS = ["delivered", "short", "rejected"] as const;

/** One order with its lines and their quantities. */
export function OrderLines({ order, currency, others, edits, change }: Props) {
  return (
    <fieldset className="border-t px-4 py-3 first:border-t-0 sm:px-5">
      <legend className="sr-only">{order.number}</legend>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="font-medium">
          {order.number}{" "}
          <span className="figures font-normal whitespace-nowrap text-muted">
            {currency} {figureText(order.amountDue)}
          </span>
        </p>
        <div className="flex gap-2">
          <Button size="small" onClick={() => change(wholeOrder(order, "all"))}>
            {words.allOfOrder}
          </Button>
          <Button size="small" onClick={() => change(wholeOrder(order, "none"))}>
            {words.noneOfOrder}
          </Button>
        </div>
      </div>
      <ul className="mt-2 flex flex-col gap-3">
        {order.lines.map((line) => (
          <Line
            key={line.key}
            line={line}
            edit={edits[line.key] ?? untouched(line, others)}
            change={(edit) => change({ [line.key]: edit })}
          />
        ))}
      </ul>
    </fieldset>
  );
}

type LineProps = { line: DeliveryLineView; edit: Edit; change: (edit: Edit) => void };

function Line({ line, edit, change }: LineProps) {
  const name = line.description ?? words.wholeOrder;
  const problem = problemOf(line, edit);
  return (
    <li className="grid items-start gap-x-4 gap-y-2 lg:grid-cols-[1fr_26rem]">
      <p className="min-w-0">
        <span className="block break-words">{name}</span>
        <span className="figures block text-sm text-muted">
          {[
            line.sku,
            words.ordered(line.ordered, line.unit),
            line.delivered === "0" ? null : words.before(line.delivered),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </p>
      <div>
        <div className="grid grid-cols-3 gap-2">
          {FIELDS.map((field) => (
            <Field
              key={field}
              id={`${line.key}-${field}`}
              label={
                <span className="text-xs font-medium text-muted">
                  {words[field]} <span className="sr-only">{name}</span>
                </span>
              }
            >
              <Input
                figures
                aria-invalid={problem ? true : undefined}
                value={edit[field]}
                onChange={(event) => change({ ...edit, [field]: event.target.value })}
              />
            </Field>
          ))}
        </div>
        {problem && (
          <p role="alert" className="mt-1 text-sm text-wrong">
            {problem}
          </p>
        )}
      </div>
    </li>
  );
}
