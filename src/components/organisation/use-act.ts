"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { trpc as Door } from "@/trpc/client";

/** Runs one change through the door, redraws the page, and keeps why it was refused. */
export const useAct = () => {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  /** Answers whether it worked. */
  const act = async (work: (door: typeof Door) => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setRefusal(undefined);
    const { trpc, wordsOf } = await import("@/trpc/client");
    try {
      await work(trpc);
      router.refresh();
      return true;
    } catch (error) {
      const { says, next } = wordsOf(error);
      setRefusal(`${says} ${next}`);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, refusal, act };
};

/** The trimmed text of a form's field; empty when there is none. */
export const textOf = (form: FormData, name: string): string => String(form.get(name) ?? "").trim();
