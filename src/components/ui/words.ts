/** Every word the primitives say by themselves, in one place so that a language is one more table. */
export const words = {
  cancel: "Cancel",
  close: "Close",
  copied: "Copied",
  copy: "Copy",
  copyOf: (what: string) => `Copy ${what}`,
  next: "Next",
  previous: "Previous",
  pageOf: (page: number, pages: number) => `Page ${page} of ${pages}`,
  rowsOf: (from: number, to: number, total: number) =>
    total === 0
      ? "No rows"
      : `${from.toLocaleString("en")} to ${to.toLocaleString("en")} of ${total.toLocaleString("en")}`,
  total: "Total",
  working: "Working",
  optional: "optional",
  required: "required",
  chooseFile: "Choose a file",
  applyFilters: "Apply",
  clearFilters: "Clear",
  opensNewTab: "opens in a new tab",
  showTable: "Show the figures as a table",
} as const;
