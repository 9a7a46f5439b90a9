/**
 * Places in the code at which a program may be ended in a trial, in the order in which a wish meets them: what is promised
 * must hold whichever of them was the last that a program reached.
 */
export const LANDMARKS = [
  /** K1: an intent is inserted, its transaction not committed. */
  "intent-inserted",
  /** K2: the lane's row lock is held, nothing signed. */
  "lane-locked",
  /** K3: signed, nothing committed. */
  "signed",
  /** K4: bytes and hash committed, nothing sent. */
  "committed",
  /** K5: a node took the bytes, its answer not read. */
  "broadcast",
  /** K6: the answer read, nothing written about it. */
  "answered",
  /** K7: a receipt found, nothing written about it. */
  "receipt-found",
  /** K8: in the middle of a block, part of its facts written, nothing committed. */
  "block-half-told",
  /** K9: a block committed, nothing done after it. */
  "block-told",
  /** K10: a webhook inserted, not committed. */
  "webhook-inserted",
  /** K11: a webhook committed, not answered. */
  "webhook-committed",
  /** K12: a settlement, or any other entry, credited in the books, not committed. */
  "settlement-credited",
  /** K13: in the middle of undoing a block, not committed. */
  "block-half-undone",
  /** K14: between two statements of a migration. */
  "migrating",
] as const;

/** Name of a landmark. */
export type LandmarkName = (typeof LANDMARKS)[number];

/** Says that a landmark is reached. Outside trials it does nothing. */
export type Landmark = (name: LandmarkName) => void;

/** Does nothing. */
export const noLandmark: Landmark = () => undefined;
