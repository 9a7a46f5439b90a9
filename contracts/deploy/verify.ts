import { type AbstractProvider, JsonRpcProvider, keccak256 } from "ethers";
import { bytecode } from "../../src/adapters/chain/generated/bytecode";
import { isBuilt, wrongImmutables } from "./code";
import { addressIn } from "./layout";
import { functionRoles, permissionDifferences, strangers } from "./permissions";
import { type At, immutablesOf, type Piece, piecesOf } from "./pieces";
import type { DeploymentRecord } from "./record";
import { roles } from "./roles";
import { wiringDifferences } from "./wiring";

/** One way in which a deployment is not what this build and the record say. */
export type Finding = {
  readonly about: "chain" | "record" | "code" | "immutable" | "wiring" | "role" | "member";
  readonly says: string;
};

/** What was looked at, and what was not as it should be. */
export type Verdict = {
  readonly contracts: number;
  readonly functions: number;
  readonly roles: number;
  readonly findings: readonly Finding[];
};

const recordFindings = (record: DeploymentRecord, pieces: readonly Piece[], at: At): Finding[] => {
  const findings: Finding[] = [];
  const find = (says: string) => findings.push({ about: "record", says });
  for (const { name, contract, args } of pieces) {
    const entry = record.contracts[name];
    if (!entry) {
      find(`${name} is not recorded`);
      continue;
    }
    if (entry.contract !== contract) find(`${name} is recorded as ${entry.contract}`);
    if (entry.creationHash !== keccak256(bytecode[contract])) {
      find(`${name} was created by another build`);
    }
    const wanted = JSON.stringify(args(at));
    const given = JSON.stringify(entry.args);
    if (given !== wanted) find(`${name} was created with ${given}, not with ${wanted}`);
  }
  const known = new Set(pieces.map(({ name }) => name));
  for (const name of Object.keys(record.contracts)) {
    if (!known.has(name)) find(`${name} is recorded and not part of the set`);
  }
  return findings;
};

const codeFindings = async (
  provider: AbstractProvider,
  record: DeploymentRecord,
  piece: Piece,
  at: At,
): Promise<Finding[]> => {
  const { name, contract } = piece;
  const code = await provider.getCode(at(name));
  if (code === "0x") return [{ about: "code", says: `${name}: nothing is at ${at(name)}` }];
  const findings: Finding[] = [];
  if (keccak256(code) !== record.contracts[name]?.runtimeHash) {
    findings.push({ about: "code", says: `${name}: the code is not the recorded one` });
  }
  if (!isBuilt(contract, code)) {
    findings.push({ about: "code", says: `${name}: the code is not ${contract} of this build` });
    return findings;
  }
  for (const { name: variable, ...values } of wrongImmutables(
    contract,
    code,
    immutablesOf(piece, at, record),
  )) {
    const says = `${name}.${variable} is ${values.found}, not ${values.expected ?? "known"}`;
    findings.push({ about: "immutable", says });
  }
  return findings;
};

/** What can be read only where the manager answers. */
const permissionFindings = async (
  provider: AbstractProvider,
  record: DeploymentRecord,
  plan: { pieces: readonly Piece[]; at: At },
): Promise<Finding[]> => {
  const permissions = { ...record, ...plan };
  const differences = await permissionDifferences(provider, permissions, { every: true });
  const extra = await strangers(provider, permissions, record.block);
  return [
    ...differences.map(({ says }): Finding => ({ about: "role", says })),
    ...extra.map(
      ({ role, account }): Finding => ({ about: "member", says: `${account} holds ${role} too` }),
    ),
  ];
};

const orSay = (about: Finding["about"], work: Promise<Finding[]>): Promise<Finding[]> =>
  work.catch((problem: unknown) => [
    { about, says: `cannot be read: ${problem instanceof Error ? problem.message : problem}` },
  ]);

/** Compares what is on a chain with this build and with the record. Sends nothing. */
export const verifyDeployment = async (
  provider: AbstractProvider,
  record: DeploymentRecord,
): Promise<Verdict> => {
  const pieces = piecesOf(record);
  const counts = {
    contracts: pieces.length,
    functions: functionRoles({ ...record, pieces, at: () => "" }).length,
    roles: Object.keys(roles).length,
  };
  const chainId = Number((await provider.getNetwork()).chainId);
  if (chainId !== record.chainId) {
    const says = `the chain is ${chainId}, the record is of ${record.chainId}`;
    return { ...counts, findings: [{ about: "chain", says }] };
  }
  const recorded = Object.entries(record.contracts).map(([name, entry]) => [name, entry.address]);
  const addresses: Record<string, string> = Object.fromEntries(recorded);
  const at = addressIn(addresses);
  const absent = pieces.filter(({ name }) => !addresses[name]);
  if (absent.length > 0) {
    const findings = absent.map(
      ({ name }): Finding => ({ about: "record", says: `${name} is not recorded` }),
    );
    return { ...counts, findings };
  }
  const parts = await Promise.all([
    recordFindings(record, pieces, at),
    ...pieces.map((piece) => codeFindings(provider, record, piece, at)),
    orSay(
      "wiring",
      wiringDifferences(provider, { ...record, pieces, at }).then((differences) =>
        differences.map(({ says }): Finding => ({ about: "wiring", says })),
      ),
    ),
    orSay("role", permissionFindings(provider, record, { pieces, at })),
  ]);
  return { ...counts, findings: parts.flat() };
};

/** {@link verifyDeployment} for a node at `rpcUrl`. */
export const verifyAt = async (rpcUrl: string, record: DeploymentRecord): Promise<Verdict> => {
  const provider = new JsonRpcProvider(rpcUrl, record.chainId, { staticNetwork: false });
  try {
    return await verifyDeployment(provider, record);
  } finally {
    provider.destroy();
  }
};
