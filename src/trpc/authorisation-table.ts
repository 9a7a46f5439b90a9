import type { MemberRole, OrganisationKind } from "@/core/scope/scope";

/** Who may call a procedure, as people decided it; the procedure's own guard is checked against this. */
export type Access =
  | "anyone"
  | { readonly kinds: readonly OrganisationKind[]; readonly roles?: readonly MemberRole[] };

const everyone = {
  kinds: ["seller", "lender", "warehouse", "buyer", "platform"],
} as const satisfies Access;
const makers = ["maker", "admin"] as const;
const seller = { kinds: ["seller"] } as const satisfies Access;
const sellerActs = { kinds: ["seller"], roles: makers } as const satisfies Access;
const lender = { kinds: ["lender"] } as const satisfies Access;
const lenderActs = { kinds: ["lender"], roles: makers } as const satisfies Access;
const warehouse = { kinds: ["warehouse"] } as const satisfies Access;
const warehouseActs = { kinds: ["warehouse"], roles: makers } as const satisfies Access;
const platform = { kinds: ["platform"] } as const satisfies Access;
const platformProposes = { kinds: ["platform"], roles: makers } as const satisfies Access;
const platformDecides = {
  kinds: ["platform"],
  roles: ["checker", "admin"],
} as const satisfies Access;
const administrators = { ...everyone, roles: ["admin"] } as const satisfies Access;

/** One row for each procedure. A procedure without a row, or a row without a procedure, fails the test. */
export const accessTable: Readonly<Record<string, Access>> = {
  "approval.decide": platformDecides,
  "approval.list": platform,
  "approval.propose": platformProposes,
  "approval.waiting": platform,
  "audit.list": platform,
  "audit.verify": platform,
  "book.statement": everyone,
  "book.trialBalance": platform,
  "claim.collect": { kinds: ["lender", "seller"], roles: makers },
  "claim.own": { kinds: ["lender", "seller"] },
  "claim.payOut": platformProposes,
  "claim.waiting": platform,
  "credit.form": seller,
  "credit.issue": sellerActs,
  "credit.prepare": sellerActs,
  "delivery.confirm": warehouseActs,
  "delivery.form": warehouse,
  "delivery.list": warehouse,
  "delivery.panel": warehouse,
  "delivery.prepare": warehouseActs,
  "delivery.quote": warehouseActs,
  "delivery.sellers": warehouse,
  "delivery.signed": warehouse,
  "funding.panel": lender,
  "funding.prepare": lenderActs,
  "funding.submit": lenderActs,
  "import.commit": sellerActs,
  "import.detail": seller,
  "import.discard": sellerActs,
  "import.failedRows": seller,
  "import.list": seller,
  "import.replan": sellerActs,
  "import.warehouses": seller,
  "market.list": lender,
  "offer.prepare": sellerActs,
  "offer.sign": sellerActs,
  "offer.withdraw": sellerActs,
  "operations.intents": platform,
  "operations.retry": platformProposes,
  "operations.status": platform,
  "order.choices": seller,
  "order.lines": seller,
  "order.list": seller,
  "order.proposal": seller,
  "organisation.accountChallenge": { ...everyone, roles: ["admin", "viewer"] },
  "organisation.addMember": administrators,
  "organisation.changeMember": administrators,
  "organisation.draft": platformProposes,
  "organisation.get": everyone,
  "organisation.list": platform,
  "organisation.proveAccount": { ...everyone, roles: ["admin", "viewer"] },
  "payment.confirm": "anyone",
  "payment.debt": "anyone",
  "payment.dispute": "anyone",
  "payment.withdrawDispute": "anyone",
  "payment.glimpse": "anyone",
  "payment.open": "anyone",
  "payment.pay": "anyone",
  "payment.prepare": "anyone",
  "position.list": lender,
  "receivable.createBuyerLink": sellerActs,
  "receivable.detail": everyone,
  "receivable.extendBuyerLink": sellerActs,
  "receivable.home": everyone,
  "receivable.list": everyone,
  "receivable.orders": everyone,
  "receivable.proof": everyone,
  "registration.awaiting": { kinds: ["seller", "warehouse", "platform"] },
  "registration.countersign": warehouseActs,
  "registration.decline": warehouseActs,
  "registration.detail": { kinds: ["seller", "warehouse", "platform"] },
  "registration.prepare": sellerActs,
  "registration.prepareCountersign": warehouseActs,
  "registration.propose": sellerActs,
  "registration.withdraw": sellerActs,
  "repayment.book": platform,
  "repayment.exceptions": platform,
  "repayment.list": platform,
  "repayment.overview": platform,
  "repayment.push": platformProposes,
  "session.challenge": "anyone",
  "session.changePassword": everyone,
  "session.environment": "anyone",
  "session.linkWallet": everyone,
  "session.me": everyone,
  "session.switchOrganisation": everyone,
  "session.walletChallenge": everyone,
  "verify.check": "anyone",
};

