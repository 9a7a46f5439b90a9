import assert from "node:assert/strict";
import { BrowserProvider, Contract, id, type ParamType, Wallet, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { deployOn, type Holders } from "../deploy/deploy";
import { type ContractName, faceOf, type Piece, piecesOf } from "../deploy/pieces";
import { type Role, roles, roleTable } from "../deploy/roles";
import { type Entrance, entrancesOf } from "./syntax";

type Person = Role | "treasury" | "stranger";

/** Every role in another hand, and somebody who has none. */
export const wallets = Object.fromEntries(
  [...Object.keys(roles), "treasury", "stranger"].map((role) => [role, new Wallet(id(role))]),
) as Record<Person, Wallet>;

/** Those who could call something. */
export const callers = Object.entries(wallets)
  .filter(([person]) => person !== "treasury")
  .map(([person, { address }]) => ({ person: person as Role | "stranger", address }));

const NOTHING = { deployer: "", treasury: "", baseUri: "", predecessor: "", issuerLicence: "" };
export const pieces = piecesOf(NOTHING);

/** A piece that only ever answers at another one's address. */
export const isPart = ({ name }: Piece): boolean => pieces.some(({ next }) => next === name);

/** A piece and those to which its unknown calls are handed. */
export const chainOf = (piece: Piece): readonly Piece[] => {
  const next = pieces.find(({ name }) => name === piece.next);
  return next ? [piece, ...chainOf(next)] : [piece];
};

const built = new Map<ContractName, Promise<readonly Entrance[]>>();

/** Everything that can be called at a piece's address, each selector once. */
export const entrancesAt = async (piece: Piece): Promise<readonly Entrance[]> => {
  const found = new Map<string, Entrance>();
  for (const { contract } of chainOf(piece)) {
    const own = built.get(contract) ?? entrancesOf(contract);
    built.set(contract, own);
    for (const entrance of await own) {
      if (!found.has(entrance.selector)) found.set(entrance.selector, entrance);
    }
  }
  return [...found.values()];
};

/** A restricted function, and whom the table lets in. */
export type Guarded = {
  readonly piece: Piece;
  readonly name: string;
  readonly selector: string;
  readonly role: Role | "nobody";
};

export const tables: Readonly<Record<string, Readonly<Record<string, Role>>>> = roleTable;

/** Whom a part lets in at its own address: root where it knows the manager, else nobody. */
const ofPart = ({ contract }: Piece): Role | "nobody" =>
  faceOf(contract).hasFunction("authority") ? "root" : "nobody";

/** Every restricted function of every piece. */
export const everyGuarded = async (): Promise<readonly Guarded[]> => {
  const all = await Promise.all(
    pieces.map(async (piece) =>
      (await entrancesAt(piece))
        .filter(({ isRestricted }) => isRestricted)
        .map(({ name, selector }): Guarded => {
          const listed = tables[piece.contract]?.[name] ?? "root";
          const role = isPart(piece) ? ofPart(piece) : listed;
          return { piece, name, selector, role };
        }),
    ),
  );
  return all.flat();
};

const zeroOf = (param: ParamType): unknown => {
  if (param.isArray()) return [];
  if (param.isTuple()) return param.components.map(zeroOf);
  if (param.baseType === "address") return ZeroAddress;
  if (param.baseType === "bool") return false;
  if (param.baseType === "string") return "";
  if (param.baseType === "bytes") return "0x";
  const bytes = /^bytes(\d+)$/.exec(param.baseType)?.[1];
  return bytes ? `0x${"00".repeat(Number(bytes))}` : 0;
};

/** A call with nothing in it: enough to be asked who one is. A part knows its own functions only, and hands others on. */
export const callOf = (contract: ContractName, selector: string): string => {
  const face = [contract, ...pieces.map((each) => each.contract)]
    .map(faceOf)
    .find((each) => each.hasFunction(selector));
  const found = face?.getFunction(selector);
  assert.ok(face && found, `${contract} has no ${selector}`);
  return face.encodeFunctionData(found, found.inputs.map(zeroOf));
};

/** What becomes of a call before the function itself has a say. */
export type Answer = "refused" | "unscheduled" | "too early" | "expired" | "let through";

const errorId = (contract: ContractName, name: string): string =>
  faceOf(contract).getError(name)?.selector ?? "";

const ANSWERS: Readonly<Record<string, Answer>> = {
  [errorId("Participants", "AccessManagedUnauthorized")]: "refused",
  [errorId("AccessManager", "AccessManagerUnauthorizedAccount")]: "refused",
  [errorId("AccessManager", "AccessManagerUnauthorizedCall")]: "refused",
  [errorId("AccessManager", "AccessManagerUnauthorizedCancel")]: "refused",
  [errorId("AccessManager", "AccessManagerNotScheduled")]: "unscheduled",
  [errorId("AccessManager", "AccessManagerNotReady")]: "too early",
  [errorId("AccessManager", "AccessManagerExpired")]: "expired",
};

/** A chain with the whole set, every role in another hand and every delay in force. */
export const openRoles = async () => {
  const connection = await network.create();
  const chain = new BrowserProvider(connection.provider, undefined, {
    ...{ cacheTimeout: -1, pollingInterval: 10 },
  });
  const rpc = (method: string, ...params: unknown[]) => chain.send(method, params);
  const deployer = new Wallet(id("deployer of the roles"));
  for (const { address } of [deployer, ...Object.values(wallets)]) {
    await rpc("hardhat_setBalance", address, "0x56bc75e2d63100000");
  }
  const holders = Object.fromEntries(
    Object.entries(wallets).map(([person, { address }]) => [person, address]),
  ) as Holders;
  const { addresses, record } = await deployOn({
    ...{ chain, deployerKey: deployer.privateKey, holders, isDelayed: true },
  });
  const at = (name: string): string => addresses[name] ?? "";

  const answerTo = async (from: string, to: string, data: string): Promise<Answer> => {
    try {
      await chain.call({ from, to, data });
      return "let through";
    } catch (problem) {
      const { data: revert } = problem as { data?: string };
      return ANSWERS[revert?.slice(0, 10) ?? ""] ?? "let through";
    }
  };
  const travel = async (seconds: number): Promise<void> => {
    await rpc("evm_increaseTime", seconds);
    await rpc("evm_mine");
  };
  const manager = (who: Wallet) =>
    new Contract(at("AccessManager"), faceOf("AccessManager"), who.connect(chain));
  /** Calls the manager, as a transaction; throws where it is refused. */
  const tell = async (who: Wallet, name: string, ...args: readonly unknown[]) => {
    const act = manager(who).getFunction(name);
    await act.staticCall(...args);
    await (await act.send(...args)).wait();
  };
  return { connection, chain, rpc, addresses, record, at, answerTo, travel, tell };
};
