/** Counts one attempt under a key; false when there were more than `max` in the running window. */
export type AttemptLimit = (
  key: string,
  window: { max: number; windowSeconds: number },
) => Promise<boolean>;
