import type { Context } from "./context";

/** What a page may say about this installation. The node's address is given on a local chain only. */
export const environmentOf = ({ local, settings }: Pick<Context, "local" | "settings">) => ({
  local,
  chain: {
    chainId: settings.chainId,
    name: local ? `Local chain ${settings.chainId}` : `Chain ${settings.chainId}`,
    ...(local ? { rpcUrl: settings.rpcUrl } : {}),
  },
});
