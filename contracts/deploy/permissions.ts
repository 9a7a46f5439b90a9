import { type AbstractProvider, Contract } from "ethers";
import { type At, type ContractName, faceOf, type Piece } from "./pieces";
import { cancellable, type Role, roles, roleTable } from "./roles";

/** Accounts that hold the roles. On a chain that is not local every one is a different key. */
export type RoleHolders = Record<Role, string>;

/** Something that is not as the role table wants it: in words, and the call of root that mends it. */
export type Difference = { readonly says: string; readonly call: string };

/** What the permissions of a set follow from. */
export type Permissions = {
  readonly pieces: readonly Piece[];
  readonly at: At;
  readonly holders: RoleHolders;
  /** Whether the delays of the role table are in force; a local chain goes without. */
  readonly isDelayed: boolean;
};

const manager = faceOf("AccessManager");
const roleEntries = Object.entries(roles) as [
  Role,
  { id: bigint; delaySeconds: number; guardian?: Role },
][];

const EVERYBODY = 2n ** 64n - 1n;

const nameOf = (id: bigint): string =>
  id === EVERYBODY
    ? "everybody"
    : (roleEntries.find(([, role]) => role.id === id)?.[0] ?? `role ${id}`);

type FunctionRole = { target: string; piece: string; name: string; selector: string; role: Role };

const tableOf = (contract: ContractName): Readonly<Record<string, Role>> => {
  // The manager asks for root whatever stands here; only who may cancel follows from it.
  if (contract === "AccessManager") {
    return Object.fromEntries(cancellable.map((name) => [name, "admin" as const]));
  }
  return (roleTable as Record<string, Record<string, Role>>)[contract] ?? {};
};

/** The role of every function that can change something; root where the table says nothing. */
export const functionRoles = ({ pieces, at }: Permissions): readonly FunctionRole[] =>
  pieces.flatMap(({ name: piece, contract }) => {
    const table = tableOf(contract);
    const functions = faceOf(contract).fragments.filter((each) => each.type === "function");
    return functions.flatMap((fragment) => {
      const found = faceOf(contract).getFunction(fragment.format());
      if (!found || found.constant) return [];
      const { name, selector } = found;
      return [{ target: at(piece), piece, name, selector, role: table[name] ?? "root" }];
    });
  });

/** Reads the manager; one that was just created knows its maker alone and need not be asked. */
const readerOf = (provider: AbstractProvider, address: string, isNew: boolean) => {
  const contract = new Contract(address, manager, provider);
  const ask = <T>(name: string, args: readonly unknown[], unset: T): Promise<T> =>
    isNew ? Promise.resolve(unset) : contract.getFunction(name).staticCall(...args);
  return {
    functionRole: (target: string, selector: string) =>
      ask<bigint>("getTargetFunctionRole", [target, selector], 0n),
    guardian: (id: bigint) => ask<bigint>("getRoleGuardian", [id], 0n),
    admin: (id: bigint) => ask<bigint>("getRoleAdmin", [id], 0n),
    isClosed: (target: string) => ask<boolean>("isTargetClosed", [target], false),
    hasRole: (id: bigint, account: string) =>
      ask<[boolean, bigint]>("hasRole", [id, account], [false, 0n]),
  };
};

type Reader = ReturnType<typeof readerOf>;

