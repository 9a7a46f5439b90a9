import { getAddress, type Result, type TransactionDescription } from "ethers";
import { interfaces } from "@/adapters/chain/contracts";
import { callNode } from "@/commands/embedded/chain";
import type { Act } from "@/core/life/act";
import { type Agreement, type Life, newLife, type Party, type Switches } from "@/core/life/life";
import { playAct } from "@/core/life/play-act";
import { NO_OFFER } from "@/core/typed-data/deal";
import { env } from "@/env";
import { actOfCall } from "./act-of-call";
import type { Known } from "./deeds";
import type { Stage } from "./stage";

/** What every account of the model begins with: more than any life asks of it. */
export const BEGAN_WITH = 2n ** 57n;

/** What the chain's calls come to by the model alone. */
export type Predicted = {
  readonly lives: ReadonlyMap<string, Life>;
  /** Calls whose outcome on the chain is not the model's. */
  readonly surprises: readonly string[];
  /** Calls the model does and the chain would have done with more gas: signed for another state of the chain. */
  readonly starved: readonly { readonly hash: string; readonly what: string }[];
  readonly calls: number;
  /** What was done, by its name. */
  readonly done: ReadonlyMap<string, number>;
  /** Receivables the buyer's money came to, as often as it came. */
  readonly payments: ReadonlyMap<string, number>;
  /** What single acts that were done are known by: the salt of a payment, the hash of an evidence or a document. */
  readonly marks: ReadonlySet<string>;
};

/** Nobody pauses anything in a run. */
export const SWITCHES: Switches = {
  ...{ fundingPaused: false, releasePaused: false, releasePausedAt: 0, releaseResumedAt: 0 },
};
const LICENSED_UNTIL = 2 ** 39;

type Mined = {
  hash: string;
  from: string;
  to: string;
  input: string;
  at: number;
  number: number;
  succeeded: boolean;
};

type BlockAnswer = {
  timestamp: string;
  transactions: { hash: string; from: string; to: string | null; input: string }[];
};

const PLENTY = "0x1c9c380";

const ask = <T>(method: string, params: unknown[]) => callNode<T>(env().rpcUrl, method, params);

const minedIn = async (number: number): Promise<Mined[]> => {
  const block = await ask<BlockAnswer>("eth_getBlockByNumber", [`0x${number.toString(16)}`, true]);
  return Promise.all(
    block.transactions.map(async ({ hash, from, to, input }) => {
      const receipt = await ask<{ status: string }>("eth_getTransactionReceipt", [hash]);
      const called = getAddress(to ?? `0x${"0".repeat(40)}`);
      const at = Number(block.timestamp);
      return { hash, from, to: called, input, at, number, succeeded: receipt.status === "0x1" };
    }),
  );
};

/** Whether it would have been done with more gas. */
const isStarved = ({ from, to, input: data, number }: Mined): Promise<boolean> =>
  ask("eth_call", [{ from, to, data, gas: PLENTY }, `0x${(number - 1).toString(16)}`]).then(
    () => true,
    () => false,
  );

const agreementOf = ({ amountDue, offer }: Known, dueAt: number): Agreement => {
  const { lender: _lender, memorandumHash: _hash, ...terms } = offer?.deal.offer ?? NO_OFFER;
  return {
    ...{ amountDue, dueAt, attesters: ["warehouse"] },
    offer: { ...terms, lender: null, hasMemorandum: false },
  };
};

/** The model in the middle of a replay. */
class Replay {
  readonly lives = new Map<string, Life>();
  readonly surprises: string[] = [];
  readonly undone: { readonly mined: Mined; readonly what: string }[] = [];
  readonly done = new Map<string, number>();
  readonly payments = new Map<string, number>();
  readonly marks = new Set<string>();
  calls = 0;
  readonly #frozen = new Map<Party, boolean>();
  readonly #spent = new Set<string>();
  readonly #parties: ReadonlyMap<string, Party>;
  readonly #known: ReadonlyMap<string, Known>;

  constructor(stage: Stage, known: readonly Known[]) {
    const { seller, buyer, lenders } = stage.parties;
    const names: Party[] = ["seller", "buyer", "lenderA", "lenderB"];
    const accounts = [seller, buyer, ...lenders].map(({ address }) => address);
    this.#parties = new Map(accounts.map((account, index) => [account, names[index] ?? "outside"]));
    this.#known = new Map(known.map((each) => [each.id, each]));
  }

  partyOf = (account: string): Party => this.#parties.get(getAddress(account)) ?? "outside";

  judge(mined: Mined, what: string, isDone: boolean): void {
    this.calls += 1;
    if (isDone && mined.succeeded) this.done.set(what, (this.done.get(what) ?? 0) + 1);
    if (isDone && !mined.succeeded) this.undone.push({ mined, what });
    if (!isDone && mined.succeeded)
      this.surprises.push(`${what} ${mined.hash}: the model refuses it, the chain did it`);
  }

  /** Whether the model does an act in one life; what the chain refused leaves the life as it was. */
  play(id: string, act: Act, { at, succeeded }: Mined): boolean {
    const life = this.lives.get(id);
    if (!life) return false;
    const { life: after, reasons } = playAct(life, act, { now: at, switches: SWITCHES });
    if (succeeded) this.lives.set(id, after);
    if (succeeded && after.collected > life.collected)
      this.payments.set(id, (this.payments.get(id) ?? 0) + 1);
    return reasons.length === 0;
  }

