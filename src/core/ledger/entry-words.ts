const words: Readonly<Record<string, string>> = {
  "receivable.funded": "Funded",
  "advance.released": "Advance released",
  "collection.split": "Collection",
  "receivable.bought_back": "Bought back",
  "holder.paid": "Lender's share",
  "dust.paid": "Rest below one unit",
};

/** What an entry is called on a statement; a reversing entry takes one back. */
export const entryWords = (name: string): string => {
  const plain = name.replace(/\.reversed$/, "");
  const word = words[plain] ?? plain;
  return plain === name ? word : `${word}, taken back`;
};
