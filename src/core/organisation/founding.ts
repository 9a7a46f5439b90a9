/** The first two administrators of an installation; two, because everything after needs two. */
export type Founder = { readonly email: string; readonly name: string; readonly password: string };

/** How an installation begins: the platform's organisation and the people who may propose and approve. */
export type Founding = {
  readonly organisationName: string;
  readonly founders: readonly [Founder, Founder];
};
