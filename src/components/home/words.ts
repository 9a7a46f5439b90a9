import type { Outputs } from "@/trpc/client";

type TaskKey = Outputs["receivable"]["home"]["tasks"][number]["key"];

/** Everything the first page says. */
export const homeWords = {
  title: "Home",
  sentence: {
    seller: "How much can I get today, what came in, and what needs me?",
    lender: "What can I fund, what do I hold, and what is due?",
    warehouse: "What waits for me?",
    platform: "Is everything being repaid, and is anything stuck?",
    buyer: "Your seller's link shows what you owe.",
  },
  needsMe: "What needs you",
  nothing: "Nothing waits for you",
  nothingHint: "Whatever needs a decision of yours appears here by itself.",
  tasks: {
    importsPlanned: { label: "Imports to confirm", href: "/imports" },
    ordersReady: { label: "Orders ready for a receivable", href: "/orders?status=ready" },
    receivablesToOffer: {
      label: "Receivables to offer",
      href: "/receivables?status=registered",
    },
    registrationsFailed: {
      label: "Registrations the chain refused",
      href: "/receivables?status=registering",
    },
    overdue: { label: "Overdue", href: "/receivables?status=overdue" },
    defaulted: { label: "Defaulted", href: "/receivables?status=defaulted" },
    disputed: { label: "Disputed by buyers", href: "/repayments?exceptions=all#exceptions" },
    offersOpen: { label: "Open offers", href: "/market" },
    positionsDue: { label: "Positions due within 7 days", href: "/positions" },
    countersign: { label: "Registrations to check and sign", href: "/confirmations" },
    deliveries: { label: "Deliveries to confirm", href: "/confirmations" },
    approvals: { label: "Approvals waiting", href: "/approvals" },
    writesFailed: { label: "Chain writes refused", href: "/operations" },
  } satisfies Record<TaskKey, { label: string; href: string }>,
  inCurrency: (currency: string) => `Money in ${currency}`,
  today: "What you can get today",
  todayHint: "80% of what is ready or registered and not offered yet",
  offered: "Open to lenders now",
  escrow: "In escrow, waiting for delivery",
  released: "Advances paid to you",
  remainder: "Remainders paid to you",
  collected: "Collected from buyers",
  left: "Open to fund",
  held: "Principal you hold",
  paid: "Paid to you",
  outstanding: "Principal outstanding",
  overdue: "Overdue from buyers",
  difference: "Ledger minus chain",
  noComparison: "not compared yet",
  importFirst: "Import orders",
  start: "Nothing here yet",
  startHint: "Import an invoice or a table of orders; a sample to try is there as well.",
} as const;
