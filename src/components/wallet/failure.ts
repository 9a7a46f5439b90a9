/** What went wrong and what to do now, as sentences. */
export type Failure = { says: string; next: string };

const isWorded = (error: unknown): error is Failure =>
  error instanceof Error && "says" in error && "next" in error;

/** Words for anything that a wallet or the server refused; the tables load only then. */
export const failureOf = async (error: unknown): Promise<Failure> => {
  if (isWorded(error)) return { says: error.says, next: error.next };
  const { wordsOf } = await import("@/trpc/client");
  const { says, next } = wordsOf(error);
  return { says, next };
};
