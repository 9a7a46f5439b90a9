import { BrowserProvider, Contract, ContractFactory, Interface, Wallet } from "ethers";
import { artifacts, network } from "hardhat";
import {
  accessManagerAbi,
  receivablesAbi,
  settlementCoinAbi,
} from "../../src/adapters/chain/generated/abi";
import type { Act } from "../../src/core/life/act";
import { localAttestation } from "../deploy/coins";
import { deployOn } from "../deploy/deploy";
import { devKey } from "../deploy/dev-accounts";
import { roles } from "../deploy/roles";
import { actWord, agreementWords, REPORT_WORDS } from "./life-wire";

/** What each account of a stage starts with: more than any life can ask of it. */
export const START_BALANCE = 2n ** 57n;

/** Last second of the licences a stage starts with. */
export const LICENSED_UNTIL = 2 ** 40 - 1;

/** What lies in the escrow of the receivable that comes before all others. */
const ELDER_FUNDED = 1n;

const GAS = "0x60000000";
const SLOT_DIGITS = 64;

/** Names of the core's and the coin's errors by their first four bytes. */
const errorNames = (): ReadonlyMap<string, string> => {
  const faces = [new Interface(receivablesAbi), new Interface(settlementCoinAbi)];
  const names = new Map([["00000000", ""]]);
  for (const face of faces)
    face.forEachError((error) => names.set(error.selector.slice(2), error.name));
  return names;
};

/** The state after an act, by its number, and the name of the refusal or "". */
export type Outcome = { readonly status: number; readonly refusal: string };

const wordsOf = (hex: string): readonly bigint[] =>
  Array.from({ length: hex.length / SLOT_DIGITS }, (_, index) =>
    BigInt(`0x${hex.slice(index * SLOT_DIGITS, (index + 1) * SLOT_DIGITS)}`),
  );

const lengthWord = (length: number): string => length.toString(16).padStart(SLOT_DIGITS, "0");

/** Brings the receivable to stand that comes before all others: open for funding, and funded with one unit. */
const raiseElder = async ({
  send,
  face,
  now,
}: {
  send: (data: string) => Promise<string>;
  face: Interface;
  now: number;
}): Promise<void> => {
  const ELDER = 2n ** 32n;
  const play = (act: Act) =>
    send(face.encodeFunctionData("playOne", [ELDER, `0x${actWord(act, false)}`]));
  const expiry = LICENSED_UNTIL;
  await send(face.encodeFunctionData("hire", [ELDER, ELDER + 1n, START_BALANCE, LICENSED_UNTIL]));
  const words = agreementWords({
    amountDue: 1_000_000n,
    dueAt: now + 10_000 * 86_400,
    offer: {
      ...{ advanceBps: 5000, rateBps: 0, lateRateBps: 0, feeBps: 0, dayCount: 365, dayOffset: 0 },
      ...{ minimum: 1n, fundBy: expiry, deliverBy: expiry, graceDays: 0, noticeDays: 0 },
      ...{ quorum: 1, recourse: false, rateOverride: false, sequence: 0 },
      ...{ lender: null, hasMemorandum: false },
    },
    attesters: ["warehouse"],
  });
  const halves = [`0x${words.slice(0, 64)}`, `0x${words.slice(64)}`];
  await send(face.encodeFunctionData("agreeElder", [halves]));
  await play({ kind: "register", issuedAt: now, expiry });
  await play({ kind: "fund", lender: "lenderA", amount: ELDER_FUNDED });
};

