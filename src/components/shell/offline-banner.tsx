"use client";

import { useOffline } from "next/offline";
import { Icon } from "@/components/ui/icon";

/** Says that what is shown may be old, as long as the server cannot be reached; it goes away by itself. */
export function OfflineBanner() {
  const offline = useOffline();
  return (
    <div role="status" className="sticky top-0 z-40">
      {offline && (
        <p className="flex items-center justify-center gap-2 border-b border-attention-line bg-attention-soft px-4 py-2 text-sm text-attention">
          <Icon name="triangle-alert" size={14} />
          <span>
            <span className="font-medium">No connection.</span> What you see may be old; trying
            again.
          </span>
        </p>
      )}
    </div>
  );
}
