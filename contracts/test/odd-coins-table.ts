import type { Contract } from "ethers";
import type { Act, PartyName, Stage } from "./odd-coins-stage";
import type { World } from "./world";

/** Either nothing happened, by a named error, or everything did, to the unit. A tax is what the coin itself took. */
export type Expectation = "exact" | "exact, less the coin's own tax" | `refused: ${string}`;

/** The acts of the table; money is collected by settling and by sweeping. */
export const ACTS = ["fund", "release", "collect", "claim"] as const;

export type Kind = {
  /** What the coin does, from the moment before the act on. */
  readonly kind: string;
  readonly turn: (stage: Stage, world: World) => Promise<unknown>;
  /** Whom the coin has on its list while the act runs; "core" is the contract itself. */
  readonly listed?: Partial<Record<Act, readonly (PartyName | "core")[]>>;
  /** What waits to be swept arrives only once the coin has turned: a rebase would change it. */
  readonly turnsFirst?: true;
  readonly fund: Expectation;
  readonly release: Expectation;
  readonly collect: { readonly settle: Expectation; readonly sweep: Expectation };
  readonly claim: Expectation;
};

const ODDITIES = [
  ...["None", "SenderFee", "ReceiverFee", "AnswersNothing", "AnswersFalse", "MovesNothing"],
  ...["AnswersBlob", "Reenters", "RefusesReceivers", "RefusesSenders", "RefusesListed", "Paused"],
  ...["RevertsMegabyte", "BurnsGas", "RefusesAmounts", "ApprovalRace", "KeepsAllowance"],
  ...["ShowsDouble", "Hooks"],
];

const tell = (world: World, coin: Contract, name: string, ...args: readonly unknown[]) =>
  world.act(world.people.relayer, coin, name, args);

const becomes =
  (oddity: string) =>
  ({ coin }: Stage, world: World) =>
    tell(world, coin, "turn", ODDITIES.indexOf(oddity));

const rebases =
  (numerator: number, denominator: number) =>
  ({ coin }: Stage, world: World) =>
    tell(world, coin, "rebase", numerator, denominator);

/** Every way in, as the coin would call it in the middle of a transfer. */
export const callsBack = async ({ coin, toFund, toCollect, toRelease }: Stage, world: World) => {
  const { lenderA, buyer } = world.people;
  const face = world.receivables.interface;
  const payment = {
    ...{ payer: coin.target, amount: 1n, salt: `0x${"00".repeat(32)}` },
    ...{ validAfter: 0, validBefore: 0, signature: "0x" },
  };
  const delivery = await world.makeAttestation(100n);
  const lot = world.makeLot({}, (await world.now()) + 1000);
  const registration = await world.registerArgs(await world.makeRegistration([lot]));
  const note = BigInt(toCollect.terms.receivable) | 1n;
  const calls: readonly [string, readonly unknown[]][] = [
    ["settle", [toCollect, payment, [lenderA.address]]],
    ["sweep", [toCollect, [lenderA.address]]],
    ["payOut", [toCollect, [lenderA.address]]],
    ["claim", [coin.target, buyer.address]],
    ["fund", [toFund, await world.signOffer(toFund), payment]],
    ["fundFor", [toFund, await world.signOffer(toFund), lenderA.address, 1n]],
    ["release", [toRelease, delivery, []]],
    ["safeTransferFrom", [lenderA.address, buyer.address, note, 1n, "0x"]],
    ["register", registration],
  ];
  const data = calls.map(([name, args]) => face.encodeFunctionData(name, args));
  await tell(world, coin, "callBack", world.receivables.target, data);
  return data.length;
};

const callsAndBecomes = (oddity: string) => async (stage: Stage, world: World) => {
  await callsBack(stage, world);
  await becomes(oddity)(stage, world);
};

const all = (expectation: Expectation): Omit<Kind, "kind" | "turn"> => ({
  ...{ fund: expectation, release: expectation, claim: expectation },
  collect: { settle: expectation, sweep: expectation },
});

const EXACT = all("exact");
const TAXED = "exact, less the coin's own tax";

/** A coin that takes nothing in and gives nothing out: what it owes waits as a claim. */
const stops = (error: string): Omit<Kind, "kind" | "turn"> => ({
  ...{ fund: `refused: ${error}`, release: "exact", claim: "refused: PaymentFailed" },
  collect: { settle: `refused: ${error}`, sweep: `refused: ${error}` },
});

