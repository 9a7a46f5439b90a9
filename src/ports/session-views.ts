import type { OrganisationKind, OrgScope } from "@/core/scope/scope";

/** What the shell shows of the person who is signed in. */
export type SignedIn = {
  readonly person: {
    readonly name: string;
    readonly email: string | null;
    readonly hasPassword: boolean;
    readonly wallet: string | null;
  };
  readonly organisation: {
    readonly id: string;
    readonly name: string;
    readonly kind: OrganisationKind;
    readonly status: "draft" | "active" | "suspended";
  };
  readonly organisations: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: OrganisationKind;
    readonly role: string;
  }[];
};

/** The signed-in person and the organisations they can act for. */
export type SessionViews = { readonly signedIn: (scope: OrgScope) => Promise<SignedIn> };
