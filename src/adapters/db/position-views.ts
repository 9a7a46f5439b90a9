import type pg from "pg";
import { parkedFor } from "@/adapters/db/claim-rows";
import { principalFactsOf } from "@/adapters/db/principal-facts";
import { type ChargeTerms, ceilingOf, expectedCharge } from "@/core/accrual/accrual";
import { type PrincipalFact, principalSteps } from "@/core/accrual/principal-steps";
import { type CalendarDate, parseCalendarDate } from "@/core/dates/calendar-date";
import { calendarDateAt, HONG_KONG_OFFSET_SECONDS, secondsOf } from "@/core/dates/day-count";
import { byCurrency, type Currency } from "@/core/money";
import { ageingBucketOf, ageOutstanding } from "@/core/position/ageing";
import { figuresOf } from "@/core/position/position";
import { isClosed } from "@/core/receivable/chain-status";
import { dealFromJson, type JsonStruct, offerFromJson } from "@/core/typed-data/deal-json";
import type { Clock } from "@/ports/clock";
import type {
  PositionFilters,
  PositionRow,
  PositionTotals,
  PositionViews,
} from "@/ports/position-views";

type Moment = { readonly seconds: number; readonly today: CalendarDate };

/** The receivable a row is about. */
type AboutRow = {
  receivableId: string;
  reference: string;
  currency: Currency;
  sellerName: string;
  buyerName: string;
  dueDate: string;
  dueAt: Date;
};

type HeldRow = AboutRow & {
  status: string;
  deal: JsonStruct;
  units: bigint;
  fundedUnits: bigint;
  paid: bigint;
  funded: bigint;
  escrow: bigint;
  released: bigint;
  principalPaid: bigint;
  chargePaid: bigint;
  latePaid: bigint;
  fundedAt: Date | null;
};

const HELD = `
  select r.id as "receivableId", r.reference, r.currency, s.name as "sellerName", b.name as "buyerName",
    r.status, r."dueDate", r."dueAt", r.deal, p.units, p."fundedUnits", p.paid, r.funded, r.escrow,
    r.released, r."principalPaid", r."chargePaid", r."latePaid", r."fundedAt"
  from "Position" p
  join "Receivable" r on r.id = p."receivableId"
  join "Organisation" s on s.id = r."sellerId"
  join "Organisation" b on b.id = r."buyerId"
  where p.holder = $1 and r.deal is not null
  order by r."createdAt" desc, r.id`;

const SUBMITTED = `
  select r.id as "receivableId", r.reference, r.currency, s.name as "sellerName", b.name as "buyerName",
    r."dueDate", r."dueAt", o.message, f.amount, f."createdAt"
  from "Funding" f
  join "Receivable" r on r.id = f."receivableId"
  join "Organisation" s on s.id = r."sellerId"
  join "Organisation" b on b.id = r."buyerId"
  join lateral (
    select message from "Offer" where "receivableId" = r.id order by sequence desc limit 1
  ) o on true
  where f."lenderId" = $1 and f.status = 'submitted' order by f."createdAt" desc`;

type SubmittedRow = AboutRow & {
  message: JsonStruct;
  amount: bigint;
  createdAt: Date;
};

const dateOf = (text: string): CalendarDate => {
  const date = parseCalendarDate(text);
  if (!date) throw new TypeError(`${text} is no calendar date`);
  return date;
};

const termsOf = (offer: ReturnType<typeof offerFromJson>, dueAt: Date): ChargeTerms => ({
  ...offer,
  ceilingBps: ceilingOf(offer),
  dueAt: secondsOf(dueAt),
});

const aboutOf = (row: AboutRow, { today }: Moment) => {
  const { receivableId, reference, currency, sellerName, buyerName } = row;
  const dueDate = dateOf(row.dueDate);
  const bucket = ageingBucketOf({ dueDate, today });
  return { receivableId, reference, currency, sellerName, buyerName, dueDate, bucket };
};

/** What a row rests on beside its own figures. */
type Around = { readonly facts: readonly PrincipalFact[]; readonly setAside: bigint };

