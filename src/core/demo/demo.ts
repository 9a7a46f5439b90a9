/**
 * The practice world of a local chain (id 31337): people, organisations and keys that exist nowhere else.
 * The start program refuses to seed them anywhere but there; none of it is a secret.
 */

/** The only chain on which these keys and passwords are accepted. */
export const DEMO_CHAIN_ID = 31_337;

/** The readable password of every demo sign-in. */
export const DEMO_PASSWORD = "harbour-lane-2026";

/** A key of the development phrase every local chain knows; worthless on any other chain. */
export type DemoKey = { readonly address: string; readonly privateKey: string };

/** Keys of the practice wallet: the lender that keeps its own key, and a buyer who pays from a wallet. */
export const practiceKeys = {
  lender: {
    address: "0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f",
    privateKey: "0xdbda1821b80551c9d65939329250298aa3472ba22feea921c0cf5d620ea67b97",
  },
  buyer: {
    address: "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720",
    privateKey: "0x2a871d0798f97d79848a013d4936a73bf4cc922c825d33c1cf7073dff6d409c6",
  },
} as const satisfies Record<string, DemoKey>;

/** Two of the three who attest the reserves of a local chain's coins; two are enough. */
export const demoAttesters: readonly DemoKey[] = [
  {
    address: "0x71bE63f3384f5fb98995898A86B02Fb2426c5788",
    privateKey: "0x701b615bbdfb9de65240bc28bd21bbc0d996645a3dd57e7b12bc2bdf6f192c82",
  },
  {
    address: "0xFABB0ac9d68B0B445fB7357272Ff202C5651694a",
    privateKey: "0xa267530f49f8280200edf313ee7af6b827f2a8bce2897751d06a843f644967b1",
  },
];

export type DemoPersona = "seller" | "lender" | "warehouse" | "platform";

/** One demo sign-in, as the sign-in page and the start program show it. */
export type DemoSignIn = {
  readonly email: string;
  readonly name: string;
  readonly organisation: string;
  readonly persona: DemoPersona;
  /** What this person can try, in a few words. */
  readonly about: string;
};

/** One sign-in per persona first, then the second ones that some steps need. */
export const demoSignIns: readonly DemoSignIn[] = [
  {
    email: "seller@demo.quaynote.test",
    name: "Mei Chan",
    organisation: "Harbour Lane Trading",
    persona: "seller",
    about: "uploads orders, offers and is paid",
  },
  {
    email: "lender@demo.quaynote.test",
    name: "Arthur Lo",
    organisation: "Victoria Bank",
    persona: "lender",
    about: "funds with a key the platform keeps",
  },
  {
    email: "warehouse@demo.quaynote.test",
    name: "Sanne de Wit",
    organisation: "Rotterdam Quay Logistics",
    persona: "warehouse",
    about: "countersigns and confirms deliveries",
  },
  {
    email: "admin@demo.quaynote.test",
    name: "Grace Yip",
    organisation: "Quaynote Operations",
    persona: "platform",
    about: "watches repayments, proposes licences",
  },
  {
    email: "admin2@demo.quaynote.test",
    name: "Daniel Kwok",
    organisation: "Quaynote Operations",
    persona: "platform",
    about: "approves what the first proposed",
  },
  {
    email: "lender2@demo.quaynote.test",
    name: "Nadia Rahman",
    organisation: "Tai Mo Credit Fund",
    persona: "lender",
    about: "funds with the practice wallet",
  },
  {
    email: "seller2@demo.quaynote.test",
    name: "Ka Ho Lam",
    organisation: "Kowloon Bright Supplies",
    persona: "seller",
    about: "a second tenant",
  },
  {
    email: "expired@demo.quaynote.test",
    name: "Peter Sze",
    organisation: "Causeway Lapsed Finance",
    persona: "lender",
    about: "its licence has expired",
  },
  {
    email: "unlicensed@demo.quaynote.test",
    name: "Ivy Fong",
    organisation: "Peak Unlicensed Capital",
    persona: "lender",
    about: "has no licence yet",
  },
];
