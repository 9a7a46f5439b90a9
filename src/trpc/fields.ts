import { bigint, enum as oneOf, string, templateLiteral } from "zod";
import type { MemberRole, OrganisationKind } from "@/core/scope/scope";

/** Shapes of fields that several procedures take. Every text is bounded; objects refuse unknown keys. */

/** A database id. */
export const idField = string().regex(/^[\w:.-]{1,64}$/);

/** Signs nobody sees: controls, those that turn the direction of what follows, and those without a width but the joiners some scripts need. */
const UNSEEN =
  /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/u;

/** One line a person typed: not empty, at most `max` characters, and all of it to be seen. */
export const lineField = (max: number) =>
  string()
    .trim()
    .min(1)
    .max(max)
    .refine((line) => !UNSEEN.test(line));

/** A reason for a decision. */
export const reasonField = lineField(500);

export const kindField = oneOf([
  "seller",
  "lender",
  "warehouse",
  "buyer",
  "platform",
] as const satisfies readonly OrganisationKind[]);

export const roleField = oneOf([
  "maker",
  "checker",
  "admin",
  "viewer",
] as const satisfies readonly MemberRole[]);

/** A wallet's answer to a challenge: the text as signed and a 65-byte signature. */
export const signedTextFields = {
  text: string().max(2000),
  signature: string().regex(/^0x[0-9a-fA-F]{130}$/),
};

/** Every kind of organisation. */
export const everyKind: readonly OrganisationKind[] = kindField.options;

/** 32 bytes as lower-case hex: a receivable's id, a salt or a hash. */
export const hashField = templateLiteral(["0x", string().regex(/^[0-9a-f]{64}$/)]);

/** A checksummed account address. */
export const accountField = templateLiteral(["0x", string().regex(/^[0-9a-fA-F]{40}$/)]);

/** A signature of any length: contract wallets answer longer ones than keys do. */
export const signatureField = templateLiteral(["0x", string().regex(/^[0-9a-fA-F]{130,4000}$/)]);

/** Money in minor units: at most what one receivable can hold. */
export const minorOrZeroField = bigint().min(0n).max(72_057_594_037_927_935n);

/** Money in minor units: more than 0, at most what one receivable can hold. */
export const minorField = minorOrZeroField.min(1n);
