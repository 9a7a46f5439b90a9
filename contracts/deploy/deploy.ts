import {
  Contract,
  type JsonRpcApiProvider,
  JsonRpcProvider,
  keccak256,
  Wallet,
  ZeroAddress,
} from "ethers";
import { bytecode } from "../../src/adapters/chain/generated/bytecode";
import { creationCode } from "./code";
import { type Attesters, localAttestation, localAttesters, NO_LICENCE } from "./coins";
import { devKey } from "./dev-accounts";
import { addressIn, findEarlier, type Layout, takeKnown } from "./layout";
import { permissionDifferences, type RoleHolders } from "./permissions";
import { allCoins, COINS, faceOf, type Makings, type Piece, piecesOf } from "./pieces";
import type { DeploymentRecord } from "./record";
import { roles } from "./roles";
import { openSender, type Sender } from "./sender";
import { wiringDifferences } from "./wiring";

/** Accounts that hold the roles, and the one to which platform fees are parked. */
export type Holders = RoleHolders & { readonly treasury: string };

/** What a deployment needs. Without `deployerKey` and `holders` the development accounts are used. */
export type DeployOptions = {
  readonly chain: JsonRpcApiProvider;
  readonly deployerKey?: string;
  readonly holders?: Holders;
  /** Account that may mint the coins, and how much of each (smallest unit). Needs `minterAdminKey`. */
  readonly minter?: { readonly account: string; readonly allowance: bigint };
  readonly minterAdminKey?: string;
  /** Licence under which the coins are issued; needed on every chain that is not local. */
  readonly issuerLicence?: string;
  /** Who attests the reserves. Without them, on a chain that is not local, nothing can be minted yet. */
  readonly attesters?: Attesters;
  /** Where token metadata lies, with a closing slash. */
  readonly baseUri?: string;
  /** Receivables deployment whose ids the new one refuses; its funding must have ended for ever. */
  readonly predecessor?: string;
  /** Whether calls of delayed roles wait; unless said otherwise, everywhere but on a local chain. */
  readonly isDelayed?: boolean;
  /** Contracts that exist already, by name; they are not deployed again. */
  readonly known?: Readonly<Record<string, string>>;
  readonly log?: (text: string) => void;
};

/** Where the contracts live. `block` is the first one an indexer has to read. */
export type Deployed = {
  readonly chainId: number;
  readonly block: number;
  readonly addresses: Record<string, string>;
  readonly record: DeploymentRecord;
};

const LOCAL_CHAIN_ID = 31_337;
const DEPLOY_GAS = 8_000_000n;
const CALL_GAS = 200_000n;
const DEV_MINTER_ALLOWANCE = 10n ** 18n;

const devHolders = (): Holders => {
  const address = (who: Parameters<typeof devKey>[0]) => new Wallet(devKey(who)).address;
  return {
    root: address("admin"),
    admin: address("admin"),
    operator: address("operator"),
    guardian: address("guardian"),
    minterAdmin: address("minterAdmin"),
    compliance: address("compliance"),
    checker: address("checker"),
    attesterAdmin: address("attesterAdmin"),
    redeemer: address("redeemer"),
    treasury: address("treasury"),
  };
};

type Job = {
  readonly options: DeployOptions;
  readonly chainId: number;
  readonly makings: Makings;
  readonly pieces: readonly Piece[];
  readonly holders: Holders;
  readonly isDelayed: boolean;
  readonly attesters: Attesters;
  readonly from: Sender;
};

const createMissing = async (
  { from, options }: Job,
  { addresses, missing }: Layout,
): Promise<void> => {
  for (const { name, contract, args } of missing) {
    await from.send(null, await creationCode(contract, args(addressIn(addresses))), DEPLOY_GAS);
    options.log?.(`${name} at ${addresses[name]}`);
  }
  await from.settle();
};

