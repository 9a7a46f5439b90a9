"use client";

import { useEffect } from "react";

/**
 * Tells the server that a person's browser opened the link. A plain request instead of the client library: a page on a
 * phone should not wait for one, and programs that only preview links do not run it.
 */
export function MarkSeen({ token }: { token: string }) {
  useEffect(() => {
    fetch("/api/trpc/payment.open", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token }),
      keepalive: true,
    }).catch(() => undefined);
  }, [token]);
  return null;
}
