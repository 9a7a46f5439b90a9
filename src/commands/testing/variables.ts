/** Addresses that look right where no contract lives: programs that only need to know them can be built. */
const STAND_IN = {
  chainId: 31_337,
  genesisHash: `0x${"0".repeat(64)}`,
  fromBlock: 0,
  addresses: Object.fromEntries(
    [
      "Receivables",
      "Participants",
      "CollectionAccount",
      "SettlementCoinHKD",
      "SettlementCoinUSD",
      "SettlementCoinEUR",
      "ReserveAttestations",
      "OrderLog",
    ].map((name, index) => [name, `0x${(index + 1).toString().repeat(40)}`]),
  ),
};

/** The settings of a test process; `readEnv` accepts them as they are. */
const DEFAULTS = {
  APP_MODE: "local",
  CHAIN_ID: "31337",
  FINALITY_DEPTH: "2",
  LOG_LEVEL: "silent",
  DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
  RPC_URL: "http://127.0.0.1:1",
  NEXTAUTH_SECRET: "a-secret-of-the-tests-and-of-nothing-else",
  KEYSTORE_KEY: "11".repeat(32),
  DEPLOYMENT: JSON.stringify(STAND_IN),
};

export const setVariables = (variables: Record<string, string>): void => {
  for (const [name, value] of Object.entries({ ...DEFAULTS, ...process.env, ...variables })) {
    process.env[name] = value;
  }
};
