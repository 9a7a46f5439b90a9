import { creditDocumentHash } from "@/core/credit/credit-document";
import {
  type CreditEffect,
  type CreditWords,
  checkWords,
  credit,
  mayCredit,
} from "@/core/credit/credit-note";
import { secondsOf } from "@/core/dates/day-count";
import { stillFresh } from "@/core/dates/drawn-up";
import { orThrow, Refusal } from "@/core/refusal";
import { owedAt } from "@/core/repayment/owed";
import type { OrgScope } from "@/core/scope/scope";
import { structToJson } from "@/core/typed-data/deal-json";
import { creditNoteTypedData, receivablesDomain } from "@/core/typed-data/receivables";
import { type Hex, typedDataJson } from "@/core/typed-data/typed-data";
import type { ChainConfig } from "@/ports/chain-config";
import type { Clock } from "@/ports/clock";
import type { CreditStore, ReceivableToCredit } from "@/ports/credit-store";
import type { Ids } from "@/ports/ids";
import type { KeyKeeper, SignatureCheck } from "@/ports/signer";
import type { Transact } from "@/ports/transact";

export type CreditNeeds = {
  readonly transact: Transact<{ credits: CreditStore }>;
  readonly keyKeeper: KeyKeeper;
  readonly isSignedBy: SignatureCheck;
  readonly chainConfig: ChainConfig;
  readonly clock: Clock;
  readonly ids: Ids;
};

/** A credit on one receivable; `before` is what had been credited when the form was drawn, amounts in minor units. */
export type CreditInput = {
  readonly receivableId: string;
  readonly before: bigint;
  readonly amount: bigint;
  readonly words: CreditWords;
};

/** A credit signed in the seller's own wallet: the second it was drawn up for, and the signature. */
export type SignedCredit = { readonly signedAt: number; readonly signature: string };

/** The signature can be carried in this long, seconds: 7 days. */
const CREDIT_TTL_SECONDS = 7 * 86_400;

const NOTHING_OWED = { fee: 0n, late: 0n, charge: 0n, principal: 0n };

/** A credit drawn up and not signed. */
type Drawn = {
  readonly effect: CreditEffect;
  readonly documentHash: Hex;
  readonly message: ReturnType<typeof creditNoteTypedData>;
};

const drawUp = (
  chain: ChainConfig,
  receivable: ReceivableToCredit,
  { input, signedAt, now }: { input: CreditInput; signedAt: number; now: number },
): Drawn => {
  const { id, books, repaid, underWay, terms } = receivable;
  orThrow(mayCredit(books.status));
  orThrow(checkWords(input.words));
  if (underWay) throw new Refusal("credit.under_way");
  if (books.diluted !== input.before) throw new Refusal("credit.changed");
  const owed = repaid ? owedAt(repaid, now) : NOTHING_OWED;
  const effect = orThrow(credit({ ...books, owed }, input.amount));
  const { diluted } = effect;
  const documentHash = creditDocumentHash(id, input.words, diluted);
  const { receivable: onChain, coin, amountDue } = terms;
  const message = creditNoteTypedData(receivablesDomain(chain.chainId, chain.receivables), {
    receivable: onChain,
    ...{ coin, amountDue, diluted, documentHash, expiry: signedAt + CREDIT_TTL_SECONDS },
  });
  return { effect, documentHash, message };
};

/** The second click of a double click: the same credit is on its way already. */
const sameAgain = (receivable: ReceivableToCredit, input: CreditInput): string | null => {
  const { id, underWay } = receivable;
  const diluted = input.before + input.amount;
  if (underWay?.diluted !== diluted) return null;
  const same = underWay.documentHash === creditDocumentHash(id, input.words, diluted);
  return same ? underWay.id : null;
};

/**
 * What a seller that keeps its own key signs, for `eth_signTypedData_v4`, with the second it is drawn up for.
 * @throws Refusal as `issueCreditNote`.
 */
export const prepareCreditNote =
  ({ transact, chainConfig, clock }: CreditNeeds) =>
  async (scope: OrgScope, input: CreditInput): Promise<{ signedAt: number; message: string }> => {
    const now = secondsOf(clock.now());
    const receivable = await transact(({ credits }) => credits.lock(scope, input.receivableId));
    const { message } = drawUp(chainConfig, receivable, { input, signedAt: now, now });
    return { signedAt: now, message: typedDataJson(message) };
  };

const signatureOver = async (
  { keyKeeper, isSignedBy }: Pick<CreditNeeds, "keyKeeper" | "isSignedBy">,
  { seller, message }: { seller: Hex; message: Drawn["message"] },
  signed: SignedCredit | undefined,
): Promise<string> => {
  if (!signed) return keyKeeper.signTyped(seller, message);
  if (await isSignedBy(seller, message, signed.signature)) return signed.signature;
  throw new Refusal("offer.signature_wrong");
};

/**
 * The seller signs that the buyer owes less; the chain write is wished in the same transaction. Asking again for the
 * credit that is on its way answers the same note.
 * @throws Refusal `object.not_found`, the `credit.*` reasons, `offer.signature_wrong`, `registration.expired` (a wallet
 * that took too long) or `key.not_kept`.
 */
export const issueCreditNote =
  (needs: CreditNeeds) =>
  async (
    scope: OrgScope,
    input: CreditInput & { readonly signed?: SignedCredit },
  ): Promise<{ creditNoteId: string }> => {
    const { transact, chainConfig, clock, ids } = needs;
    const now = secondsOf(clock.now());
    const signedAt = orThrow(stillFresh({ drawnUpAt: input.signed?.signedAt ?? now, now }));
    const read = await transact(({ credits }) => credits.lock(scope, input.receivableId));
    const known = sameAgain(read, input);
    if (known) return { creditNoteId: known };
    const moment = { input, signedAt, now };
    const drawn = drawUp(chainConfig, read, moment);
    const { seller } = read.terms;
    const signature = await signatureOver(needs, { seller, message: drawn.message }, input.signed);
    const id = ids.next();
    return transact(async ({ credits, journal }) => {
      const receivable = await credits.lock(scope, input.receivableId); // load
      const again = sameAgain(receivable, input);
      if (again) return { creditNoteId: again };
      const { effect, documentHash, message } = drawUp(chainConfig, receivable, moment); // decide
      const { diluted } = effect;
      const { receivableId, amount, words } = input;
      await credits.add(scope, {
        ...{ id, receivableId, words, amount, diluted, documentHash, signature },
        message: structToJson(message.message),
        at: clock.now(),
      }); // save
      await journal.wish({
        key: `dilute:${receivableId}:${id}`,
        kind: "dilute",
        payload: {
          deal: receivable.deal,
          diluted: diluted.toString(),
          documentHash,
          expiry: message.message.expiry,
          signature,
          creditNoteId: id,
        },
        signer: "relayer",
        receivableId,
        organisationId: scope.organisationId,
      });
      await journal.record({
        name: "credit.issued",
        actor: scope.userId,
        organisationId: scope.organisationId,
        subject: receivableId,
        data: { creditNoteId: id, number: words.number, amount: amount.toString(), documentHash },
      });
      await journal.announce(`receivable:${receivableId}`); // announce
      return { creditNoteId: id };
    });
  };
