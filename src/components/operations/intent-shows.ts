/** Which chain writes the list shows. */
export const shows = ["open", "failed", "mined", "final"] as const;

type Show = (typeof shows)[number];

/** The tab of each. */
export const showWords: Readonly<Record<Show, string>> = {
  open: "Waiting or under way",
  failed: "Refused",
  mined: "In a block",
  final: "Final",
};

/** What an empty list of each says. */
export const emptyWords: Readonly<Record<Show, string>> = {
  open: "Nothing waits and nothing is under way",
  failed: "Nothing was refused",
  mined: "Nothing stands in a block that could still be replaced",
  final: "Nothing is final yet",
};
