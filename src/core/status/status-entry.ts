/** What a state means to a reader; drawn as colour and shape, never as colour alone. */
export type Tone = "neutral" | "active" | "fine" | "attention" | "wrong" | "info";

/** Who has to do something before the state can change for the better; `nobody` when it is over. */
export type NextActor =
  | "seller"
  | "lender"
  | "warehouse"
  | "buyer"
  | "platform"
  | "chain"
  | "nobody";

export type StatusEntry = {
  /** Sentence case, one to three words. */
  word: string;
  tone: Tone;
  /** One sentence for a person who meets the word for the first time. */
  meaning: string;
  next: NextActor;
};
