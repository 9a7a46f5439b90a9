"use client";

import { Failure, type FailureProps } from "@/components/shell/failure";

export default function AppError({
  error,
  reset,
}: {
  error: FailureProps["error"];
  reset: () => void;
}) {
  return <Failure error={error} retry={reset} />;
}
