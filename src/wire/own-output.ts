import { boundOutput } from "@/adapters/process/bounded-output";

/** Lets nothing in this process wait for who reads its lines; for the first moment of a program. */
export const boundOwnOutput = (): void => {
  for (const out of [process.stdout, process.stderr]) boundOutput(out);
};
