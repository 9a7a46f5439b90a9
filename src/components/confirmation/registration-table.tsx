import { DateText } from "@/components/date/date-text";
import { type Column, DataTable } from "@/components/list/data-table";
import { figureText, Money } from "@/components/money/money";
import type { WalletChain } from "@/components/wallet/eip1193";
import type { CalendarDate } from "@/core/dates/calendar-date";
import { calendarDateAt, HONG_KONG_OFFSET_SECONDS } from "@/core/dates/day-count";
import { byCurrency, money } from "@/core/money";
import { CheckRegistration } from "./check-registration";
import type { RegistrationRow } from "./confirmation-query";
import { SIGN_FORM, SignRegistrations } from "./sign-registrations";
import { confirmationWords as words } from "./words";

type Props = {
  rows: readonly RegistrationRow[];
  today: CalendarDate;
  chain: WalletChain;
  maySign: boolean;
};

const totalsOf = (rows: readonly RegistrationRow[]) =>
  byCurrency(rows).map(([currency, own]) => (
    <span key={currency} className="block whitespace-nowrap">
      {currency} {figureText(own.reduce((sum, { amountDue }) => sum + amountDue, 0n))}
    </span>
  ));

const columnsOf = ({ rows, today, chain, maySign }: Props): Column<RegistrationRow>[] => [
  {
    key: "seller",
    head: words.seller,
    card: "lead",
    cell: ({ seller }) => <span className="font-medium">{seller}</span>,
  },
  {
    key: "orders",
    head: words.orders,
    cell: ({ orders, receivables }) => words.counted({ orders, receivables }),
  },
  {
    key: "expires",
    head: words.expires,
    cell: ({ expiresAt }) => (
      <DateText date={calendarDateAt(expiresAt, HONG_KONG_OFFSET_SECONDS)} today={today} due />
    ),
  },
  {
    key: "amount",
    head: words.sum,
    align: "end",
    cell: ({ currency, amountDue }) => <Money size="row" value={money(currency, amountDue)} />,
    total: totalsOf(rows),
  },
  {
    key: "act",
    head: words.check,
    align: "end",
    cell: ({ id, seller }) => (
      <CheckRegistration registrationId={id} {...{ seller, chain, maySign }} />
    ),
  },
];

/** Registrations that wait for the warehouse's signature; several can be signed at once. */
export function RegistrationTable(props: Props) {
  const { rows, chain, maySign } = props;
  return (
    <>
      <DataTable<RegistrationRow>
        caption={words.signTitle}
        rows={[...rows]}
        rowKey={({ id }) => id}
        columns={columnsOf(props)}
        totalLabel={words.totalRegistrations(rows.length)}
        selection={
          maySign && rows.length > 1
            ? { name: "registration", form: SIGN_FORM, label: ({ seller }) => words.select(seller) }
            : undefined
        }
      />
      {maySign && rows.length > 1 && (
        <SignRegistrations
          chain={chain}
          rows={rows.map(({ id, currency, amountDue, orders }) => ({
            id,
            currency,
            amountDue,
            orders,
          }))}
        />
      )}
    </>
  );
}
