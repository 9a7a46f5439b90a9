import { DateText } from "@/components/date/date-text";
import { Money } from "@/components/money/money";
import { Notice } from "@/components/ui/notice";
import { Facts } from "@/components/ui/section";
import { calendarDateAt, HONG_KONG_OFFSET_SECONDS } from "@/core/dates/day-count";
import { money } from "@/core/money";
import { refusalText } from "@/core/refusal";
import { type DeliveryPanelView, maySign } from "./delivery-view";
import { deliveryWords as words } from "./words";

/** What stands to be confirmed, by when, and what it would release. */
export function DeliveryFacts({ panel, wide }: { panel: DeliveryPanelView; wide: boolean }) {
  const value = (minor: bigint) => <Money value={money(panel.currency, minor)} />;
  const today = calendarDateAt(panel.now, HONG_KONG_OFFSET_SECONDS);
  return (
    <Facts
      columns={wide ? 3 : 1}
      facts={[
        ...(wide
          ? [
              { label: words.seller, value: panel.seller },
              { label: words.buyer, value: panel.buyer },
              { label: words.amountDue, value: value(panel.amountDue) },
            ]
          : []),
        { label: words.confirmed, value: value(panel.confirmed) },
        { label: words.toCome, value: value(panel.toCome) },
        ...(panel.missing > 0n ? [{ label: words.missing, value: value(panel.missing) }] : []),
        {
          label: words.deliverBy,
          value: panel.deliverBy ? (
            <DateText
              date={calendarDateAt(panel.deliverBy, HONG_KONG_OFFSET_SECONDS)}
              today={today}
              due={panel.release > 0n}
            />
          ) : (
            words.noDeadline
          ),
        },
        { label: words.releaseIfAll, value: value(panel.release) },
      ]}
    />
  );
}

/** Why nothing can be confirmed now and what has to come first; nothing when it can be. */
export function DeliveryObstacle({ panel }: { panel: DeliveryPanelView }) {
  if (panel.confirmed >= panel.amountDue)
    return (
      <Notice tone="fine" title={words.nothingLeft}>
        {words.nothingLeftHint}
      </Notice>
    );
  if (panel.refusal) {
    const { says, next } = refusalText[panel.refusal];
    return (
      <Notice tone={panel.refusal === "delivery.not_funded" ? "info" : "attention"} title={says}>
        {next.replace("Nothing was signed. ", "")}
      </Notice>
    );
  }
  return maySign(panel.viewer) ? null : <Notice tone="info" title={words.viewer} />;
}

/** Whether the reader can confirm something now. */
export const canConfirm = (panel: DeliveryPanelView): boolean =>
  panel.refusal === null && panel.confirmed < panel.amountDue && maySign(panel.viewer);