export const KINDS: readonly Kind[] = [
  {
    ...{ kind: "takes a fee from the sender on top", turn: becomes("SenderFee") },
    ...{ fund: TAXED, release: "refused: UnevenPayment", claim: "refused: UnevenPayment" },
    collect: { settle: "refused: UnevenPayment", sweep: "refused: ERC20InsufficientBalance" },
  },
  {
    ...{ kind: "keeps a fee from the receiver", turn: becomes("ReceiverFee") },
    ...{ fund: "refused: ShortPayment", release: TAXED, claim: TAXED },
    collect: { settle: "refused: ShortPayment", sweep: TAXED },
  },
  { kind: "rebases up", turn: rebases(2, 1), turnsFirst: true, ...EXACT },
  { kind: "rebases down", turn: rebases(1, 2), turnsFirst: true, ...EXACT },
  { kind: "answers nothing", turn: becomes("AnswersNothing"), ...EXACT },
  {
    kind: "answers false instead of reverting",
    turn: becomes("AnswersFalse"),
    ...stops("ShortPayment"),
  },
  {
    kind: "answers true and moves nothing",
    turn: becomes("MovesNothing"),
    ...stops("ShortPayment"),
  },
  { kind: "answers true and a huge blob", turn: becomes("AnswersBlob"), ...EXACT },
  { kind: "calls back in from a transfer", turn: callsAndBecomes("Reenters"), ...EXACT },
  {
    ...{ kind: "refuses a payee", turn: becomes("RefusesReceivers") },
    listed: {
      ...{ fund: ["seller", "lenderA"], release: ["seller"], settle: ["seller", "lenderA"] },
      ...{ sweep: ["lenderA"], claim: ["buyer"] },
    },
    ...EXACT,
    claim: "refused: PaymentFailed",
  },
  {
    ...{ kind: "refuses a payer", turn: becomes("RefusesSenders") },
    listed: { fund: ["lenderB"], settle: ["buyer"], sweep: ["buyer"], claim: ["buyer"] },
    ...EXACT,
    fund: "refused: AccountRefused",
    collect: { settle: "refused: AccountRefused", sweep: "exact" },
  },
  {
    ...{ kind: "refuses our contract", turn: becomes("RefusesListed") },
    listed: {
      ...{ fund: ["core"], release: ["core"], settle: ["core"], sweep: ["core"], claim: ["core"] },
    },
    ...stops("AccountRefused"),
  },
  { kind: "is paused", turn: becomes("Paused"), ...stops("CoinStopped") },
  {
    kind: "has other decimals than 6",
    turn: ({ coin }, world) => tell(world, coin, "setDecimals", 18),
    ...all("refused: CoinNotAllowed"),
  },
  {
    kind: "has lost its code",
    turn: ({ coin }, world) => world.rpc("hardhat_setCode", coin.target, "0x"),
    ...all("refused: NoBalance"),
  },
  { kind: "reverts with a megabyte", turn: becomes("RevertsMegabyte"), ...stops("CoinRefused") },
  { kind: "burns all gas", turn: becomes("BurnsGas"), ...stops("CoinRefused") },
  { kind: "refuses amounts of nought and large ones", turn: becomes("RefusesAmounts"), ...EXACT },
  { kind: "wants an allowance to be zero first", turn: becomes("ApprovalRace"), ...EXACT },
  { kind: "does not lower the allowance", turn: becomes("KeepsAllowance"), ...EXACT },
  {
    ...{ kind: "shows twice the balance", turn: becomes("ShowsDouble") },
    ...{ fund: "refused: ShortPayment", release: "refused: UnevenPayment" },
    collect: { settle: "refused: ShortPayment", sweep: "refused: ERC20InsufficientBalance" },
    claim: "refused: UnevenPayment",
  },
  {
    kind: "lets anyone mint",
    turn: async ({ coin }, world) => {
      await tell(world, coin, "mint", world.people.stranger.address, 10n ** 30n);
      await tell(world, coin, "mint", world.receivables.target, 5_000_000_001n);
    },
    ...EXACT,
  },
  {
    ...{ kind: "asks hooks, which call back in and insist", turn: callsAndBecomes("Hooks") },
    ...stops("Reentered"),
  },
  { kind: "has a second address", turn: becomes("None"), ...EXACT },
];
