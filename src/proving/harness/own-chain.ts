import { startThrowawayChain } from "@/commands/embedded/throwaway";

/** Does something on a chain of its own, whose time may be moved; no trace of it is left. */
export const onOwnChain = async <T>(act: (rpcUrl: string) => Promise<T>): Promise<T> => {
  const chain = await startThrowawayChain();
  try {
    return await act(chain.rpcUrl);
  } finally {
    await chain.stop();
  }
};
