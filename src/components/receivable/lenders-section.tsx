import { DataTable } from "@/components/list/data-table";
import { Money, moneyText } from "@/components/money/money";
import { Party } from "@/components/party/party";
import { Section } from "@/components/ui/section";
import { money } from "@/core/money";
import type { Detail } from "./detail";
import { receivableWords as words } from "./words";

type Lender = Detail["lenders"][number];

/** Who funded it and what each holds; other lenders' names are not shown to a lender. */
export function LendersSection({ detail }: { detail: Detail }) {
  const { lenders, currency } = detail;
  if (lenders.length === 0) return null;
  const sum = (key: "units" | "paid") => lenders.reduce((total, lender) => total + lender[key], 0n);
  return (
    <Section title={words.lenders} frame="none">
      <DataTable<Lender>
        caption={words.lenders}
        rows={[...lenders]}
        rowKey={({ account }) => account}
        columns={[
          {
            key: "lender",
            head: words.lender,
            card: "lead",
            cell: ({ name, account }) => (
              <Party kind="lender" name={name ?? words.aLender} account={account} />
            ),
            total: words.lenders,
          },
          {
            key: "units",
            head: words.principal,
            align: "end",
            cell: ({ units }) => <Money value={money(currency, units)} />,
            total: <Money value={money(currency, sum("units"))} />,
          },
          {
            key: "paid",
            head: words.received,
            align: "end",
            cell: ({ paid, setAside }) => (
              <>
                <Money value={money(currency, paid)} />
                {setAside > 0n && (
                  <span className="block text-sm text-attention">
                    {words.setAsideOf(moneyText(money(currency, setAside)))}
                  </span>
                )}
              </>
            ),
            total: <Money value={money(currency, sum("paid"))} />,
          },
        ]}
      />
    </Section>
  );
}
