import { wire } from "@/wire";

/** A "no" given before anything was looked at. */
export const refusal = (
  status: number,
  says: string,
  headers: Record<string, string> = {},
): Response => Response.json({ says }, { status, headers });

/**
 * Whether a request that changes something was sent by a page of this site, as the browser itself testifies: by
 * naming the page's origin, and where it tells how the sites are related, by calling them the same.
 */
export const isFromOwnPage = ({ headers }: Request): boolean =>
  wire().gate.isOwnPage(headers) && ["same-origin", null].includes(headers.get("sec-fetch-site"));

/** Reads a body piece by piece; null as soon as it is longer than `max` bytes, whatever length was announced. */
export const readCapped = async (request: Request, max: number): Promise<Buffer | null> => {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of request.body ?? []) {
    length += piece.byteLength;
    if (length > max) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
};

/** Whether a JSON text nests deeper than any input of ours; brackets inside of texts count too, which no input has many of. */
export const nestsTooDeep = (text: string, max = 40): boolean => {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) depth += 1;
    else if (code === 0x5d || code === 0x7d) depth -= 1;
    if (depth > max) return true;
  }
  return false;
};

/** Tells the log what nobody expected, in one line of JSON under the number the caller was given. */
export const reportFault = (what: { id: string; door: string; error: unknown }): void => {
  const { error, ...where } = what;
  const told = error instanceof Error ? (error.stack ?? String(error)) : String(error);
  process.stderr.write(`${JSON.stringify({ ...where, error: told.slice(0, 4_000) })}\n`);
};
