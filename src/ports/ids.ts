/** Chance from the outside world: ids and secrets that nobody can guess. */
export type Ids = {
  /** A new database id. */
  readonly next: () => string;
  readonly secretBytes: (bytes: number) => Uint8Array;
  /** Random bytes as lower-case hex. */
  readonly secretHex: (bytes: number) => string;
};
