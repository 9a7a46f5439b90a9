/** The only source of the current moment. On a local chain it never lies behind the chain's own time. */
export type Clock = { readonly now: () => Date };
