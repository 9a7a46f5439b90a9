import { afterAll } from "vitest";
import { startThrowawayChain } from "../embedded/throwaway";
import { setVariables } from "./variables";

/** Gives the test file that follows a chain of its own, as RPC_URL; it mines each transaction at once. */
const chain = await startThrowawayChain();
setVariables({ RPC_URL: chain.rpcUrl });

afterAll(() => chain.stop());