/** What root has to call so that settings and permissions are as they should be; the deployer steps down last. */
const openCalls = async (job: Job, { addresses, missing }: Layout): Promise<string[]> => {
  const { options, holders, from } = job;
  const at = addressIn(addresses);
  const isNew = missing.some(({ contract }) => contract === "AccessManager");
  const made = new Set(missing.map(({ name }) => name));
  const [wiring, permissions] = await Promise.all([
    wiringDifferences(options.chain, { ...job, ...job.makings, at }, made),
    permissionDifferences(options.chain, { ...job, at }, { isNew }),
  ]);
  const differences = [...wiring, ...permissions];
  const words = differences.map(({ says }) => says).join("; ");
  if (differences.some(({ call }) => call === "")) throw new Error(`Made otherwise: ${words}.`);
  const calls = differences.map(({ call }) => call);
  if (isNew) return holders.root === from.address ? calls : [...calls, renounced(from)];
  const manager = new Contract(at("AccessManager"), faceOf("AccessManager"), options.chain);
  const [isRoot, delay] = await manager
    .getFunction("hasRole")
    .staticCall(roles.root.id, from.address);
  if (isRoot && holders.root !== from.address) return [...calls, renounced(from)];
  if (calls.length > 0 && !(isRoot && delay === 0n)) {
    throw new Error(`The deployer is not root here and cannot mend: ${words}.`);
  }
  return calls;
};

const renounced = ({ address }: Sender): string =>
  faceOf("AccessManager").encodeFunctionData("renounceRole", [roles.root.id, address]);

/** All in one transaction: a set is either closed to its deployer and complete, or neither. */
const callTogether = async (
  { from, options }: Job,
  to: string,
  calls: readonly string[],
): Promise<void> => {
  if (calls.length === 0) return;
  const data = faceOf("AccessManager").encodeFunctionData("multicall", [calls]);
  const needed = await options.chain.estimateGas({ from: from.address, to, data });
  await from.send(to, data, (needed * 6n) / 5n);
  await from.settle();
};

const minterOf = ({ options, holders }: Job) => {
  const isDev = !options.holders;
  const key = options.minterAdminKey ?? (isDev ? devKey("minterAdmin") : undefined);
  const own = { account: holders.operator, allowance: DEV_MINTER_ALLOWANCE };
  const minter = options.minter ?? (isDev ? own : undefined);
  return key && minter ? { key, ...minter } : undefined;
};

/** Coins whose minter is not one yet. What a minter may still mint is left alone: it shrinks as it mints. */
const coinsWithoutMinter = async (job: Job, { addresses, missing }: Layout): Promise<string[]> => {
  const minter = minterOf(job);
  if (!minter) return [];
  const coins = await Promise.all(
    allCoins.map(async (name) => {
      if (missing.some((piece) => piece.name === name)) return [name];
      const at = addressIn(addresses)(name);
      const coin = new Contract(at, faceOf("SettlementCoin"), job.options.chain);
      return (await coin.getFunction("isMinter").staticCall(minter.account)) ? [] : [name];
    }),
  );
  return coins.flat();
};

const setMinter = async (job: Job, { addresses }: Layout, coins: string[]): Promise<void> => {
  const minter = minterOf(job);
  if (!minter || coins.length === 0) return;
  const admin = await openSender(job.options.chain, minter.key);
  const args = [minter.account, minter.allowance];
  const data = faceOf("SettlementCoin").encodeFunctionData("configureMinter", args);
  for (const coin of coins) await admin.send(addressIn(addresses)(coin), data, CALL_GAS);
  await admin.settle();
};

/** Coins of the development accounts whose reserve nobody has attested yet. */
const coinsWithoutReport = async (job: Job, { addresses, missing }: Layout): Promise<string[]> => {
  if (job.options.holders) return [];
  if (missing.some(({ contract }) => contract === "ReserveAttestations")) return [...COINS];
  const at = addressIn(addresses)("ReserveAttestations");
  const reserves = new Contract(at, faceOf("ReserveAttestations"), job.options.chain);
  const found = await Promise.all(
    COINS.map(async (currency) => {
      const { asOf } = await reserves.getFunction("latest").staticCall(currency);
      return asOf === 0n ? [currency] : [];
    }),
  );
  return found.flat();
};

const attest = async (job: Job, { addresses }: Layout, currencies: string[]): Promise<void> => {
  const { chainId, from, options } = job;
  const reserves = addressIn(addresses)("ReserveAttestations");
  const asOf = (await options.chain.getBlock("latest"))?.timestamp ?? 0;
  for (const currency of currencies) {
    const data = await localAttestation(currency, { chainId, reserves, asOf });
    await from.send(reserves, data, CALL_GAS);
  }
  await from.settle();
};