/** A chain of its own with the whole set and a LifeStage of that many slots; every life begins from the same state. */
export const openStage = async (slots: number) => {
  const connection = await network.create({
    override: { blockGasLimit: 4_000_000_000n, transactionGasCap: false },
  });
  const provider = new BrowserProvider(connection.provider, undefined, { cacheTimeout: -1 });
  const rpc = (method: string, ...params: unknown[]) =>
    connection.provider.request({ method, params }) as Promise<unknown>;
  const { addresses } = await deployOn({ chain: provider });
  const at = (name: string): string => addresses[name] ?? "";

  const { abi, bytecode } = await artifacts.readArtifact("LifeStage");
  const owner = new Wallet(devKey("relayer"), provider);
  const made = await new ContractFactory(abi, bytecode, owner).deploy(
    ...["Receivables", "Participants", "SettlementCoinHKD", "SettlementCoinUSD"].map(at),
  );
  await made.waitForDeployment();
  const address = await made.getAddress();
  const face = new Interface(abi);
  const from = owner.address;
  await rpc("hardhat_impersonateAccount", from);
  const send = async (data: string): Promise<string> => {
    const hash = await rpc("eth_sendTransaction", { from, to: address, data, gas: GAS });
    const receipt = (await rpc("eth_getTransactionReceipt", hash)) as {
      status: string;
      logs: { data: string; address: string }[];
    };
    if (receipt.status !== "0x1") throw new Error("the stage refused");
    return receipt.logs.findLast((log) => log.address === address.toLowerCase())?.data ?? "0x";
  };
  const call = async (name: string, args: readonly unknown[]): Promise<string> => {
    const data = face.encodeFunctionData(name, args);
    return String(await rpc("eth_call", { from, to: address, data, gas: GAS }, "latest"));
  };

  const manager = new Contract(
    at("AccessManager"),
    accessManagerAbi,
    new Wallet(devKey("admin"), provider),
  );
  for (const role of ["operator", "compliance", "guardian"] as const) {
    await (await manager.getFunction("grantRole")(roles[role].id, address, 0)).wait();
  }
  const minterAdmin = new Wallet(devKey("minterAdmin"), provider);
  for (const name of ["SettlementCoinHKD", "SettlementCoinUSD"]) {
    const coin = new Contract(at(name), settlementCoinAbi, minterAdmin);
    await (await coin.getFunction("configureMinter")(address, 2n ** 100n)).wait();
  }
  const reserves = at("ReserveAttestations");
  const asOf = (await provider.getBlock("latest"))?.timestamp ?? 0;
  const attested = await localAttestation("HKD", {
    chainId: 31_337,
    reserves,
    asOf,
    total: 2n ** 100n,
  });
  await (await owner.sendTransaction({ to: reserves, data: attested })).wait();
  await send(face.encodeFunctionData("hireOfficials"));
  const [checker] = face.decodeFunctionResult("checker", await call("checker", []));
  await (await manager.getFunction("grantRole")(roles.checker.id, checker, 0)).wait();
  const STEP = 20;
  for (let first = 0; first < slots; first += STEP) {
    const end = Math.min(first + STEP, slots);
    const args = [first, end, START_BALANCE, LICENSED_UNTIL];
    await send(face.encodeFunctionData("hire", args));
  }
  await raiseElder({ send, face, now: (await provider.getBlock("latest"))?.timestamp ?? 0 });
  const latest = await provider.getBlock("latest");
  const start = (latest?.timestamp ?? 0) + 1000;
  let mark = await rpc("evm_snapshot");
  const names = errorNames();
  const playSelector = face.getFunction("play")?.selector ?? "";
  const agreeSelector = face.getFunction("agree")?.selector ?? "";

  return {
    /** A moment after everything was set up: clocks begin here. */
    start,
    /** Back to where every cohort begins. */
    rewind: async () => {
      await rpc("evm_revert", mark);
      mark = await rpc("evm_snapshot");
    },
    /** Sets the agreements of the slots, two words each, just before the start whatever this machine's clock says. */
    agree: async (words: readonly string[]) => {
      await rpc("evm_setNextBlockTimestamp", start - 1);
      await send(`${agreeSelector}${lengthWord(32)}${lengthWord(words.length)}${words.join("")}`);
    },
    /** One act of each slot in a block of that time. */
    play: async (moment: number, words: readonly string[]): Promise<readonly Outcome[]> => {
      await rpc("evm_setNextBlockTimestamp", moment);
      const data = await send(
        `${playSelector}${lengthWord(32)}${lengthWord(words.length)}${words.join("")}`,
      );
      const bytes = data.slice(2 + 2 * SLOT_DIGITS);
      return words.map((_, slot) => {
        const selector = bytes.slice(10 * slot + 2, 10 * slot + 10);
        const status = Number.parseInt(bytes.slice(10 * slot, 10 * slot + 2), 16);
        return { status, refusal: names.get(selector) ?? selector };
      });
    },
    /** Stops or allows funding and release, in a block of that time. */
    pause: async (moment: number, funding: boolean, release: boolean) => {
      await rpc("evm_setNextBlockTimestamp", moment);
      await send(face.encodeFunctionData("pause", [funding, release]));
    },
    /** The words of slots, see REPORT_WORDS. */
    report: async (first: number, end: number, moment: number) => {
      const words = wordsOf(
        (await call("report", [first, end, moment])).slice(2 + 2 * SLOT_DIGITS),
      );
      const size = REPORT_WORDS.length;
      return Array.from({ length: end - first }, (_, index) =>
        words.slice(index * size, (index + 1) * size),
      );
    },
    /** Coin the core holds for the lives, and its treasury's claim. */
    reportCore: async () => {
      const [held = 0n, treasury = 0n] = wordsOf((await call("reportCore", [])).slice(2));
      return { held: held - ELDER_FUNDED, treasury };
    },
    close: () => connection.close(),
  };
};

export type Stage = Awaited<ReturnType<typeof openStage>>;
