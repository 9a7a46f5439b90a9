import { type CalendarDate, calendarDateOf } from "@/core/dates/calendar-date";
import { clausesOf, foldText } from "@/core/intake/rules/clauses";

/** What payment terms in words say: days from the issue date, a day on the calendar, or nothing certain. */
export type TermsReading =
  | { readonly kind: "days"; readonly days: number; readonly discount: boolean }
  | { readonly kind: "date"; readonly date: CalendarDate; readonly discount: boolean }
  | { readonly kind: "unclear"; readonly discount: boolean };

/** Longer terms are for a person to read. */
const CHARACTERS_MAX = 2_000;

/** Terms beyond two years are taken for a slip. */
const DAYS_MAX = 730;

const DAY =
  "(?:calendar )?(?:days?|tagen?|tage|jours?|dias?|giorni|dagen|dagar|dager|dage|dgr|paivaa?|pv|dni|dnu|dnech|dni|nap|zile|gun|kalendertage)";

const DAYS = new RegExp(
  `(\\d{1,3}) ?(?:net+o? )?${DAY}(?![\\p{L}\\p{N}])|(\\d{1,3}) ?(?:天|日以?内|日間|일)`,
  "gu",
);

/** Two numbers of days for one payment. */
const ALTERNATIVES = new RegExp(
  `\\d{1,3} ?(?:or|to|oder|bis|ou|eller|of|tot|-|/) ?\\d{1,3} ?${DAY}(?![\\p{L}\\p{N}])`,
  "u",
);

const NET = /\b(?:net+o?|n) ?\/? ?(\d{1,3})\b/g;

const TRADE_SHORTHAND = /\b\d+(?:[.,]\d+)? ?%?[ /]+\d{1,3},? (?:net+|n) ?\/? ?(\d{1,3})\b/;

const DISCOUNT =
  /discount|skonto|skonti|escompte|descuento|desconto|sconto|korting|rabat|alennus|rabais|折扣|割引|betalingskorting|kassarabatt/;

const LATE =
  /\binter(?:est|et|es)|penal|\blate\b|overdue|reminder|surcharge|verzug|\bmahn|zins|retard|\bmora\b|\brente|rant[ae]|drojsmal|forsink|forsenad|viivast|korko|paminnelse|paaminnelse|odset|urok|incasso|rykker|purre|滞納|逾期/;

/** Days that start at an event other than the issue of the document. */
const OTHER_START =
  /receipt|received|receiving|deliver|shipment|b\/l|bill of lading|arrival|acceptance|approval|erhalt|eingang|liefer|abnahme|reception|livraison|recepcion|entrega|ricevimento|ricezione|consegna|ontvangst|levering|leverans|mottag|modtag|mottak|toimitu|vastaanot|otrzyman|dostaw|doruceni|recebimento|receptie|kezhezvetel|teslim|收到|收货|收貨|到货|交货|交貨|受領|納品|수령/;

/** Periods that two people count differently. */
const PERIOD_END =
  /end of|\beom\b|month.?end|month following|following month|monatsende|ende des|fin de mois|fin du mois|fin de mes|fine mese|fim do mes|einde maand|manadens|lopende maned|lobende maned|konca miesiaca|月结|月結|月末|月底|당월|business|working|werktag|arbeitstag|bank(?:ing)? days?|ouvre|ouvrable|habiles|lavorativi|uteis|werkdag|arbetsdag|virkedag|roboczy|工作日|営業日/;

const SHARE = /\d ?%/;

const INSTALMENT =
  /instal|\brates? of\b|ratenzahlung|teilbetrag|acompte|anticipo|acconto|deposit|prepaid|advance|vorkasse|vorauszahlung|deel|avbetal|forskott|预付|預付|分期|anzahlung/;

const ISO = /\b(\d{4})-(\d{2})-(\d{2})\b/g;
const DOTTED = /(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)/g;
const HAN = /(\d{4})年(\d{1,2})月(\d{1,2})日/g;

/**
 * Reads payment terms such as `Net 30`, `2/10 net 30`, `30 Tage netto` or `zahlbar bis 24.01.2027`.
 * Only what can mean one day is read: discounts and late charges are left out, and anything that starts
 * at receipt or delivery, counts working days or month ends, or names two different days, is unclear.
 */
export const readTerms = (text: string): TermsReading => {
  if (text.length > CHARACTERS_MAX) return { kind: "unclear", discount: false };
  const folded = foldText(text);
  const structured = /#skonto#/.test(folded);
  const plain = folded.replace(/^.*#skonto#.*$/gm, "").replace(/\((\d{1,3})\)/g, "$1");
  const clauses = clausesOf(plain);
  const discount = structured || clauses.some((clause) => DISCOUNT.test(clause));
  const shorthand = TRADE_SHORTHAND.exec(plain);
  if (shorthand !== null) return daysReading([Number(shorthand[1])], true);

  const aside = clauses.filter((clause) => DISCOUNT.test(clause) && SHARE.test(clause));
  const discountHasDays = aside.every((clause) => daysIn(clause).length > 0);
  const main = clauses.filter((clause) => !DISCOUNT.test(clause) && !LATE.test(clause));
  if (!discountHasDays || main.some(isUncertain)) return { kind: "unclear", discount };

  const dates = new Set(main.flatMap(datesIn));
  const days = new Set(main.flatMap(daysIn));
  if (dates.size === 1 && days.size === 0) {
    return { kind: "date", date: [...dates][0] as CalendarDate, discount };
  }
  return dates.size === 0 ? daysReading([...days], discount) : { kind: "unclear", discount };
};

const daysReading = (days: readonly number[], discount: boolean): TermsReading => {
  const [only] = days;
  if (days.length !== 1 || only === undefined || only < 1 || only > DAYS_MAX) {
    return { kind: "unclear", discount };
  }
  return { kind: "days", days: only, discount };
};

const isUncertain = (clause: string): boolean =>
  OTHER_START.test(clause) ||
  PERIOD_END.test(clause) ||
  INSTALMENT.test(clause) ||
  ALTERNATIVES.test(clause) ||
  SHARE.test(clause) ||
  /\b(?:weeks?|months?|wochen?|monate?n?|semaines?|mois|meses|mesi|settimane|maand(?:en)?|weken|manad(?:er)?|maned(?:er)?|uger|viikkoa|kuukautta|miesiac\w*|tygodni\w*)\b|个月|ヶ月/.test(
    clause,
  );

const daysIn = (clause: string): readonly number[] => {
  const found = [...clause.matchAll(DAYS), ...clause.matchAll(NET)];
  return found.map((match) => Number(match[1] ?? match[2]));
};

const datesIn = (clause: string): readonly CalendarDate[] => {
  const read = (pattern: RegExp, order: readonly [number, number, number]) =>
    [...clause.matchAll(pattern)].map((match) =>
      calendarDateOf({
        year: Number(match[order[0]]),
        month: Number(match[order[1]]),
        day: Number(match[order[2]]),
      }),
    );
  return [...read(ISO, [1, 2, 3]), ...read(HAN, [1, 2, 3]), ...read(DOTTED, [3, 2, 1])].filter(
    (date) => date !== undefined,
  );
};
