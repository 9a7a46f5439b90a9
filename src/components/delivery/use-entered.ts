"use client";

import { useEffect, useState } from "react";
import type { DeliveryLineView, DeliveryOrderView, Said } from "./delivery-view";
import type { Edits } from "./line-edit";

/** What somebody entered and has not signed yet. */
type Entered = {
  others: Said["others"];
  edits: Edits;
  /** The lines that were touched, as they stood: pages of other orders check them too. */
  lines: Readonly<Record<string, DeliveryLineView>>;
};

const NOTHING: Entered = { others: "delivered", edits: {}, lines: {} };

const readKept = (key: string): Entered | null => {
  try {
    const text = sessionStorage.getItem(key);
    return text ? (JSON.parse(text) as Entered) : null;
  } catch {
    return null; // private windows may forbid storage: then nothing is kept over a reload
  }
};

const keep = (key: string, entered: Entered): void => {
  try {
    sessionStorage.setItem(key, JSON.stringify(entered));
  } catch {
    // as above
  }
};

/** Entered quantities over all pages of one receivable; they survive a reload and end with the signature. */
export const useEntered = (receivableId: string, after: number) => {
  const key = `delivery:${receivableId}:${after}`;
  const [entered, setEntered] = useState<Entered>(NOTHING);
  useEffect(() => {
    const kept = readKept(key);
    if (kept) setEntered(kept);
  }, [key]);
  const set = (change: (before: Entered) => Entered) =>
    setEntered((before) => {
      const next = change(before);
      keep(key, next);
      return next;
    });
  return {
    entered,
    choose: (others: Said["others"]) => set((before) => ({ ...before, others })),
    touch: (order: DeliveryOrderView, edits: Edits) =>
      set((before) => ({
        ...before,
        edits: { ...before.edits, ...edits },
        lines: {
          ...before.lines,
          ...Object.fromEntries(order.lines.map((line) => [line.key, line])),
        },
      })),
    forget: () => set(() => NOTHING),
  };
};
