/**
 * The columns of the table template, in the order of the downloadable template. Each with the header texts
 * that are taken for it, compared without case, marks and spaces.
 */
export const COLUMNS = {
  order_number:
    "order no,order nr,order id,order,po number,purchase order,order reference,bestellnummer,auftragsnummer,numero de commande,订单号,訂單號,订单编号,出库单号",
  invoice_number:
    "invoice no,invoice nr,invoice id,invoice,document number,rechnungsnummer,numero de facture,发票号,發票號,发票号码",
  order_type: "type,document type,订单类型,類型",
  order_status: "status,state,financial status,订单状态,狀態",
  buyer_name:
    "buyer,customer,customer name,debtor,bill to,sold to,client,kunde,kaufer,client name,买家,買家,客户,客戶,客户名称,买方",
  buyer_id: "customer id,debtor id,buyer tax id,buyer vat,buyer lei,kundennummer,客户编号,买家编号",
  buyer_country: "customer country,country,land,pays,国家,國家",
  seller_name: "seller,supplier,vendor,卖家,賣家,供应商",
  payee_name: "payee,pay to,收款人,收款方",
  currency: "currency code,ccy,cur,wahrung,devise,币种,幣種,货币,貨幣",
  issue_date:
    "invoice date,order date,date,issued,document date,rechnungsdatum,date de facture,开票日期,发票日期,订单日期,日期",
  due_date:
    "due,payment due,maturity,maturity date,falligkeit,falligkeitsdatum,date echeance,echeance,到期日,付款到期日",
  terms_days: "terms,payment terms,net days,days,zahlungsziel,账期,賬期,付款条件",
  line_id: "line,line no,line number,position,pos,行号,序号",
  description:
    "item,item name,product,product name,lineitem name,artikel,bezeichnung,designation,商品名称,品名,描述",
  sku: "item sku,lineitem sku,product code,article number,article,artikelnummer,货号,商品编码",
  quantity: "qty,lineitem quantity,units,menge,anzahl,quantite,数量,數量",
  unit: "uom,unit of measure,einheit,unite,单位,單位",
  unit_price: "price,lineitem price,einzelpreis,stuckpreis,prix unitaire,单价,單價",
  amount: "line amount,line total,net amount,total,betrag,gesamtbetrag,montant,金额,金額,小计",
  prepaid: "prepaid amount,deposit,paid,anzahlung,acompte,预付款,已付",
  amount_due:
    "amount payable,balance,balance due,payable,outstanding,open amount,offener betrag,zahlbetrag,应付金额,應付金額,应收金额",
  warehouse: "warehouse code,fulfilment center,fulfillment center,depot,lager,entrepot,仓库,倉庫",
  notes: "note,remark,remarks,comment,bemerkung,备注,備註",
} as const satisfies Record<string, string>;

/** A column of the template. */
export type Column = keyof typeof COLUMNS;

/** Every column, in template order. */
export const COLUMN_NAMES = Object.keys(COLUMNS) as readonly Column[];

/** True for the name of a template column. */
export const isColumn = (text: string): text is Column => Object.hasOwn(COLUMNS, text);

/** Header text reduced for comparison: lower case, no accents, marks or spaces. */
export const plainHeader = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

type Alias = { readonly column: Column; readonly rank: number };

const ALIASES: ReadonlyMap<string, Alias> = new Map(
  COLUMN_NAMES.flatMap((column) =>
    [column, ...COLUMNS[column].split(",")].map(
      (name, rank) => [plainHeader(name), { column, rank }] as const,
    ),
  ),
);

/** The template column a header text is taken for, with its rank: 0 is the template's own name; or null. */
export const aliasOf = (header: string): Alias | null => ALIASES.get(plainHeader(header)) ?? null;
