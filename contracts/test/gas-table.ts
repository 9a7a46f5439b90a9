/** What a figure of the gas table is about, and what others spend on the same, where somebody measured it. */
type Line = { what: string; peer?: readonly [gas: number, name: string] };

/** Peers measured in whole transactions, approvals and deposits left out, as ours are. */
export const gasTable: Readonly<Record<string, Line>> = {
  registerEach100: {
    what: "register, each in a batch of 100",
    peer: [196_356, "Bulla claims"],
  },
  lifeSingle: { what: "whole life, one lender", peer: [1_179_925, "Bulla factoring"] },
  lifeAllSigned: { what: "whole life, every payment signed", peer: [1_335_284, "Huma factoring"] },
  lifePlainTransfer: {
    what: "whole life by plain transfer and sweep",
    peer: [1_194_508, "Tinlake"],
  },
  registerPerOrder1000: { what: "register per order, 10 receivables of 1,000" },
  lifePerOrder1000: { what: "whole life per order, 1,000 orders in one receivable" },
  fillMandate: { what: "filling a standing mandate" },
  coinTransfer: { what: "coin transfer", peer: [45_047, "FiatTokenV2_2"] },
  coinTransferAllowListed: {
    what: "coin transfer in allow-list mode",
    peer: [196_844, "ERC-3643"],
  },
  transferWithAuthorization: {
    what: "coin transfer by authorisation",
    peer: [86_056, "FiatTokenV2_2"],
  },
  noteTransfer: { what: "note transfer before a distribution", peer: [196_844, "ERC-3643"] },
  noteTransferAfterDistribution: {
    what: "note transfer after a distribution",
    peer: [196_844, "ERC-3643"],
  },
  furtherPayeeFinal: { what: "further payee, final", peer: [117_301, "Polytrade"] },
  furtherPayeePartial: { what: "further payee, partial", peer: [67_537, "Agroasys"] },
};

type Figures = Readonly<Record<string, number>>;

/** How far above the snapshot a figure may come before it fails. */
const TOLERANCE_PERCENT = 5;

/**
 * What is wrong with figures beside a snapshot, in words; nothing where all is well. A figure that the snapshot does
 * not know, or knows and is gone, is wrong too.
 */
export const gasProblems = (figures: Figures, snapshot: Figures): string[] => [
  ...Object.entries(figures).flatMap(([name, gas]) => {
    const kept = snapshot[name];
    if (kept === undefined) return [`${name} is not in the snapshot`];
    if (gas * 100 <= kept * (100 + TOLERANCE_PERCENT)) return [];
    const rise = ((gas / kept - 1) * 100).toFixed(1);
    return [`${name} costs ${gas}, ${rise} % above the ${kept} of the snapshot`];
  }),
  ...Object.keys(snapshot)
    .filter((name) => !(name in figures))
    .map((name) => `${name} is in the snapshot alone`),
];

const number = (value: number | undefined): string =>
  value === undefined || !Number.isFinite(value) ? "-" : value.toLocaleString("en-US");

/** Figures beside their goals, what they were, and what a peer spends. */
export const gasText = (figures: Figures, goals: Figures, snapshot: Figures): string => {
  const row = (cells: readonly string[]): string => {
    const [what = "", ...rest] = cells;
    const widths = [11, 11, 8, 11, 13];
    return `${what.padEnd(54)}${rest.map((cell, at) => cell.padStart(widths[at] ?? 0)).join("")}`;
  };
  const rows = Object.entries(figures).map(([name, gas]) => {
    const goal = goals[name] ?? Number.POSITIVE_INFINITY;
    const { what, peer } = gasTable[name] ?? { what: name };
    const verdict = Number.isFinite(goal) ? (gas <= goal ? "met" : "MISSED") : "";
    const times = peer ? `${(peer[0] / gas).toFixed(1)} x less than ${peer[1]}` : "";
    const cells = [
      what,
      number(gas),
      number(goal),
      verdict,
      number(snapshot[name]),
      number(peer?.[0]),
    ];
    return `${row(cells)}  ${times}`.trimEnd();
  });
  return [row(["act", "gas", "goal", "", "snapshot", "best peer"]), ...rows].join("\n");
};

/** The table of the contracts' README: what is in the snapshot. */
export const gasMarkdown = (snapshot: Figures, goals: Figures): string => {
  const cells = Object.entries(snapshot).map(([name, gas]) => {
    const { what, peer } = gasTable[name] ?? { what: name };
    const beside = peer ? `${number(peer[0])} (${peer[1]})` : "-";
    return [what, number(gas), number(goals[name]), beside];
  });
  const lines = [["act", "gas", "goal", "best peer"], ["---", "---:", "---:", "---"], ...cells];
  return lines.map((line) => `| ${line.join(" | ")} |`).join("\n");
};