/** Ids of one tenant's objects that another tenant tries. */
export type TenantIds = {
  readonly organisationId: string;
  readonly userId: string;
  readonly receivableId: string;
  readonly importId: string;
  readonly orderId: string;
  readonly registrationId: string;
  readonly approvalId: string;
};

const terms = {
  advanceBps: 8000,
  rateBps: 1200,
  lateRateBps: 1800,
  minimumBps: 2000,
  fundDays: 7,
  deliverDays: 30,
  recourse: false,
  rateOverride: false,
};
const hash = `0x${"ab".repeat(32)}`;

const delivery = ({ receivableId }: TenantIds) => ({
  receivableId,
  after: 0,
  said: { others: "delivered", lines: [] },
});

const creditNote = ({ receivableId }: TenantIds) => ({
  receivableId,
  before: 0n,
  amount: 1n,
  words: { number: "CN-1", cause: "returned", note: null, file: null },
});

/** A right input that names another tenant's object, for each procedure whose input names one. */
export const foreignInputs: Readonly<Record<string, (ids: TenantIds) => unknown>> = {
  "book.statement": ({ organisationId }) => ({ organisationId, asOf: "2027-01-31" }),
  "credit.form": ({ receivableId }) => ({ receivableId }),
  "credit.issue": creditNote,
  "credit.prepare": creditNote,
  "delivery.confirm": delivery,
  "delivery.form": ({ receivableId }) => ({ receivableId }),
  "delivery.panel": ({ receivableId }) => ({ receivableId }),
  "delivery.prepare": delivery,
  "delivery.quote": delivery,
  "funding.panel": ({ receivableId }) => ({ receivableId }),
  "funding.prepare": ({ receivableId }) => ({
    receivableId,
    amount: 1_000_000n,
    salt: hash,
    dealHash: hash,
  }),
  "funding.submit": ({ receivableId }) => ({
    receivableId,
    amount: 1_000_000n,
    salt: hash,
    dealHash: hash,
  }),
  "import.commit": ({ importId, organisationId }) => ({
    importId,
    warehouseId: organisationId,
    included: [],
    expected: 1,
  }),
  "import.detail": ({ importId }) => ({ id: importId }),
  "import.discard": ({ importId }) => ({ importId }),
  "import.failedRows": ({ importId }) => ({ id: importId }),
  "import.replan": ({ importId }) => ({ importId }),
  "offer.prepare": ({ receivableId }) => ({ receivableId, after: 0, terms }),
  "offer.sign": ({ receivableId }) => ({ receivableId, after: 0, terms }),
  "offer.withdraw": ({ receivableId }) => ({ receivableId }),
  "order.lines": ({ orderId }) => ({ id: orderId }),
  "organisation.addMember": ({ organisationId }) => ({
    organisationId,
    email: "intruder@demo.quaynote.test",
    name: "Intruder",
    role: "admin",
    password: "a-long-enough-password",
  }),
  "organisation.changeMember": ({ organisationId, userId }) => ({
    organisationId,
    userId,
    role: "viewer",
  }),
  "organisation.get": ({ organisationId }) => ({ id: organisationId }),
  "receivable.createBuyerLink": ({ receivableId }) => ({ receivableId, replaces: null }),
  "receivable.detail": ({ receivableId }) => ({ receivableId }),
  "receivable.extendBuyerLink": ({ receivableId }) => ({ receivableId }),
  "receivable.orders": ({ receivableId }) => ({ receivableId }),
  "receivable.proof": ({ receivableId, orderId }) => ({ receivableId, orderId }),
  "registration.countersign": ({ registrationId }) => ({ registrationId }),
  "registration.decline": ({ registrationId }) => ({ registrationId, reason: "Not ours." }),
  "registration.detail": ({ registrationId }) => ({ registrationId }),
  "registration.prepareCountersign": ({ registrationId }) => ({ registrationId }),
  "registration.withdraw": ({ registrationId }) => ({ registrationId }),
  "session.switchOrganisation": ({ organisationId }) => ({ organisationId }),
};
