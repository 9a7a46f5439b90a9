import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { CreditWords } from "@/core/credit/credit-note";
import { keccakHex } from "@/core/typed-data/hash-struct";
import type { Hex } from "@/core/typed-data/typed-data";

/**
 * What stands on chain for the note: the SHA-256 of the document, or the keccak-256 of the note's own words where there
 * is no document: format, receivable, number, credits in all, cause and note as a JSON array.
 */
export const creditDocumentHash = (
  receivableId: string,
  { number, cause, note, file }: CreditWords,
  diluted: bigint,
): Hex =>
  file?.hash ??
  keccakHex(
    utf8ToBytes(
      JSON.stringify([
        "quaynote.credit.1",
        receivableId,
        number,
        diluted.toString(),
        cause,
        note ?? "",
      ]),
    ),
  );
