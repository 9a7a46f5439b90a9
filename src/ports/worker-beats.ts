/** What a worker says of itself. */
export type WorkerState = {
  /** Newest block of the chain it knows of. */
  readonly head: number | null;
  readonly seen: number | null;
  /** Why it does not move money now, in words; null when all is well. */
  readonly halted: string | null;
  /** What somebody should look at though money goes on; absent in rows of older workers. */
  readonly concerns?: readonly string[];
};

/** Signs of life of running workers. */
export type WorkerBeats = {
  readonly beat: (worker: {
    readonly id: string;
    readonly startedAt: Date;
    readonly state: WorkerState;
  }) => Promise<void>;
  /** Taken back by a worker that ends in order. */
  readonly end: (id: string) => Promise<void>;
};
