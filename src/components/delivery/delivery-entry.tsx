import { FilterBar } from "@/components/list/filter-bar";
import { Pager } from "@/components/list/pager";
import { EmptyState } from "@/components/ui/empty-state";
import { Card } from "@/components/ui/section";
import { DeliveryForm } from "./delivery-form";
import type { DeliveryFormView } from "./delivery-view";
import { deliveryWords as words } from "./words";

type Props = {
  form: DeliveryFormView;
  search: string | undefined;
  page: number;
  pageSize: number;
  href: (page: number) => string;
};

/** The form over the pages of a receivable's orders, with a search where there are many. */
export function DeliveryEntry({ form, search, page, pageSize, href }: Props) {
  const { id, reference, seller, buyer, currency, custody, chain, after } = form;
  return (
    <>
      {(form.orders > pageSize || search) && (
        <FilterBar
          label={words.searchLabel}
          action={`/confirmations/${id}`}
          filters={[{ kind: "search", name: "q", label: words.search, value: search }]}
        />
      )}
      {form.page.total > 0 ? (
        <DeliveryForm
          key={after}
          receivableId={id}
          {...{ reference, seller, buyer, currency, custody, chain, after }}
          orders={form.page.orders}
        />
      ) : (
        <Card>
          <EmptyState title={words.noOrder}>{words.noOrderHint}</EmptyState>
        </Card>
      )}
      {form.page.total > pageSize && (
        <Pager page={page} pageSize={pageSize} total={form.page.total} href={href} />
      )}
    </>
  );
}