const heldRow = (row: HeldRow, { facts, setAside }: Around, moment: Moment): PositionRow => {
  const { offer } = dealFromJson(row.deal);
  const terms = termsOf(offer, row.dueAt);
  const figures = figuresOf({ ...row, terms, steps: principalSteps(facts) }, moment.seconds);
  return {
    ...aboutOf(row, moment),
    status: row.status,
    units: isClosed(row.status) ? row.fundedUnits : row.units,
    ...figures,
    paid: row.paid,
    setAside,
    rateBps: offer.rateBps,
    fundedAt: row.fundedAt,
  };
};

const submittedRow = (row: SubmittedRow, moment: Moment): PositionRow => {
  const offer = offerFromJson(row.message);
  const terms = termsOf(offer, row.dueAt);
  const charge = expectedCharge(terms, { amount: row.amount, releasedAt: moment.seconds });
  return {
    ...aboutOf(row, moment),
    status: "submitted",
    units: row.amount,
    shareBps: 0,
    principal: 0n,
    escrow: 0n,
    accrued: 0n,
    expected: row.amount + charge,
    paid: 0n,
    setAside: 0n,
    earned: 0n,
    rateBps: offer.rateBps,
    fundedAt: row.createdAt,
  };
};

type State = NonNullable<PositionFilters["state"]>;

const stateOf = (row: PositionRow): readonly State[] => {
  if (row.status === "submitted") return ["submitted"];
  if (isClosed(row.status)) return ["closed"];
  return row.bucket === "notDue" || row.bucket === "noDueDate" ? ["open"] : ["open", "late"];
};

const totalsOf = (rows: readonly PositionRow[], today: CalendarDate): PositionTotals[] =>
  byCurrency(rows).map(([currency, own]) => {
    const executed = own.filter(({ status }) => status !== "submitted");
    const sum = (figure: (row: PositionRow) => bigint, of = executed) =>
      of.reduce((total, row) => total + figure(row), 0n);
    return {
      currency,
      principal: sum(({ principal }) => principal),
      escrow: sum(({ escrow }) => escrow),
      submitted: sum(
        ({ units }) => units,
        own.filter(({ status }) => status === "submitted"),
      ),
      accrued: sum(({ accrued }) => accrued),
      expected: sum(({ expected }) => expected),
      paid: sum(({ paid }) => paid),
      setAside: sum(({ setAside }) => setAside),
      earned: sum(({ earned }) => earned),
      ageing: ageOutstanding(
        executed.map(({ dueDate, principal }) => ({ dueDate, minor: principal })),
        today,
      ),
    };
  });

/** What a lender holds, accrued to the application's moment. */
export const positionViews = ({ pool, clock }: { pool: pg.Pool; clock: Clock }): PositionViews => ({
  list: async (scope, filters) => {
    const asOf = clock.now();
    const moment = {
      seconds: secondsOf(asOf),
      today: calendarDateAt(asOf, HONG_KONG_OFFSET_SECONDS),
    };
    const [held, submitted, parked] = await Promise.all([
      pool.query<HeldRow>(HELD, [scope.account]),
      pool.query<SubmittedRow>(SUBMITTED, [scope.organisationId]),
      parkedFor(pool, scope.account ? [scope.account] : []),
    ]);
    const setAsideOf = (id: string): bigint =>
      parked.reduce(
        (sum, { receivableId, minor }) => (receivableId === id ? sum + minor : sum),
        0n,
      );
    const facts = await principalFactsOf(
      pool,
      held.rows.map(({ receivableId }) => receivableId),
    );
    const all = [
      ...submitted.rows.map((row) => submittedRow(row, moment)),
      ...held.rows.map((row) => {
        const { receivableId: id } = row;
        return heldRow(row, { facts: facts.get(id) ?? [], setAside: setAsideOf(id) }, moment);
      }),
    ].filter(({ currency }) => filters.currency === null || currency === filters.currency);
    const { state } = filters;
    const count = (wanted: State) => all.filter((row) => stateOf(row).includes(wanted)).length;
    return {
      rows: state ? all.filter((row) => stateOf(row).includes(state)) : all,
      totals: totalsOf(all, moment.today),
      counts: {
        all: all.length,
        open: count("open"),
        late: count("late"),
        closed: count("closed"),
        submitted: count("submitted"),
      },
      asOf,
    };
  },
});
