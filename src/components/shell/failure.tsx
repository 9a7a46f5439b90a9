"use client";

export type FailureProps = {
  error: Error & { digest?: string };
  /** Draws the page again. */
  retry: () => void;
};

/**
 * A page that could not be drawn: says so, names the entry in the log, and offers the way on. Every
 * page carries this code, so it leans on nothing.
 */
export function Failure({ error, retry }: FailureProps) {
  return (
    <div role="alert" className="rounded-md border border-wrong-line bg-wrong-soft p-4">
      <p className="font-medium text-wrong">This page could not be drawn</p>
      <p className="mt-0.5">
        Nothing was changed and nothing was lost. If it happens again, tell us
        {error.digest ? ` the number ${error.digest}` : " what you did"}.
      </p>
      <button
        type="button"
        onClick={retry}
        className="control mt-3 rounded-md border border-line-strong bg-surface px-4 font-medium"
      >
        Try again
      </button>
    </div>
  );
}
