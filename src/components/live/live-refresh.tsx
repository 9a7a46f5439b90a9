"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const QUIET_MS = 400;

export type LiveRefreshProps = {
  /** Narrows the stream to subjects this page shows: `/api/live?topic=...`. */
  topics?: string[];
};

/**
 * Redraws the page from the server when something it shows has moved. Messages in a burst count as
 * one; a hidden page closes its stream and catches up when it is seen again.
 */
export function LiveRefresh({ topics = [] }: LiveRefreshProps) {
  const router = useRouter();
  const query = topics.map((topic) => `topic=${encodeURIComponent(topic)}`).join("&");
  useEffect(() => {
    let stream: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => router.refresh(), QUIET_MS);
    };
    const open = () => {
      stream = new EventSource(query ? `/api/live?${query}` : "/api/live");
      stream.onmessage = soon;
    };
    const close = () => {
      clearTimeout(timer);
      stream?.close();
      stream = undefined;
    };
    const turn = () => {
      close();
      if (document.hidden) return;
      open();
      soon();
    };
    if (!document.hidden) open();
    document.addEventListener("visibilitychange", turn);
    return () => {
      document.removeEventListener("visibilitychange", turn);
      close();
    };
  }, [router, query]);
  return null;
}
