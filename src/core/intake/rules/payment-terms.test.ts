import { expect, test } from "vitest";
import { readTerms } from "@/core/intake/rules/payment-terms";

const days = (count: number, discount = false) => ({ kind: "days", days: count, discount });
const date = (day: string, discount = false) => ({ kind: "date", date: day, discount });
const unclear = (discount = false) => ({ kind: "unclear", discount });

test.each([
  ["Net 30", days(30)],
  ["NET 30 DAYS", days(30)],
  ["n/45", days(45)],
  ["30 days net", days(30)],
  ["Payment within 30 days", days(30)],
  ["Payment due 60 days from invoice date.", days(60)],
  ["thirty (30) days", days(30)],
  ["2/10 net 30", days(30, true)],
  ["2%/10, net 30", days(30, true)],
  ["1/15 n/45", days(45, true)],
  ["30 days net, 2% discount within 10 days", days(30, true)],
  ["30 dagar netto. Dröjsmålsränta:12 %", days(30)],
  ["10 dagar, dröjsmålsränta 12.3 %", days(10)],
  ["30 dagar netto.\nPåminnelseavgift 45 kronor.\nPenalty surcharge percent:8.5", days(30)],
  ["Zahlbar innerhalb von 14 Tagen ohne Abzug", days(14)],
  ["30 Tage netto, 14 Tage 2% Skonto", days(30, true)],
  ["Betalingstermijn: 14 dagen netto", days(14)],
  ["Paiement à 45 jours", days(45)],
  ["Pago a 60 días", days(60)],
  ["Pagamento a 30 giorni data fattura", days(30)],
  ["Pagamento em 30 dias", days(30)],
  ["Netto 8 dage", days(8)],
  ["Maksuehto 14 pv netto", days(14)],
  ["Termin płatności 21 dni", days(21)],
  ["自发票日期起 30 天内付款", days(30)],
  ["30日以内にお支払いください", days(30)],
  ["Bitte überweisen Sie bis zum 24.01.2027 auf das Konto.", date("2027-01-24")],
  ["Due 2027-03-31", date("2027-03-31")],
  ["请于2027年3月31日前付款", date("2027-03-31")],
  ["#SKONTO#TAGE=7#PROZENT=2.00#\nZahlbar in 30 Tagen", days(30, true)],
])("%s", (text, expected) => expect(readTerms(text)).toEqual(expected));

test.each([
  ["Payment within 10 days, 2% discount", unclear(true)],
  ["2 % discount if paid within 2 days\nPenalty percentage 10% from due date", unclear(true)],
  ["#SKONTO#TAGE=7#PROZENT=2.00#", unclear(true)],
  ["30 days after receipt of goods", unclear()],
  ["Zahlbar innerhalb 14 Tagen nach Erhalt der Rechnung.", unclear()],
  ["30 jours fin de mois", unclear()],
  ["月结30天", unclear()],
  ["每月15日付款", unclear()],
  ["收到发票后30天", unclear()],
  ["50% prepaid, 50% within one month", unclear()],
  ["50% in 30 days, 50% in 60 days", unclear()],
  ["10 working days", unclear()],
  ["30 or 60 days", unclear()],
  ["Arbetet påbörjas 7 dagar efter mottagen förskottsbetalning.", unclear()],
  ["Zahlbar sofort ohne Abzug.", unclear()],
  ["Due on receipt", unclear()],
  ["Payment according to agreed payment terms", unclear()],
  ["Late payments bear interest after 14 days", unclear()],
  ["999 days", unclear()],
  ["due 31.01.2027 or 28.02.2027", unclear()],
  ["", unclear()],
])("is not certain of %j", (text, expected) => expect(readTerms(text)).toEqual(expected));
