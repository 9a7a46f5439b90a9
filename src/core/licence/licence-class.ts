/** What a lender is licensed as; the order is the numbering of Participants, which starts at 1. */
export const LICENCE_CLASSES = ["authorised-institution", "money-lender", "fund"] as const;

export type LicenceClass = (typeof LICENCE_CLASSES)[number];

/** Each licence class as people call it. */
export const classWord: Record<LicenceClass, string> = {
  "authorised-institution": "authorised institution",
  "money-lender": "money lender",
  fund: "fund",
};
