import type { DeliveryListView } from "@/components/delivery/delivery-view";
import { maySign } from "@/components/delivery/delivery-view";
import { Pager } from "@/components/list/pager";
import { EmptyState } from "@/components/ui/empty-state";
import { Card, Section } from "@/components/ui/section";
import type { WalletChain } from "@/components/wallet/eip1193";
import type { CalendarDate } from "@/core/dates/calendar-date";
import type { ConfirmationShow, RegistrationRow } from "./confirmation-query";
import { DeliveryTable } from "./delivery-table";
import { RegistrationTable } from "./registration-table";
import { confirmationWords as words } from "./words";

type Props = {
  show: ConfirmationShow;
  filtered: boolean;
  sign: readonly RegistrationRow[];
  deliver: DeliveryListView;
  hold: DeliveryListView;
  today: CalendarDate;
  chain: WalletChain;
  page: number;
  pageSize: number;
  /** A page of one tab. */
  href: (tab: "deliver" | "hold", page: number) => string;
};

/** What a tab shows: registrations to sign, deliveries to confirm, or the financed stock. */
export function ConfirmationSections(props: Props) {
  const { show, filtered, sign, deliver, hold, today, chain, page, pageSize, href } = props;
  const wanted = (kind: ConfirmationShow) => show === kind || (show === "all" && kind !== "hold");
  const showSign = wanted("sign") && sign.length > 0;
  const showDeliver = wanted("deliver") && deliver.total > 0;
  const showHold = wanted("hold") && hold.total > 0;
  if (!showSign && !showDeliver && !showHold) return <Nothing show={show} filtered={filtered} />;
  return (
    <div className="flex flex-col gap-8">
      {showSign && (
        <Section title={words.signTitle} sentence={words.signSentence} frame="none">
          <RegistrationTable rows={sign} maySign={maySign(deliver.viewer)} {...{ today, chain }} />
        </Section>
      )}
      {showDeliver && (
        <Section title={words.deliverTitle} sentence={words.deliverSentence} frame="none">
          <DeliveryTable view={deliver} kind="deliver" today={today} />
          {deliver.total > pageSize && (
            <Pager
              page={show === "deliver" ? page : 1}
              pageSize={pageSize}
              total={deliver.total}
              href={(number) => href("deliver", number)}
            />
          )}
        </Section>
      )}
      {showHold && (
        <Section title={words.holdTitle} sentence={words.holdSentence} frame="none">
          <DeliveryTable view={hold} kind="hold" today={today} />
          {hold.total > pageSize && (
            <Pager
              page={page}
              pageSize={pageSize}
              total={hold.total}
              href={(number) => href("hold", number)}
            />
          )}
        </Section>
      )}
    </div>
  );
}

function Nothing({ show, filtered }: Pick<Props, "show" | "filtered">) {
  const empty =
    show === "hold"
      ? { title: words.noHold, hint: words.noHoldHint }
      : { title: words.noneTitle, hint: words.noneHint };
  return (
    <Card>
      <EmptyState icon="package-check" title={filtered ? words.noneFiltered : empty.title}>
        {filtered ? words.noneFilteredHint : empty.hint}
      </EmptyState>
    </Card>
  );
}
