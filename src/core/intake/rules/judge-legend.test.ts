import { expect, test } from "vitest";
import type { Draft } from "@/core/intake/draft";
import { judgeLegend } from "@/core/intake/rules/judge-legend";

const codesOf = (text: string): readonly string[] => {
  const draft = { notes: [{ text, path: "/Invoice/Note" }], terms: [], accountNames: [] };
  return judgeLegend(draft as unknown as Draft).map(({ code }) => code);
};

test.each([
  "This invoice has been assigned to and is payable only to Harbour Finance Ltd.",
  "The receivable under this invoice was sold to Alpha Bank.",
  "All our receivables are pledged to the bank.",
  "Please remit payment to our factor.",
  "NOTICE OF ASSIGNMENT: pay First Capital Factors.",
  "Payment invoice no 12 has been assigned to X Bank, do not pay the supplier.",
  "Die Forderung aus dieser Rechnung wurde an die Nordfaktor AG abgetreten.",
  "Zahlung mit schuldbefreiender Wirkung nur an die Bank",
  "Die Forderung ist verkauft und übertragen.",
  "La présente créance a été cédée à Eurofactor dans le cadre de la loi Dailly.",
  "Facture cédée à BNP, règlement libératoire",
  "Affacturage : payez notre factor",
  "Este crédito ha sido cedido a Banco Sur",
  "Cesión de crédito a favor de Factor SA",
  "Credito ceduto pro soluto a Banca Nord",
  "Crédito objeto de cessão de créditos",
  "Deze vordering is overgedragen aan ABN Factoring",
  "Denna faktura har överlåtits och kan med bindande verkan betalas till PayeeParty",
  "Denne faktura er overdraget til Nordea Finans",
  "Kravet er overdratt og pantsatt til DNB",
  "Lasku on siirretty rahoitusyhtiölle",
  "Wierzytelność została przeniesiona na faktora, cesja",
  "Pohledávka byla postoupena bance",
  "Bu alacak temlik edilmiştir",
  "本发票项下应收账款已转让给某银行，请勿向供应商付款",
  "本票已办理保理",
  "本請求書の債権を譲渡しました",
])("an assignment stops: %s", (text) => expect(codesOf(text)).toContain("legend.assigned"));

test.each(["Factoring arranged, ask us", "Faktoring"])("a word of factoring holds: %s", (text) =>
  expect(codesOf(text)).toEqual(["legend.factoring"]),
);

test.each([
  "Claims under this invoice may not be assigned without our consent.",
  "Assignment of this claim is prohibited.",
  "Abtretungsverbot",
  "Abtretung ist ausgeschlossen",
  "应收账款不得转让",
])("a ban on assignment holds: %s", (text) =>
  expect(codesOf(text)).toEqual(["legend.assignment_ban"]),
);

test.each([
  "This receivable has not been assigned or pledged.",
  "No factoring.",
  "Die Forderung wurde nicht abgetreten.",
  "Cette créance n'a pas été cédée",
  "应收账款未转让",
  "Goods sold remain our property until paid.",
  "VAT has been charged at 25%",
  "Ordered in our booth at the convention",
  "Please transfer the amount to our account.",
  "Transport til Oslo er inkludert",
  "Invoice assigned to project number 7",
  "Alle leveringen zijn franco. Betalingstermijn: 14 dagen netto.",
  "Es gelten unsere Geschäftsbedingungen. Eigentumsvorbehalt bis zur vollständigen Zahlung.",
  "Crediting of the entire initial invoice; a correct invoice will be issued.",
  "Vriendelijk verzoeken wij u ervoor te zorgen dat het bedrag op onze rekening staat",
  "Scissione Pagamenti",
  "Árengedmény 5%",
])("says nothing: %s", (text) => expect(codesOf(text)).toEqual([]));
