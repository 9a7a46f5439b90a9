import type { Answers } from "@/commands/trade/person";
import type { Judgement } from "./judge";
import type { Kill } from "./kills";
import type { Life } from "./life";

/** What a run came to, as it is printed. */
export type Report = {
  readonly ok: boolean;
  readonly seconds: number;
  readonly lives: {
    readonly begun: number;
    readonly finished: number;
    /** From the chosen order to repaid lenders, seconds. */
    readonly medianSeconds: number;
    readonly longestSeconds: number;
  };
  readonly acts: number;
  readonly lost: number;
  readonly doubled: number;
  /** Books less chain, minor units. */
  readonly difference: Readonly<Record<string, string>>;
  readonly auditor: "holds" | "differs";
  readonly kills: number;
  /** How long until others had ended every write that was under way at a kill, and how many those were in all. */
  readonly takeover: {
    readonly writes: number;
    readonly medianMs: number;
    readonly longestMs: number;
  };
  readonly answers: { readonly total: number; readonly faults: number };
  readonly throughput: {
    readonly livesPerMinute: number;
    readonly transactionsPerSecond: number;
    readonly jobsPerSecond: number;
  };
  readonly transactions: { readonly mined: number; readonly reverted: number };
  /** Everything that is not as it must be, in words. */
  readonly why: readonly string[];
};

/** What was counted during a run and after it. */
export type Facts = {
  readonly lives: readonly Life[];
  readonly answers: Answers;
  readonly kills: readonly Kill[];
  /** What the demo trade left otherwise than it must, after it was cut short and made again. */
  readonly trade: readonly string[];
  readonly rests: boolean;
  readonly jobs: number;
  readonly seconds: number;
  readonly judgement: Judgement;
};

const middleOf = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

const rounded = (value: number): number => Math.round(value * 100) / 100;

const faultsOf = ({ lives, answers, kills, trade, rests, judgement }: Facts): string[] => {
  const { lost, doubled, difference, halts, audited, finished } = judgement;
  const stuck = lives.filter((life) => life.stuck !== null);
  return [
    ...lost.map((what) => `lost: ${what}`),
    ...doubled.map((what) => `doubled: ${what}`),
    ...Object.entries(difference).flatMap(([currency, by]) =>
      by === 0n ? [] : [`books and chain differ by ${by} ${currency}`],
    ),
    ...audited.map((what) => `auditor: ${what}`),
    ...halts,
    ...answers.faults,
    ...stuck.map(
      ({ number, receivableId, stuck: why }) => `life ${number} ${receivableId}: ${why}`,
    ),
    ...(finished === lives.length ? [] : [`${lives.length - finished} lives did not end`]),
    ...kills.flatMap(({ program, takeoverMs }) =>
      takeoverMs === null ? [`nobody took over from ${program}`] : [],
    ),
    ...trade.map((what) => `demo trade: ${what}`),
    ...(rests ? [] : ["it did not come to rest"]),
    ...(lives.length > 0 && kills.length > 0 ? [] : ["nothing was tried"]),
  ];
};

/** Puts what was counted together and says what is wrong with it. */
export const reportOf = (facts: Facts): Report => {
  const { lives, answers, kills, jobs, seconds, judgement } = facts;
  const why = faultsOf(facts);
  const took = lives.flatMap(({ begunAt, endedAt }) => (endedAt === null ? [] : endedAt - begunAt));
  const takeovers = kills.flatMap(({ takeoverMs }) => takeoverMs ?? []);
  const { transactions, reverted } = judgement.calls;
  return {
    ok: why.length === 0,
    seconds: Math.round(seconds),
    lives: {
      begun: lives.length,
      finished: judgement.finished,
      medianSeconds: rounded(middleOf(took)),
      longestSeconds: rounded(Math.max(0, ...took)),
    },
    acts: lives.reduce((sum, { acts }) => sum + acts.length, 0),
    lost: judgement.lost.length,
    doubled: judgement.doubled.length,
    difference: Object.fromEntries(
      Object.entries(judgement.difference).map(([currency, by]) => [currency, by.toString()]),
    ),
    auditor: judgement.audited.length === 0 ? "holds" : "differs",
    kills: kills.length,
    takeover: {
      writes: kills.reduce((sum, { underWay }) => sum + underWay, 0),
      medianMs: middleOf(takeovers),
      longestMs: Math.max(0, ...takeovers),
    },
    answers: { total: answers.total, faults: answers.faults.length },
    throughput: {
      livesPerMinute: rounded((judgement.finished * 60) / seconds),
      transactionsPerSecond: rounded(transactions / seconds),
      jobsPerSecond: rounded(jobs / seconds),
    },
    transactions: { mined: transactions, reverted },
    why,
  };
};

const SHOWN = 40;

/** The report as people read it. */
export const tableOf = (report: Report): string => {
  const { lives, takeover, answers, throughput, transactions, why } = report;
  const rows: [string, string][] = [
    ["lives begun, finished", `${lives.begun}, ${lives.finished}`],
    ["a life took", `median ${lives.medianSeconds} s, longest ${lives.longestSeconds} s`],
    ["acts acknowledged", `${report.acts}`],
    ["lost", `${report.lost}`],
    ["doubled", `${report.doubled}`],
    [
      "books less chain",
      Object.entries(report.difference)
        .map(([currency, by]) => `${currency} ${by}`)
        .join(", "),
    ],
    ["auditor", report.auditor],
    ["workers killed", `${report.kills}`],
    [
      "takeover",
      `${takeover.writes} writes, median ${takeover.medianMs} ms, longest ${takeover.longestMs} ms`,
    ],
    ["answers, of 500 and above", `${answers.total}, ${answers.faults}`],
    ["lives a minute", `${throughput.livesPerMinute}`],
    ["transactions a second", `${throughput.transactionsPerSecond}`],
    ["jobs a second", `${throughput.jobsPerSecond}`],
    ["transactions, reverted", `${transactions.mined}, ${transactions.reverted}`],
  ];
  return [
    ...rows.map(([name, value]) => `${name.padEnd(28)} ${value}`),
    ...why.slice(0, SHOWN).map((each) => `  ${each}`),
    ...(why.length > SHOWN ? [`  and ${why.length - SHOWN} more`] : []),
    report.ok ? "held" : "BROKEN",
  ].join("\n");
};
