import { fundingAuthorization, type SigningPlace } from "@/core/funding/authorization";
import { fund } from "@/core/funding/fund";
import { dealHash } from "@/core/receivable/terms";
import { orThrow, Refusal } from "@/core/refusal";
import type { OrgScope } from "@/core/scope/scope";
import { structToJson } from "@/core/typed-data/deal-json";
import type { Hex, TypedData } from "@/core/typed-data/typed-data";
import type { Clock } from "@/ports/clock";
import type { FundingFacts, FundingRecord, FundingStore } from "@/ports/funding-store";
import type { Ids } from "@/ports/ids";
import type { KeyKeeper, SignatureCheck } from "@/ports/signer";
import type { Transact } from "@/ports/transact";
import type { ChainFacts } from "@/ports/verify-views";

export type FundInput = {
  readonly receivableId: string;
  /** Minor units. */
  readonly amount: bigint;
  /** 32 random bytes made once by the page: the same form sent twice is one funding. */
  readonly salt: Hex;
  /** Deal hash of the terms the person read; other terms are refused. */
  readonly dealHash: Hex;
  /** The lender's own signature where it keeps its key in a wallet; else absent. */
  readonly signature?: Hex;
};

type Parts = {
  readonly transact: Transact<{ fundings: FundingStore }>;
  readonly clock: Clock;
  readonly place: SigningPlace;
  readonly coinBalance: ChainFacts["coinBalance"];
  readonly standing: ChainFacts["standing"];
};

/** What is to be signed, after every check that needs no signature. */
type Prepared = {
  readonly facts: FundingFacts;
  readonly lender: Hex;
  readonly message: TypedData<object>;
};

const decideOn = (facts: FundingFacts | null, input: FundInput, now: Date): Prepared["lender"] => {
  if (!facts) throw new Refusal("object.not_found");
  if (dealHash(facts.deal) !== input.dealHash) throw new Refusal("funding.offer_changed");
  const { lender, offer } = facts;
  return orThrow(fund({ lender, offer, amount: input.amount, now })).account as Hex;
};

const prepare = async (parts: Parts, scope: OrgScope, input: FundInput): Promise<Prepared> => {
  const facts = await parts.transact(({ fundings }) =>
    fundings.facts(scope, input.receivableId, "read"),
  );
  const lender = decideOn(facts, input, parts.clock.now());
  if (!facts) throw new Refusal("object.not_found");
  const { coin } = facts.deal.terms;
  const [balance, { listed }] = await Promise.all([
    parts.coinBalance(coin, lender),
    parts.standing(coin, lender),
  ]);
  if (listed) throw new Refusal("funding.account_listed");
  if (balance < input.amount) throw new Refusal("funding.balance_short", { held: `${balance}` });
  const { deal, currency } = facts;
  const { amount, salt } = input;
  return {
    facts,
    lender,
    message: fundingAuthorization(parts.place, { deal, currency, lender, amount, salt }),
  };
};

/**
 * The typed data a lender's own wallet has to sign, and the account that has to sign it.
 * @throws Refusal `object.not_found` and every `funding.*` reason, before anything is signed.
 */
export const prepareFunding =
  (parts: Parts) =>
  async (
    scope: OrgScope,
    input: FundInput,
  ): Promise<{ account: string; message: TypedData<object> }> => {
    const { lender, message } = await prepare(parts, scope, input);
    return { account: lender, message };
  };

/**
 * Funds a part of an open offer: the platform's key keeper or the lender's wallet signs, then the decision, the funding
 * and the wish to carry it to the chain are saved together. The same salt again answers the first funding.
 * @throws Refusal `object.not_found` and every `funding.*` reason.
 */
export const fundReceivable =
  (
    parts: Parts & {
      readonly keys: KeyKeeper;
      readonly isSignedBy: SignatureCheck;
      readonly ids: Ids;
    },
  ) =>
  async (scope: OrgScope, input: FundInput): Promise<{ fundingId: string }> => {
    const known = await parts.transact(({ fundings }) => fundings.bySalt(scope, input.salt));
    if (known) return sameFunding(known, input);
    const prepared = await prepare(parts, scope, input);
    const signature = await signatureOf(parts, prepared, input.signature);
    return save(parts, scope, { input, signature });
  };

const signatureOf = async (
  parts: { readonly keys: KeyKeeper; readonly isSignedBy: SignatureCheck },
  { facts, lender, message }: Prepared,
  given: Hex | undefined,
): Promise<Hex> => {
  if (facts.lender.custody === "platform" && !given)
    return (await parts.keys.signTyped(lender, message)) as Hex;
  if (!given || !(await parts.isSignedBy(lender, message, given)))
    throw new Refusal("funding.signature_wrong", { account: lender });
  return given;
};

const save = (
  { transact, clock, ids }: Parts & { readonly ids: Ids },
  scope: OrgScope,
  { input, signature }: { readonly input: FundInput; readonly signature: Hex },
): Promise<{ fundingId: string }> =>
  transact(async ({ fundings, journal }) => {
    const facts = await fundings.facts(scope, input.receivableId, "lock"); // load
    const known = await fundings.bySalt(scope, input.salt);
    if (known) return sameFunding(known, input);
    const at = clock.now();
    const payer = decideOn(facts, input, at); // decide
    if (!facts) throw new Refusal("object.not_found");
    const { receivableId, amount, salt } = input;
    const fundingId = ids.next();
    const intentId = await journal.wish({
      key: `fund:${input.dealHash}:${payer}:${salt}`,
      kind: "fund",
      signer: "relayer",
      receivableId,
      organisationId: scope.organisationId,
      payload: {
        deal: structToJson(facts.deal),
        sellerSignature: facts.sellerSignature,
        payment: structToJson({
          payer,
          amount,
          salt,
          validAfter: 0n,
          validBefore: BigInt(facts.deal.offer.fundBy) + 1n,
          signature,
        }),
      },
    });
    await fundings.add(scope, {
      id: fundingId,
      receivableId,
      amount,
      salt,
      signature,
      intentId,
      at,
    }); // save
    await journal.record({
      name: "funding.submitted",
      actor: scope.userId,
      organisationId: scope.organisationId,
      subject: receivableId,
      data: { fundingId, amount: amount.toString(), dealHash: input.dealHash },
    });
    await journal.announce(`receivable:${receivableId}`); // announce
    return { fundingId };
  });

const sameFunding = (known: FundingRecord, input: FundInput): { fundingId: string } => {
  const { receivableId, amount, dealHash: terms } = input;
  if (known.receivableId !== receivableId || known.amount !== amount || known.dealHash !== terms)
    throw new Refusal("funding.salt_reused");
  return { fundingId: known.id };
};