  playInAll(act: Act, mined: Mined): boolean {
    return [...this.lives.keys()].map((id) => this.play(id, act, mined)).some(Boolean);
  }

  /** A life begins with the first that is heard of its id: its registration, or money that came before. */
  begin(id: string, dueAt: number): void {
    const about = this.#known.get(id);
    const before = this.lives.get(id);
    if (!about) return;
    const agreement = agreementOf(about, dueAt);
    const life = before
      ? { ...before, agreement }
      : newLife(agreement, { balance: BEGAN_WITH, licensedUntil: LICENSED_UNTIL });
    for (const [party, isOn] of this.#frozen) life.accounts[party].isFrozen = isOn;
    this.lives.set(id, life);
  }

  freeze(account: string, isOn: boolean, mined: Mined): void {
    const party = this.partyOf(account);
    this.#frozen.set(party, isOn);
    this.playInAll({ kind: "freeze", party, isOn }, mined);
  }

  register(mined: Mined, { registration }: Result): void {
    const { issuedAt, expiry, lots } = registration;
    for (const { receivable, dueAt } of lots) {
      this.begin(receivable, Number(dueAt));
      const act: Act = { kind: "register", issuedAt: Number(issuedAt), expiry: Number(expiry) };
      this.judge(mined, "register", this.play(receivable, act, mined));
    }
  }

  /** Whether the coin takes a payment's authorisation: within its time, and once. */
  isTaken({ payment }: Result, { at, succeeded }: Mined): boolean {
    if (!payment) return true;
    const { payer, salt, validAfter, validBefore } = payment;
    const name = `${payer} ${salt}`;
    const isTaken = at > validAfter && at < validBefore && !this.#spent.has(name);
    if (isTaken && succeeded) this.#spent.add(name);
    return isTaken;
  }

  /** Whether a deal that is passed in is another than the committed one. */
  isForeign({ terms, registeredAt, offer }: Result): boolean {
    const life = this.lives.get(terms.receivable);
    if (!life) return false;
    const lacksOffer = life.fundedAt > 0 && offer.sequence === 0n;
    return lacksOffer || life.registeredAt !== Number(registeredAt);
  }

  callOfDeal(mined: Mined, act: Act, { name, args }: TransactionDescription): void {
    const isForeign = this.isForeign(args.deal);
    const mark = args.payment?.salt ?? args.attestation?.evidenceHash ?? args.documentHash;
    if (mined.succeeded && mark) this.marks.add(mark);
    const isDone = this.play(args.deal.terms.receivable, { ...act, isForeign }, mined);
    this.judge(mined, name, this.isTaken(args, mined) && isDone);
  }

  callReceivables(mined: Mined, call: TransactionDescription): void {
    const { name, args } = call;
    const act = actOfCall(name, args, this.partyOf);
    if (name === "register") this.register(mined, args);
    else if (name === "claim") {
      const claim: Act = { kind: "claim", account: this.partyOf(args.account) };
      this.judge(mined, name, this.playInAll(claim, mined));
    } else if (act) this.callOfDeal(mined, act, call);
    else this.surprises.push(`${name} ${mined.hash}: nobody in this run calls that`);
  }

  transfer(mined: Mined, id: string, amount: bigint): void {
    if (!this.lives.has(id)) this.begin(id, 0);
    const act: Act = { kind: "transfer", payer: "buyer", amount };
    this.judge(mined, "transfer", this.play(id, act, mined));
  }
}

/** Replays what was called on the chain through the model: order and time come from the chain, every figure from the model. */
export const replay = async (stage: Stage, known: readonly Known[]): Promise<Predicted> => {
  const { settlement } = stage.clean;
  const { Participants: participants } = stage.deployed.addresses;
  const coin = settlement.coins.get("HKD");
  const collections = new Map(known.map(({ id }) => [settlement.chain.collectionAccount(id), id]));
  const model = new Replay(stage, known);
  const playOne = (mined: Mined): void => {
    const { to, input: data } = mined;
    if (to === settlement.contract) {
      const call = interfaces.receivables.parseTransaction({ data });
      if (call) model.callReceivables(mined, call);
    } else if (to === coin) {
      const call = interfaces.coin.parseTransaction({ data });
      const id = call?.name === "transfer" && collections.get(getAddress(call.args[0]));
      if (call && id) model.transfer(mined, id, call.args[1]);
    } else if (to === participants && mined.succeeded) {
      const call = interfaces.participants.parseTransaction({ data });
      if (call?.name === "setFrozen") model.freeze(call.args[0], call.args[1], mined);
    }
  };
  const head = await settlement.chain.headNumber();
  for (let number = stage.deployed.block + 1; number <= head; number += 1)
    for (const mined of await minedIn(number)) playOne(mined);
  const { lives, surprises, calls, done, payments, marks, undone } = model;
  const starved: { hash: string; what: string }[] = [];
  for (const { mined, what } of undone) {
    if (await isStarved(mined)) starved.push({ hash: mined.hash, what });
    else surprises.push(`${what} ${mined.hash}: the model does it, the chain refused it`);
  }
  return { lives, surprises, starved, calls, done, payments, marks };
};
