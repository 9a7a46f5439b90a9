/** How hard a row tries: with every change, or every night. */
export type Depth = "change" | "nightly";

/** What was seen. `figure` is what was counted, as the row's promise counts it; `why` says what broke or is missing. */
export type Verdict = {
  readonly status: "held" | "broken" | "cannot";
  readonly figure: string;
  readonly why: string;
};

/** One fault: what is promised under it, and the run that injects it and looks. */
export type FaultRow = {
  readonly row: `F${number}`;
  readonly promise: string;
  readonly run: (depth: Depth) => Promise<Verdict>;
};
