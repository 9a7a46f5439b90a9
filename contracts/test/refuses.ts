import { Interface } from "ethers";
import { reserveAttestationsAbi, settlementCoinAbi } from "../../src/adapters/chain/generated/abi";

/** Fails unless the act is refused with the custom error of that name. */
export const refuses = async (attempt: Promise<unknown>, error: string): Promise<void> => {
  let problem: unknown;
  try {
    await attempt;
  } catch (thrown) {
    problem = thrown;
  }
  if (problem === undefined) throw new Error(`expected ${error}, but it was accepted`);
  const { revert, data, message } = problem as {
    revert?: { name: string };
    data?: string;
    message: string;
  };
  const name = revert?.name ?? (data ? (coinErrors.parseError(data)?.name ?? data) : message);
  if (name !== error) throw new Error(`expected ${error}, got ${name}`);
};

/** Refusals that come up through a contract whose own interface does not name them. */
const coinErrors = new Interface(
  [...settlementCoinAbi, ...reserveAttestationsAbi].filter(({ type }) => type === "error"),
);