/** The first block at which there is code at an address; 0 where the node keeps no history to tell. */
const blockOf = async (chain: JsonRpcApiProvider, address: string): Promise<number> => {
  let [before, at] = [-1, await chain.getBlockNumber()];
  while (at - before > 1) {
    const middle = Math.floor((before + at) / 2);
    const code = await chain.getCode(address, middle).catch(() => undefined);
    if (code === undefined) return 0;
    if (code === "0x") before = middle;
    else at = middle;
  }
  return at;
};

const recordOf = async (job: Job, { addresses }: Layout): Promise<DeploymentRecord> => {
  const { chainId, makings, holders, isDelayed, attesters, options } = job;
  const at = addressIn(addresses);
  const contracts = await Promise.all(
    job.pieces.map(async ({ name, contract, args }) => {
      const runtimeHash = keccak256(await options.chain.getCode(at(name)));
      const creationHash = keccak256(bytecode[contract]);
      const entry = { contract, address: at(name), args: args(at), creationHash, runtimeHash };
      return [name, entry] as const;
    }),
  );
  return {
    chainId,
    block: await blockOf(options.chain, at("AccessManager")),
    ...makings,
    holders,
    isDelayed,
    attesters,
    contracts: Object.fromEntries(contracts),
  };
};

const jobOf = async (options: DeployOptions): Promise<Job> => {
  const chainId = Number((await options.chain.getNetwork()).chainId);
  const isLocal = chainId === LOCAL_CHAIN_ID;
  if (!isLocal && !(options.deployerKey && options.holders)) {
    throw new Error("The development keys are for a local chain only.");
  }
  if (!isLocal && !options.issuerLicence) {
    throw new Error("A coin names the licence under which it is issued.");
  }
  const holders = options.holders ?? devHolders();
  const from = await openSender(options.chain, options.deployerKey ?? devKey("admin"));
  const makings = {
    deployer: from.address,
    treasury: holders.treasury,
    baseUri: options.baseUri ?? "",
    predecessor: options.predecessor ?? ZeroAddress,
    issuerLicence: options.issuerLicence ?? NO_LICENCE,
  };
  const nobody = { accounts: [], quorum: 0 };
  const attesters = options.attesters ?? (options.holders ? nobody : localAttesters());
  const isDelayed = options.isDelayed ?? !isLocal;
  const pieces = piecesOf(makings);
  return { options, chainId, makings, pieces, holders, isDelayed, attesters, from };
};

/**
 * Puts the whole set on a chain and hands the roles to their holders. What an earlier run of the same deployer left
 * unfinished is finished, whatever it was; contracts in `known` are left as they are, and a complete set costs nothing.
 * A complete set that is not named in `known` is left alone on a local chain, where every database has its own.
 * @throws Error when a transaction fails, where `known` holds something else, when what is missing needs a root the
 *   deployer no longer is, or on a chain that is not local without `deployerKey` and `holders`.
 */
export const deployOn = async (options: DeployOptions): Promise<Deployed> => {
  const job = await jobOf(options);
  let layout = options.known
    ? await takeKnown(options.chain, job, options.known)
    : await findEarlier(options.chain, job);
  const isComplete = async () =>
    layout.missing.length === 0 &&
    (await openCalls(job, layout)).length === 0 &&
    (await coinsWithoutMinter(job, layout)).length === 0 &&
    (await coinsWithoutReport(job, layout)).length === 0;
  if (!options.known && job.chainId === LOCAL_CHAIN_ID && (await isComplete())) {
    layout = await takeKnown(options.chain, job, {});
  }
  await createMissing(job, layout);
  const coins = await coinsWithoutMinter(job, layout);
  const unattested = await coinsWithoutReport(job, layout);
  await callTogether(
    job,
    addressIn(layout.addresses)("AccessManager"),
    await openCalls(job, layout),
  );
  await setMinter(job, layout, coins);
  await attest(job, layout, unattested);
  const record = await recordOf(job, layout);
  return {
    chainId: job.chainId,
    block: record.block,
    addresses: { ...layout.addresses },
    record,
  };
};

/** {@link deployOn} for a node at `rpcUrl`. */
export const deploy = async ({
  rpcUrl,
  ...options
}: Omit<DeployOptions, "chain"> & { readonly rpcUrl: string }): Promise<Deployed> => {
  const chain = new JsonRpcProvider(rpcUrl, undefined, { pollingInterval: 100 });
  try {
    return await deployOn({ ...options, chain });
  } finally {
    chain.destroy();
  }
};
