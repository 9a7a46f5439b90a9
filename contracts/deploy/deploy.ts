import {
  ContractFactory,
  getCreateAddress,
  Interface,
  type InterfaceAbi,
  type JsonRpcApiProvider,
  JsonRpcProvider,
  type TransactionResponse,
  Wallet,
  ZeroAddress,
} from "ethers";
import {
  accessManagerAbi,
  collectionAccountAbi,
  participantsAbi,
  receivablesAbi,
  receivablesNotesAbi,
  receivablesServicingAbi,
  settlementCoinAbi,
} from "../../src/adapters/chain/generated/abi";
import { bytecode } from "../../src/adapters/chain/generated/bytecode";
import { devKey } from "./dev-accounts";
import { type Role, roles, roleTable } from "./roles";

/** Accounts that hold the roles; every one a different key. */
export type RoleHolders = Record<Role, string> & { readonly treasury: string };

/** What a deployment needs. Without `deployerKey` and `holders` the development accounts are used. */
export type DeployOptions = {
  readonly chain: JsonRpcApiProvider;
  readonly deployerKey?: string;
  readonly holders?: RoleHolders;
  /** Account that may mint the coins, and how much of each (smallest unit). Needs `minterAdminKey`. */
  readonly minter?: { readonly account: string; readonly allowance: bigint };
  readonly minterAdminKey?: string;
  /** Where token metadata lies, with a closing slash. */
  readonly baseUri?: string;
  /** Receivables deployment whose ids the new one refuses; its funding must have ended for ever. */
  readonly predecessor?: string;
  /** Contracts that exist already, by name; they are not deployed again. */
  readonly known?: Readonly<Record<string, string>>;
  readonly log?: (text: string) => void;
};

/** Where the contracts live. `block` is the first one an indexer has to read. */
export type Deployed = {
  readonly chainId: number;
  readonly block: number;
  readonly addresses: Record<string, string>;
};

const COINS = ["HKD", "USD", "EUR", "CNH"] as const;
/** Issuing this one is disabled until its approval reference is recorded. */
const GATED = "CNH";
const DEPLOY_GAS = 8_000_000n;
const CALL_GAS = 2_000_000n;
const DEV_MINTER_ALLOWANCE = 10n ** 18n;

const coinName = (currency: string) => `SettlementCoin${currency}`;

const devHolders = (): RoleHolders => {
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
    treasury: address("treasury"),
  };
};

/** Sends transactions one after another without waiting in between; `settle` waits for all and refuses a failure. */
const sender = async (provider: JsonRpcApiProvider, key: string) => {
  const wallet = new Wallet(key, provider);
  const sent: TransactionResponse[] = [];
  let next = await provider.getTransactionCount(wallet.address, "pending");
  const send = async (to: string | null, data: string, gasLimit: bigint) => {
    sent.push(await wallet.sendTransaction({ to, data, gasLimit, nonce: next }));
    next += 1;
  };
  return {
    address: wallet.address,
    nextAddress: (ahead = 0) => getCreateAddress({ from: wallet.address, nonce: next + ahead }),
    send,
    settle: async () => {
      for (const each of sent.splice(0)) {
        const receipt = await each.wait();
        if (receipt?.status !== 1) throw new Error(`Transaction ${each.hash} failed.`);
      }
    },
  };
};

type Sender = Awaited<ReturnType<typeof sender>>;

const abis: Record<keyof typeof bytecode, InterfaceAbi> = {
  AccessManager: accessManagerAbi,
  CollectionAccount: collectionAccountAbi,
  Participants: participantsAbi,
  Receivables: receivablesAbi,
  ReceivablesNotes: receivablesNotesAbi,
  ReceivablesServicing: receivablesServicingAbi,
  SettlementCoin: settlementCoinAbi,
};

const creationCode = async (name: keyof typeof bytecode, args: readonly unknown[]) => {
  const factory = new ContractFactory(abis[name], bytecode[name]);
  return (await factory.getDeployTransaction(...args)).data;
};

const deployAll = async (from: Sender, options: DeployOptions, holders: RoleHolders) => {
  const addresses: Record<string, string> = { ...options.known };
  const create = async (
    name: string,
    code: keyof typeof bytecode,
    args: readonly unknown[],
  ): Promise<string> => {
    const known = addresses[name];
    if (known) return known;
    const address = from.nextAddress();
    await from.send(null, await creationCode(code, args), DEPLOY_GAS);
    addresses[name] = address;
    options.log?.(`${name} at ${address}`);
    return address;
  };
  const authority = await create("AccessManager", "AccessManager", [from.address]);
  const participants = await create("Participants", "Participants", [authority]);
  for (const currency of COINS) {
    const args = [
      authority,
      `Quaynote ${currency}`,
      `q${currency}`,
      currency,
      currency === GATED,
    ] as const;
    await create(coinName(currency), "SettlementCoin", args);
  }
  if (!addresses.Receivables) {
    // The account's code names Receivables, which comes three creations later.
    const account = await create("CollectionAccount", "CollectionAccount", [from.nextAddress(3)]);
    const shared = [participants, account, holders.treasury];
    const notes = await create("ReceivablesNotes", "ReceivablesNotes", [authority, ...shared]);
    const servicing = await create("ReceivablesServicing", "ReceivablesServicing", [
      ...shared,
      notes,
    ]);
    const { baseUri = "", predecessor = ZeroAddress } = options;
    const args = [authority, ...shared, servicing, baseUri, predecessor];
    await create("Receivables", "Receivables", args);
  }
  return addresses;
};

