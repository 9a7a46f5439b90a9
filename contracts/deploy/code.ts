import { ContractFactory } from "ethers";
import { bytecode } from "../../src/adapters/chain/generated/bytecode";
import { runtime } from "../../src/adapters/chain/generated/runtime";
import { type Argument, abiOf, type ContractName } from "./pieces";

const WORD = 32;

type Build = { readonly code: string; readonly immutables: Record<string, readonly number[]> };

const buildOf = (contract: ContractName): Build => runtime[contract];

/** Where a byte stands in a text of hex digits that begins with 0x. */
const digit = (byte: number): number => 2 + 2 * byte;

const withoutImmutables = (code: string, places: readonly number[]): string =>
  places.reduce(
    (text, start) =>
      text.slice(0, digit(start)) + "0".repeat(2 * WORD) + text.slice(digit(start + WORD)),
    code,
  );

/** Whether code on chain is a contract of this build, whatever its immutables are. */
export const isBuilt = (contract: ContractName, code: string): boolean => {
  const build = buildOf(contract);
  if (code.length !== build.code.length) return false;
  return withoutImmutables(code, Object.values(build.immutables).flat()) === build.code;
};

/** Names the immutables that do not have the expected value everywhere they are used. */
export const wrongImmutables = (
  contract: ContractName,
  code: string,
  expected: Readonly<Record<string, string>>,
): readonly { name: string; found: string; expected: string | undefined }[] =>
  Object.entries(buildOf(contract).immutables).flatMap(([name, places]) => {
    const found = places.map((start) => `0x${code.slice(digit(start), digit(start + WORD))}`);
    const wrong = found.find((value) => value !== expected[name]);
    return wrong === undefined ? [] : [{ name, found: wrong, expected: expected[name] }];
  });

/** What a creating transaction carries. */
export const creationCode = async (
  contract: ContractName,
  args: readonly Argument[],
): Promise<string> => {
  const factory = new ContractFactory(abiOf[contract], bytecode[contract]);
  return (await factory.getDeployTransaction(...args)).data;
};
