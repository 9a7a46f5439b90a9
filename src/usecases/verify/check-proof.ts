import { checkOrderProof, type OrderProof, readContent } from "@/core/proof/order-proof";
import { readProofQuery } from "@/core/proof/proof-query";
import { documentHashOf } from "@/core/registration/draw-up";
import type { Hex } from "@/core/typed-data/typed-data";
import type {
  ChainFacts,
  PublicReceivable,
  ReceivableOnChain,
  TransactionOnChain,
  VerifyViews,
} from "@/ports/verify-views";

/** One answer: yes, no, or not to be told, always with a reason. Codes are worded by the page. */
export type ProofAnswer = {
  readonly state: "yes" | "no" | "unknown";
  readonly code: string;
};

/** A receivable with what the contract itself says about it. */
export type CheckedReceivable = {
  readonly record: PublicReceivable;
  /** Null when no node answered. */
  readonly chain: ReceivableOnChain | null;
  readonly unaltered: ProofAnswer;
  readonly registered: ProofAnswer;
};

/** The outcome of one check. */
export type ProofResult = {
  readonly kind: "receivable" | "document" | "order" | "transaction" | "nothing";
  /** Why there is nothing, when there is nothing. */
  readonly reason: string | null;
  readonly receivables: readonly CheckedReceivable[];
  readonly transaction: TransactionOnChain | null;
  readonly order: {
    readonly verdict: ReturnType<typeof checkOrderProof>;
    readonly content: ReturnType<typeof readContent>;
    readonly shown: OrderProof;
  } | null;
  /** Names are shown to who holds the document or an order of it, not to who holds an id only. */
  readonly namesShown: boolean;
};

type Parts = { readonly views: VerifyViews; readonly chain: ChainFacts };

const NOTHING: ProofResult = {
  kind: "nothing",
  reason: null,
  receivables: [],
  transaction: null,
  order: null,
  namesShown: false,
};

const EMPTY_COMMITMENT = /^0x0*$/;

const answer = (state: ProofAnswer["state"], code: string): ProofAnswer => ({ state, code });

const recordAnswer = (record: PublicReceivable, chain: ReceivableOnChain | null): ProofAnswer => {
  if (!chain) return answer("unknown", "chain-silent");
  if (record.commitment === null || EMPTY_COMMITMENT.test(chain.commitment))
    return answer("unknown", "nothing-to-compare");
  return record.commitment.toLowerCase() === chain.commitment.toLowerCase()
    ? answer("yes", "terms-match")
    : answer("no", "terms-differ");
};

const registeredAnswer = (chain: ReceivableOnChain | null): ProofAnswer => {
  if (!chain) return answer("unknown", "chain-silent");
  return chain.status === "none" ? answer("no", "not-registered") : answer("yes", "registered");
};

const asked = async <T>(question: Promise<T>): Promise<T | null> => question.catch(() => null);

const checked = async ({ chain }: Parts, record: PublicReceivable): Promise<CheckedReceivable> => {
  const onChain = await asked(chain.receivable(record.id));
  return {
    record,
    chain: onChain,
    unaltered: recordAnswer(record, onChain),
    registered: registeredAnswer(onChain),
  };
};

const documentResult = async (
  parts: Parts,
  { records, hash }: { records: readonly PublicReceivable[]; hash: Hex },
): Promise<ProofResult> => {
  const receivables = await Promise.all(records.map((record) => checked(parts, record)));
  return {
    ...NOTHING,
    kind: "document",
    namesShown: true,
    receivables: receivables.map((one) => {
      const { documentHash, fileHashes } = one.record;
      const whole = documentHash === hash || documentHashOf(fileHashes) === documentHash;
      const unaltered =
        one.unaltered.state === "yes"
          ? answer(whole ? "yes" : "no", whole ? "document-matches" : "document-differs")
          : one.unaltered;
      return { ...one, unaltered };
    }),
  };
};

const byHash = async (parts: Parts, hash: Hex): Promise<ProofResult> => {
  const { views, chain } = parts;
  const record = await views.byId(hash);
  if (record)
    return { ...NOTHING, kind: "receivable", receivables: [await checked(parts, record)] };
  const documents = await views.byDocumentHash(hash);
  if (documents.length > 0) return documentResult(parts, { records: documents, hash });
  const roots = await views.byOrdersRoot(hash);
  if (roots.length > 0) {
    const receivables = await Promise.all(roots.map((root) => checked(parts, root)));
    return { ...NOTHING, kind: "receivable", receivables };
  }
  const transaction = await asked(chain.transaction(hash));
  if (!transaction) return { ...NOTHING, reason: "hash-unknown" };
  const ids = new Set(transaction.events.flatMap(({ receivableId }) => receivableId ?? []));
  const records = await Promise.all([...ids].slice(0, 10).map((id) => views.byId(id as Hex)));
  const receivables = await Promise.all(
    records.flatMap((one) => (one ? [checked(parts, one)] : [])),
  );
  return { ...NOTHING, kind: "transaction", transaction, receivables };
};

const byOrder = async (parts: Parts, shown: OrderProof): Promise<ProofResult> => {
  const verdict = checkOrderProof(shown);
  const found = await parts.views.byId(shown.receivable);
  const record = found && found.ordersRoot.toLowerCase() === shown.ordersRoot ? found : null;
  return {
    ...NOTHING,
    kind: "order",
    reason: found ? (record ? null : "root-differs") : "receivable-unknown",
    receivables: record ? [await checked(parts, record)] : [],
    order: { verdict, content: readContent(shown.canonical), shown },
    namesShown: verdict === "proven" && record !== null,
  };
};

/**
 * Checks a pasted id, reference, hash, transaction or order proof against our records and against the chain itself.
 * Never fails for what is asked: an unreadable question and a silent node are answers with a reason.
 */
export const checkProof =
  (parts: Parts) =>
  async (text: string): Promise<ProofResult> => {
    const query = readProofQuery(text);
    if (query.kind === "unreadable") return { ...NOTHING, reason: query.reason };
    if (query.kind === "order") return byOrder(parts, query.order);
    if (query.kind === "hash") return byHash(parts, query.hash);
    const record = await parts.views.byReference(query.reference);
    if (!record) return { ...NOTHING, reason: "reference-unknown" };
    return { ...NOTHING, kind: "receivable", receivables: [await checked(parts, record)] };
  };