const addressOf = (addresses: Readonly<Record<string, string>>, name: string): string => {
  const address = addresses[name];
  if (!address) throw new Error(`There is no address for ${name}.`);
  return address;
};

const interfaceOf = {
  Participants: new Interface(participantsAbi),
  Receivables: new Interface(receivablesAbi),
  SettlementCoin: new Interface(settlementCoinAbi),
};

const selector = (face: Interface, name: string): string => {
  const found = face.getFunction(name)?.selector;
  if (!found) throw new Error(`There is no function ${name}.`);
  return found;
};

/** The calls on the access manager that make the role table true. */
const roleCalls = (addresses: Readonly<Record<string, string>>, manager: Interface): string[] =>
  Object.entries(roleTable).flatMap(([contract, functions]) => {
    const face = interfaceOf[contract as keyof typeof roleTable];
    const targets =
      contract === "SettlementCoin"
        ? COINS.map((currency) => addressOf(addresses, coinName(currency)))
        : [addressOf(addresses, contract)];
    return targets.flatMap((target) =>
      Object.entries<Role>(functions).map(([name, role]) =>
        manager.encodeFunctionData("setTargetFunctionRole", [
          target,
          [selector(face, name)],
          roles[role].id,
        ]),
      ),
    );
  });

const setRoles = async (
  from: Sender,
  addresses: Readonly<Record<string, string>>,
  { holders, isLocal }: { holders: RoleHolders; isLocal: boolean },
): Promise<void> => {
  const manager = new Interface(accessManagerAbi);
  const authority = addressOf(addresses, "AccessManager");
  const receivables = addressOf(addresses, "Receivables");
  for (const currency of COINS.filter((each) => each !== GATED)) {
    const args = [addressOf(addresses, coinName(currency)), true];
    const data = interfaceOf.Receivables.encodeFunctionData("setCoin", args);
    await from.send(receivables, data, CALL_GAS);
  }
  const calls = roleCalls(addresses, manager);
  for (const [role, { id, delaySeconds }] of Object.entries(roles)) {
    const holder = holders[role as Role];
    if (id === roles.root.id && holder === from.address) continue;
    const delay = isLocal ? 0 : delaySeconds;
    calls.push(manager.encodeFunctionData("grantRole", [id, holder, delay]));
  }
  for (const [, { id, ...role }] of Object.entries(roles)) {
    if (!("guardian" in role)) continue;
    calls.push(manager.encodeFunctionData("setRoleGuardian", [id, roles[role.guardian].id]));
  }
  if (holders.root !== from.address) {
    calls.push(manager.encodeFunctionData("renounceRole", [roles.root.id, from.address]));
  }
  const data = manager.encodeFunctionData("multicall", [calls]);
  await from.send(authority, data, CALL_GAS * 2n);
};

const setMinter = async (
  from: Sender,
  addresses: Readonly<Record<string, string>>,
  minter: { account: string; allowance: bigint },
): Promise<void> => {
  for (const currency of COINS) {
    const args = [minter.account, minter.allowance];
    const data = interfaceOf.SettlementCoin.encodeFunctionData("configureMinter", args);
    await from.send(addressOf(addresses, coinName(currency)), data, CALL_GAS);
  }
};

const minterOf = (options: DeployOptions, holders: RoleHolders, isLocal: boolean) => {
  const key = options.minterAdminKey ?? (isLocal ? devKey("minterAdmin") : undefined);
  const local = { account: holders.operator, allowance: DEV_MINTER_ALLOWANCE };
  const minter = options.minter ?? (isLocal ? local : undefined);
  return key && minter ? { key, ...minter } : undefined;
};

/**
 * Puts the whole set on a chain and hands the roles to their holders: manager, participants, coins (CNH gated),
 * collection account, receivables in three pieces. Contracts in `known` are left as they are.
 * @throws Error when a transaction fails, or on a chain that is not local without `deployerKey` and `holders`.
 */
export const deployOn = async (options: DeployOptions): Promise<Deployed> => {
  const { chain } = options;
  const chainId = Number((await chain.getNetwork()).chainId);
  const isLocal = chainId === 31_337;
  if (!isLocal && !(options.deployerKey && options.holders)) {
    throw new Error("The development keys are for a local chain only.");
  }
  const holders = options.holders ?? devHolders();
  const from = await sender(chain, options.deployerKey ?? devKey("admin"));
  const block = (await chain.getBlockNumber()) + 1;
  const addresses = await deployAll(from, options, holders);
  await from.settle();
  await setRoles(from, addresses, { holders, isLocal });
  await from.settle();
  const minter = minterOf(options, holders, isLocal);
  if (minter) {
    const admin = await sender(chain, minter.key);
    await setMinter(admin, addresses, minter);
    await admin.settle();
  }
  return { chainId, block, addresses };
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
