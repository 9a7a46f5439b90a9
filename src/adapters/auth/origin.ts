const hostOf = (headers: Headers): string | null =>
  headers.get("x-forwarded-host") ?? headers.get("host");

/** Whether a page of this very site sent a request, as the browser itself testifies by naming the page's origin. */
export const isOwnPage = (headers: Headers): boolean => {
  const origin = headers.get("origin");
  return origin !== null && URL.canParse(origin) && new URL(origin).host === hostOf(headers);
};

/** A browser names the page that sends a request; one that another site sends is a stranger's. */
export const isForeign = (headers: Headers): boolean =>
  headers.get("origin") !== null && !isOwnPage(headers);
