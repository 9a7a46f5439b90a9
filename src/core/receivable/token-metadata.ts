import type { Hex } from "@/core/typed-data/typed-data";

/** A token of a receivable: its title (even id) or the note lenders hold (the same id with the last bit set). */
export type ReceivableToken = { readonly receivableId: Hex; readonly kind: "title" | "note" };

/** What anybody may know of a receivable from the chain alone. */
export type TokenFacts = {
  readonly id: Hex;
  readonly status: string;
  readonly documentHash: Hex;
  readonly ordersRoot: Hex;
  readonly orderCount: number;
};

const FILE = /^([0-9a-f]{64})\.json$/;

/** The token a metadata file is about: ERC-1155 asks for `{id}.json`, 64 lower-case hex digits; null for other names. */
export const tokenOfFile = (file: string): ReceivableToken | null => {
  const digits = FILE.exec(file)?.[1];
  if (!digits) return null;
  const id = BigInt(`0x${digits}`);
  const receivableId: Hex = `0x${(id & ~1n).toString(16).padStart(64, "0")}`;
  return { receivableId, kind: id & 1n ? "note" : "title" };
};

const WORDS = {
  title: { name: "Title", is: "The title to a receivable: its seller holds it until it is paid." },
  note: {
    name: "Note",
    is: "Lenders' units of a receivable, one for each smallest unit of principal.",
  },
} as const;

/** ERC-1155 metadata of a token; no party is named. `decimals` as the coin has them: a note counts its smallest unit. */
export const tokenMetadata = (
  { kind }: ReceivableToken,
  facts: TokenFacts,
  appUrl: string,
): object => ({
  name: `${WORDS[kind].name} ${facts.id.slice(0, 10)}`,
  description: WORDS[kind].is,
  decimals: kind === "note" ? 6 : 0,
  external_url: `${appUrl}/verify?q=${facts.id}`,
  properties: {
    receivable: facts.id,
    status: facts.status,
    documentHash: facts.documentHash,
    ordersRoot: facts.ordersRoot,
    orderCount: facts.orderCount,
  },
});

/** Metadata of all tokens together (ERC-7572). */
export const collectionMetadata = (appUrl: string): object => ({
  name: "Quaynote",
  description: "Titles to warehouse receivables, and the notes of the lenders who fund them.",
  external_link: appUrl,
});
