"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { type Failure, failureOf } from "@/components/wallet/failure";

/** Sends what a form says, once at a time, and reads the page anew afterwards. */
export const useSubmit = <Said>(send: (said: Said) => Promise<unknown>) => {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const submit = async (said: Said): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      await send(said);
      setDone(true);
    } catch (error) {
      setFailure(await failureOf(error));
    }
    setBusy(false);
    router.refresh();
  };
  return { submit, busy, done, failure };
};
