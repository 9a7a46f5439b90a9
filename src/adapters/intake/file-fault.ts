import type { ReasonCode } from "@/core/intake/reason";

/** Why a file cannot be read at all. Thrown while reading, turned into the one reason of its plan. */
export class FileFault extends Error {
  constructor(
    readonly code: ReasonCode,
    message: string,
    readonly path = "/",
  ) {
    super(message);
  }
}
