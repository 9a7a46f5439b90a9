/** The names of our cookies; on https they carry the prefix that binds them to this host alone. */
export const cookieNames = (secure: boolean) => {
  const prefix = secure ? "__Host-" : "";
  return {
    session: `${prefix}quaynote.session`,
    csrf: `${prefix}quaynote.csrf`,
    callback: `${prefix}quaynote.callback`,
  };
};

/** One cookie of a request; the first one wins, as browsers send the most specific first. */
export const cookieOf = (headers: Headers, name: string): string | undefined => {
  for (const part of (headers.get("cookie") ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return decode(part.slice(at + 1).trim());
  }
  return undefined;
};

const decode = (value: string): string | undefined => {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
};

/** The nearest proxy's word for where a request comes from; earlier words are the sender's own claim. */
export const networkAddressOf = (headers: Headers): string =>
  headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "local";
