import { DateText, Moment } from "@/components/date/date-text";
import { Hash } from "@/components/hash/hash";
import { Party } from "@/components/party/party";
import { rateText } from "@/components/rate/rate";
import { Facts, Section } from "@/components/ui/section";
import { lateFromOf } from "./charges";
import type { Detail } from "./detail";
import { receivableWords as words } from "./words";

/** Who is in it: seller, buyer, warehouse, each with its account. */
export function PartiesSection({ detail }: { detail: Detail }) {
  const { seller, buyer, warehouse } = detail.parties;
  return (
    <Section title={words.parties}>
      <div className="flex flex-col gap-4">
        <Party kind="seller" labelled name={seller.name} account={seller.account ?? undefined} />
        <Party kind="buyer" labelled name={buyer.name} account={buyer.account ?? undefined} />
        <Party
          kind="warehouse"
          labelled
          name={warehouse.name}
          account={warehouse.account ?? undefined}
        />
      </div>
    </Section>
  );
}

/** The financing terms as signed, and where the due date comes from. */
export function TermsSection({ detail }: { detail: Detail }) {
  const { offer } = detail;
  if (!offer)
    return (
      <Section title={words.terms}>
        <p className="text-muted">{words.noTerms}</p>
      </Section>
    );
  const { graceDays, noticeDays } = offer.deal.offer;
  const lateFrom = lateFromOf(detail);
  return (
    <Section title={words.terms} sentence={words.offerOf(offer.sequence)}>
      <Facts
        facts={[
          { label: words.advanceRate, value: rateText(offer.advanceBps) },
          { label: words.rate, value: rateText(offer.rateBps) },
          { label: words.lateRate, value: rateText(offer.lateRateBps) },
          { label: words.fee, value: rateText(offer.feeBps) },
          { label: words.fundBy, value: <Moment at={offer.fundBy} />, wide: true },
          { label: words.deliverBy, value: <Moment at={offer.deliverBy} />, wide: true },
          { label: words.grace, value: words.days(graceDays) },
          { label: words.notice, value: words.days(noticeDays) },
          ...(lateFrom ? [{ label: words.lateFrom, value: <DateText date={lateFrom} /> }] : []),
          {
            label: words.recourse,
            value: offer.recourse ? words.withRecourse : words.withoutRecourse,
            wide: true,
          },
        ]}
      />
    </Section>
  );
}

/** Files behind the debt and what stands for them on chain. */
export function DocumentsSection({ detail }: { detail: Detail }) {
  const { terms, files, collectionAccount } = detail;
  return (
    <Section title={words.documents}>
      <Facts
        columns={1}
        facts={[
          ...files.map(({ name, hash }) => ({
            label: name,
            value: <Hash value={hash} what={words.documentHash} href={`/verify?q=${hash}`} />,
          })),
          {
            label: words.dueFrom,
            value: words.dueSources[detail.dueDateSource] ?? detail.dueDateSource,
          },
          { label: words.root, value: <Hash value={terms.ordersRoot} what={words.root} /> },
          {
            label: words.id,
            value: <Hash value={detail.id} what={words.id} href={`/verify?q=${detail.id}`} />,
          },
          ...(collectionAccount
            ? [
                {
                  label: words.collectionAccount,
                  value: <Hash value={collectionAccount} what={words.collectionAccount} />,
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}
