import type { FreshKey } from "@/ports/organisation-stores";

/** The first rows of an installation, inside a transaction; there is nobody yet who could prove a scope. */
export type FoundingStore = {
  /** Whether a platform organisation exists; other foundings wait until this transaction ends. */
  readonly isFounded: () => Promise<boolean>;
  /** Answers the platform's number. */
  readonly found: (facts: {
    organisationId: string;
    name: string;
    key: FreshKey;
    at: Date;
    people: readonly {
      id: string;
      memberId: string;
      email: string;
      name: string;
      passwordHash: string;
    }[];
  }) => Promise<number>;
};
