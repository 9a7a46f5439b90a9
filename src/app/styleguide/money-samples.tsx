import { DateText, Moment } from "@/components/date/date-text";
import { Hash } from "@/components/hash/hash";
import { KeyFigure, KeyFigures } from "@/components/money/key-figure";
import { Money } from "@/components/money/money";
import { MoneyBar } from "@/components/money/money-bar";
import { Party } from "@/components/party/party";
import { Rate } from "@/components/rate/rate";
import { Facts, Section } from "@/components/ui/section";
import { WaterfallTable } from "@/components/waterfall/waterfall-table";
import { ADDRESS, day, hkd, TODAY } from "./sample-figures";

export function MoneySamples() {
  return (
    <div>
      <Headline />
      <div className="grid gap-6 lg:grid-cols-2">
        <Section title="Where the money is" sentence="One bar, and its figures in words.">
          <MoneyBar
            currency="HKD"
            wholeLabel="Amount due"
            parts={[
              {
                key: "collected",
                kind: "collected",
                label: "Collected so far",
                minor: hkd("30000").minor,
              },
              {
                key: "advance",
                kind: "advance",
                label: "Advance outstanding",
                minor: hkd("66000").minor,
              },
              {
                key: "charge",
                kind: "charge",
                label: "Charges so far",
                minor: hkd("789.041095").minor,
              },
              {
                key: "hold-back",
                kind: "hold-back",
                label: "Hold-back",
                minor: hkd("20210.958905").minor,
              },
              {
                key: "dilution",
                kind: "dilution",
                label: "Credit notes",
                minor: hkd("3000").minor,
                hint: "1 credit note",
              },
            ]}
          />
        </Section>
        <Section title="Where it goes" sentence="Each tier is paid before the next gets anything.">
          <WaterfallTable
            currency="HKD"
            collected={hkd("120000").minor}
            tiers={{
              fee: { owed: hkd("240").minor, paid: hkd("240").minor },
              late: { owed: 0n, paid: 0n },
              charge: {
                owed: hkd("789.041095").minor,
                paid: hkd("789.041095").minor,
                parts: "96,000.00 at 10.00% for 30 days, ACT/365F",
              },
              principal: { owed: hkd("96000").minor, paid: hkd("96000").minor },
              remainder: { owed: hkd("22970.958905").minor, paid: hkd("22970.958905").minor },
              surplus: { paid: 0n },
            }}
          />
        </Section>
        <FactSamples />
      </div>
    </div>
  );
}

function Headline() {
  return (
    <KeyFigures>
      <KeyFigure
        label="Amount due"
        value={<Money size="figure" value={hkd("120000.00")} />}
        hint="48 orders"
      />
      <KeyFigure
        label="Overdue"
        value={<Money size="figure" value={hkd("1234567.89")} />}
        href="/receivables?state=overdue"
        mark={{ tone: "attention", word: "3 receivables" }}
      />
      <KeyFigure
        label="Collected this month"
        value={<Money size="figure" value={hkd("96000.00")} />}
        hint="of HKD 120,000.00 expected"
        href="/receivables?state=settled"
      />
      <KeyFigure
        label="Ledger against chain"
        value={<Money size="figure" value={hkd("0")} />}
        mark={{ tone: "fine", word: "No difference" }}
      />
    </KeyFigures>
  );
}

function FactSamples() {
  return (
    <Section title="Facts" className="lg:col-span-2">
      <Facts
        columns={3}
        facts={[
          {
            label: "Due date",
            value: (
              <DateText
                date={day("2026-12-03")}
                today={TODAY}
                due
                source="30 days from invoice date"
              />
            ),
          },
          { label: "Was due", value: <DateText date={day("2026-11-09")} today={TODAY} due /> },
          { label: "Released", value: <Moment at={new Date("2026-11-20T06:05:00Z")} /> },
          {
            label: "Rate",
            value: <Rate bps={1000} annual money={hkd("789.04")} span="for 30 days" />,
          },
          { label: "Balance change", value: <Money value={hkd("-1250.5")} signed /> },
          {
            label: "Collection account",
            value: <Hash value={ADDRESS} what="address" href="/verify" />,
          },
          {
            label: "Seller",
            value: <Party kind="seller" name="Harbour Home Textiles Ltd" self />,
          },
          {
            label: "Lender",
            value: (
              <Party
                kind="lender"
                name="Peak Street Credit Ltd"
                account={ADDRESS}
                href="/verify"
                detail="Money lender's licence 0421/2026"
              />
            ),
          },
          {
            label: "Document",
            value: (
              <Hash
                value="0x9f2c1d7be4a05c38f1e6d02b77a94cc8135e60fda9b81e4470d2c5b96e83aa17"
                what="document hash"
                full
              />
            ),
            wide: true,
          },
        ]}
      />
    </Section>
  );
}
