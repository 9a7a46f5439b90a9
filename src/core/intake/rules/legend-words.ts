/*
 * Wording about assignment and factoring, matched against folded text (see `foldText`): lower case,
 * accents removed. Kept by language so that a reader of one can check it.
 */

/** "This claim was assigned, sold or pledged", or "pay the factor". */
export const ASSIGNED: readonly RegExp[] = [
  // English
  /\b(?:invoices?|receivables?|debts?|claims?|accounts?|amounts?|monies|proceeds|title)\b(?!.*\b(?:number|cost cent|project|department)).*\b(?:assigned|sold|factored|pledged|transferred|ceded)\b/,
  /\b(?:assigned|sold|pledged|factored|transferred) (?:\w+ ){0,4}to\b.*\b(?:bank|factors?|factoring|financ\w*|capital|funding|payee|third part)/,
  /\b(?:pay|payable|payments?|paid|remit|remittances?)\b.*\b(?:to|the) (?:our |the )?(?:factor|factoring company|assignee)\b/,
  /\bnotice of assignment\b|\bfactored invoice\b|\bassigned and payable\b/,
  /^(?!.*\bwaive).*\bsubrogat/,
  // German
  /\babgetreten\b|\babtretung an\b|\bverpfandet\b|\bschuldbefreiend/,
  /\bforderung(?:en)?\b.*\b(?:verkauft|ubertragen|ubergegangen)\b/,
  /\b(?:trete|tritt|treten)\b.*\b(?:forderung(?:en)?|anspruche)\b.*\bab\b/,
  // French
  /\bcedee?s? (?:a|au|aupres)\b|\bcreances?\b.*\b(?:cedee?s?|transferee?s?|nantie?s?)\b/,
  /\bcession de (?:la |cette )?creance\b|\baffactur|\b(?:bordereau|loi|cession) dailly\b|\bsubrogee?s?\b/,
  /\b(?:regl\w*|paiement|payer|payable|liberatoire)\b.*\bfactor\b/,
  // Spanish
  /\bcedid[oa]s?\b|\bcesion (?:de|del) (?:credito|cobro|derechos)|\bendosad[oa]s? a\b|\bcesionario\b/,
  // Portuguese
  /\bcessao de creditos?\b|\bcedid[oa]s? a[o]?\b/,
  // Italian
  /\bcessione (?:del|di|dei) credit[oi]\b|\bcredit[oi]\b.*\bcedut[oi]\b|\bcedut[oi]\b.*\bcredit[oi]\b|\bpro.?soluto\b|\bpro.?solvendo\b/,
  // Romanian
  /\bcesionat|\bcesiune de creanta\b/,
  // Dutch
  /\bgecedeerd|\b(?:vordering(?:en)?|factuur)\b.*\b(?:overgedragen|verpand|verkocht)\b|\bbevrijdend\b.*\bbeta/,
  // Swedish
  /\boverlat(?:it|its|en|na|ts|et)\b|\b(?:faktura|fordran)\w*\b.*\b(?:pantsatt|belanad|sald)\b|\bmed befriande verkan\b/,
  // Norwegian and Danish
  /\b(?:faktura|fordring|krav|tilgodehavende)\w*\b.*\b(?:overdratt|overdraget|overtaget|transportert|pantsatt|solgt)\b/,
  /\btransport i (?:denne|dette|faktura)|\bgivet transport\b|\bfrigorende virkning\b/,
  // Finnish
  /\b(?:lasku|saatava)\w*\b.*\b(?:siirretty|pantattu|myyty)\b/,
  // Polish, Czech and Slovak, Hungarian, Croatian
  /\b(?:cesja|cesji|scedowan|cedowan)|\bwierzytelnosc\w*\b.*\b(?:przenies|sprzedan)/,
  /\bpohledavk\w*\b.*\bpostoupen|\bpohladavk\w*\b.*\bpostupen|\bpostoupen[aoiy]?\b/,
  /\bengedmenyez|\bustupljen/,
  // Turkish
  /\btemlik\b/,
  // Chinese, Japanese, Korean
  /(?:应收账款|應收賬款|应收帐款|应收款|應收款|债权|債權|发票|發票).{0,16}(?:转让|轉讓|质押|質押)/,
  /已(?:经|經)?(?:转让|轉讓|质押|質押)|保理/,
  /債権譲渡|債権を譲渡|譲渡済|譲渡され|譲渡しました|채권.{0,4}양도|양도되었/,
];

/** Words of factoring that do not by themselves say the claim is gone. */
export const FACTORING =
  /\bfactor(?:ing|ed)\b|\bfaktoring|\bfinanseringsbolag|\brahoitusyhtio|ファクタリング|팩토링|\bassignee\b/;

/** Wording that denies an assignment; taken out before the rest is read. */
export const DENIED: readonly RegExp[] = [
  /\b(?:not|never|neither|nor|nicht|weder|niet|inte|ikke|ej|nao|no ha|no esta|non e|non (?:sono|ha)|n'est pas|n'a pas ete|nie (?:zostal\w*|jest)|neni|nebyl\w*)(?:\s+\S+){0,3}?\s+(?:assign|sold|factor|pledg|transfer|ceded|abgetreten|verpfandet|verkauft|ubertragen|cede|cedu|cedid|overdra|overlat|overgedragen|pantsatt|gecedeerd|verpand|scedowan|postoupen)\w*(?:,? (?:or|nor|and|oder|noch|ou|ni|nem|eller|of|och|og|ani|lub) \w+)*/g,
  /\b(?:no|without|kein\w*|ohne|sans|senza|sin|sem|geen|ingen|bez)\s+(?:assign|factor|abtretung|affactur|cession|cessione|cesion|cessao|cessie|faktoring|cesji)\w*/g,
  /(?:未|没有|沒有|并无|並無|无|無)[^，,。]{0,4}(?:转让|轉讓|质押|質押|保理)/g,
  /譲渡(?:して|されて)?(?:おりません|いません|いない|しない)/g,
];

/** A clause that forbids or restricts assigning the claim. */
export const BAN =
  /\b(?:may|shall|must|can)(?:not| not)\b.*\b(?:assign|pledg|factor)|\b(?:assignment|factoring)\b.*\b(?:prohibited|forbidden|excluded|not permitted|not allowed|without)|\bno assignment\b|\bnon.?assignable\b|\bnot assignable\b|\babtretungsverbot\b|\babtretung\b.*\bausgeschlossen\b|\bcession\b.*\binterdite\b|\bincessible\b|\bprohibida la cesion\b|\bdivieto di cessione\b|\bzakaz cesji\b|不得转让|不得轉讓|禁止转让|禁止轉讓|譲渡禁止/;
