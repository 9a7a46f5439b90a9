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
  readonly calls: number;
};

const SWITCHES: Switches = {
  ...{ fundingPaused: false, releasePaused: false, releasePausedAt: 0, releaseResumedAt: 0 },
};
const LICENSED_UNTIL = 2 ** 39;

type Mined = {
  hash: string;
  to: string;
  input: string;
  at: number;
  succeeded: boolean;
  /** With more gas it would have been done: it was signed for another state of the chain. */
  starved: boolean;
};

type BlockAnswer = {
  timestamp: string;
  transactions: { hash: string; from: string; to: string | null; input: string }[];
};

const PLENTY = "0x1c9c380";

const minedIn = async (number: number): Promise<Mined[]> => {
  const ask = <T>(method: string, params: unknown[]) => callNode<T>(env().rpcUrl, method, params);
  const block = await ask<BlockAnswer>("eth_getBlockByNumber", [`0x${number.toString(16)}`, true]);
  return Promise.all(
    block.transactions.map(async ({ hash, from, to, input }) => {
      const receipt = await ask<{ status: string }>("eth_getTransactionReceipt", [hash]);
      const succeeded = receipt.status === "0x1";
      const called = getAddress(to ?? `0x${"0".repeat(40)}`);
      const at = Number(block.timestamp);
      const again = { from, to, data: input, gas: PLENTY };
      const starved =
        !succeeded &&
        (await ask("eth_call", [again, `0x${(number - 1).toString(16)}`]).then(
          () => true,
          () => false,
        ));
      return { hash, to: called, input, at, succeeded, starved };
    }),
  );
};

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
  calls = 0;
  readonly #frozen = new Map<Party, boolean>();
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
    if (isDone === mined.succeeded) return;
    const [model, chain] = [isDone ? "does" : "refuses", mined.succeeded ? "did" : "refused"];
    this.surprises.push(`${what} ${mined.hash}: the model ${model} it, the chain ${chain} it`);
  }

  /** Plays an act in one life; whether the model did it. */
  play(id: string, act: Act, { at }: Mined): boolean {
    const life = this.lives.get(id);
    if (!life) return false;
    const outcome = playAct(life, act, { now: at, switches: SWITCHES });
    this.lives.set(id, outcome.life);
    return outcome.reasons.length === 0;
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

  callReceivables(mined: Mined, { name, args }: TransactionDescription): void {
    const act = actOfCall(name, args, this.partyOf);
    if (name === "register") this.register(mined, args);
    else if (name === "claim") {
      const claim: Act = { kind: "claim", account: this.partyOf(args.account) };
      this.judge(mined, name, this.playInAll(claim, mined));
    } else if (act) this.judge(mined, name, this.play(args.deal.terms.receivable, act, mined));
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
    for (const mined of await minedIn(number)) if (!mined.starved) playOne(mined);
  const { lives, surprises, calls } = model;
  return { lives, surprises, calls };
};