const functionDifferences = async (
  plan: Permissions,
  read: Reader,
  isListed: (each: FunctionRole) => boolean,
): Promise<Difference[]> => {
  const wanted = functionRoles(plan).filter(isListed);
  const found = await Promise.all(
    wanted.map(({ target, selector }) => read.functionRole(target, selector)),
  );
  const wrong = wanted.flatMap((each, index) => {
    const has = found[index] ?? 0n;
    return has === roles[each.role].id ? [] : [{ ...each, has }];
  });
  const groups = Map.groupBy(wrong, ({ target, role }) => `${target} ${role}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const selectors = group.map(({ selector }) => selector);
    const words = group.map(
      ({ piece, name, role, has }) => `${piece}.${name} is for ${nameOf(has)}, not for ${role}`,
    );
    const args = [first.target, selectors, roles[first.role].id];
    const call = manager.encodeFunctionData("setTargetFunctionRole", args);
    return [{ says: words.join("; "), call }];
  });
};

const closedDifferences = async ({ pieces, at }: Permissions, read: Reader) => {
  const closed = await Promise.all(pieces.map(({ name }) => read.isClosed(at(name))));
  return pieces.flatMap(({ name }, index): Difference[] => {
    if (!closed[index]) return [];
    const call = manager.encodeFunctionData("setTargetClosed", [at(name), false]);
    return [{ says: `${name} is closed to every role`, call }];
  });
};

const roleDifferences = async (read: Reader): Promise<Difference[]> => {
  const own = roleEntries.filter(([role]) => role !== "root");
  const found = await Promise.all(
    own.map(async ([, { id }]) => [await read.guardian(id), await read.admin(id)] as const),
  );
  return own.flatMap(([role, { id, guardian }], index) => {
    const [guardedBy, adminOf] = found[index] ?? [0n, 0n];
    const wanted = guardian ? roles[guardian].id : 0n;
    const differences: Difference[] = [];
    if (guardedBy !== wanted) {
      const call = manager.encodeFunctionData("setRoleGuardian", [id, wanted]);
      const says = `${nameOf(guardedBy)} can cancel what ${role} plans, not ${nameOf(wanted)}`;
      differences.push({ says, call });
    }
    if (adminOf !== 0n) {
      const call = manager.encodeFunctionData("setRoleAdmin", [id, 0n]);
      differences.push({ says: `${nameOf(adminOf)} can grant ${role}, not root`, call });
    }
    return differences;
  });
};

/** How long a call of a role's holder waits. */
export const delayOf = (role: Role, isDelayed: boolean): number =>
  isDelayed ? roles[role].delaySeconds : 0;

const holderDifferences = async (
  { holders, isDelayed }: Permissions,
  read: Reader,
): Promise<Difference[]> => {
  // Root goes last: a grant of its own can make everything after it wait.
  const ordered = roleEntries.toSorted(([, left], [, right]) => Number(right.id - left.id));
  const found = await Promise.all(ordered.map(([role, { id }]) => read.hasRole(id, holders[role])));
  return ordered.flatMap(([role, { id }], index) => {
    const [isMember, delay] = found[index] ?? [false, 0n];
    const wanted = delayOf(role, isDelayed);
    if (isMember && Number(delay) === wanted) return [];
    const holder = holders[role];
    const says = isMember
      ? `${holder} acts as ${role} after ${delay} s, not after ${wanted} s`
      : `${holder} is not ${role}`;
    return [{ says, call: manager.encodeFunctionData("grantRole", [id, holder, wanted]) }];
  });
};

/**
 * Everything in which the manager differs from the role table, in the order in which root can mend it. Without
 * `every`, functions that the table does not name are not asked about.
 */
export const permissionDifferences = async (
  provider: AbstractProvider,
  plan: Permissions,
  { isNew = false, every = false } = {},
): Promise<readonly Difference[]> => {
  const read = readerOf(provider, plan.at("AccessManager"), isNew);
  const parts = await Promise.all([
    functionDifferences(plan, read, ({ role }) => every || role !== "root"),
    closedDifferences(plan, read),
    roleDifferences(read),
    holderDifferences(plan, read),
  ]);
  return parts.flat();
};

type Member = { readonly role: string; readonly account: string };

const LOG_RANGE = 10_000;

/** Members of any role that no holder explains, from what the manager logged since `fromBlock`. */
export const strangers = async (
  provider: AbstractProvider,
  { at, holders }: Permissions,
  fromBlock: number,
): Promise<readonly Member[]> => {
  const granted = manager.getEvent("RoleGranted")?.topicHash ?? "";
  const seen = new Map<string, { id: bigint; account: string }>();
  const last = await provider.getBlockNumber();
  for (let from = fromBlock; from <= last; from += LOG_RANGE) {
    const toBlock = Math.min(last, from + LOG_RANGE - 1);
    const filter = { address: at("AccessManager"), topics: [granted], fromBlock: from, toBlock };
    for (const log of await provider.getLogs(filter)) {
      const { roleId: id, account } = manager.decodeEventLog("RoleGranted", log.data, log.topics);
      seen.set(`${id} ${account}`, { id, account });
    }
  }
  const authority = new Contract(at("AccessManager"), manager, provider);
  const members = await Promise.all(
    [...seen.values()].map(async ({ id, account }) => {
      // Somebody whose grant still waits counts too.
      const [since] = await authority.getFunction("getAccess").staticCall(id, account);
      return { role: nameOf(id), account, isMember: since !== 0n };
    }),
  );
  return members
    .filter(({ isMember }) => isMember)
    .filter(({ role, account }) => holders[role as Role] !== account)
    .map(({ role, account }) => ({ role, account }));
};
