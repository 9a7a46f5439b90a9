import { Moment } from "@/components/date/date-text";
import { momentText } from "@/components/date/date-words";
import { Hash } from "@/components/hash/hash";
import { Money } from "@/components/money/money";
import { Party } from "@/components/party/party";
import { bookWords as words } from "@/components/repayment/words";
import { knownState } from "@/components/status/known-state";
import { Chip, StatusChip } from "@/components/status/status-chip";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { deliveredOnChain } from "@/core/chain-fact/chain-fact";
import { money } from "@/core/money";
import { statusEntry } from "@/core/status/status";
import type { BookView } from "./book-view";
import { LedgerTable } from "./ledger-table";
import { PushButton } from "./push-button";

/** The platform's side of a receivable: books and chain, chain writes, claims, ledger, and acts open to anybody. */
export function AdminPanel({ panel }: { panel: BookView }) {
  return (
    <Section title={words.title} sentence={words.sentence} id="platform">
      <div className="flex flex-col gap-6">
        <Comparison panel={panel} />
        <Acts panel={panel} />
        <Intents panel={panel} />
        <Claims panel={panel} />
        <LedgerTable journals={panel.journals} currency={panel.currency} />
      </div>
    </Section>
  );
}

const FIGURES = [
  "funded",
  "released",
  "delivered",
  "diluted",
  "collected",
  "principalRepaid",
] as const;

/** Before the contract knows it, our own states stand for the chain's "none". */
const ownState = (status: string): string =>
  ["proposed", "countersigned", "registering"].includes(status) ? "none" : status;

function Comparison({ panel }: { panel: BookView }) {
  const { model, currency } = panel;
  const chain = panel.chain && {
    ...panel.chain,
    delivered: deliveredOnChain(panel.chain.delivered, model.amountDue),
  };
  if (!chain)
    return (
      <Notice tone="attention" title={words.chainSilent}>
        {words.chainSilentHint}
      </Notice>
    );
  const agrees =
    ownState(model.status) === chain.status && FIGURES.every((key) => model[key] === chain[key]);
  const word = (status: string) =>
    status === "none" ? "–" : statusEntry("receivable", knownState("receivable", status)).word;
  return (
    <div>
      <Notice
        tone={agrees ? "fine" : "attention"}
        title={agrees ? words.agrees(chain.blockNumber) : words.differs}
      >
        {agrees ? null : words.differsHint}
      </Notice>
      <table className="figures mt-3 w-full text-sm">
        <caption className="sr-only">{words.comparison}</caption>
        <thead className="text-muted">
          <tr>
            <th scope="col" className="py-1 text-start font-medium">
              {words.figure}
            </th>
            <th scope="col" className="py-1 text-end font-medium">
              {words.books}
            </th>
            <th scope="col" className="py-1 text-end font-medium">
              {words.chain}
            </th>
          </tr>
        </thead>
        <tbody>
          <tr className="border-t">
            <th scope="row" className="py-1 text-start font-normal">
              {words.status}
            </th>
            <td className="py-1 text-end">{word(ownState(model.status))}</td>
            <td className="py-1 text-end">{word(chain.status)}</td>
          </tr>
          {FIGURES.map((key) => (
            <tr key={key} className="border-t">
              <th scope="row" className="py-1 text-start font-normal">
                {words[key]}
              </th>
              <td className="py-1 text-end">
                <Money value={money(currency, model[key])} />
              </td>
              <td className="py-1 text-end">
                <Money value={money(currency, chain[key])} strong={model[key] !== chain[key]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Acts({ panel }: { panel: BookView }) {
  const mayAct = panel.viewer === "maker" || panel.viewer === "admin";
  if (panel.acts.length === 0) return null;
  return (
    <div>
      <h3 className="font-semibold">{words.acts}</h3>
      <p className="text-sm text-muted">{words.actsHint}</p>
      <ul className="mt-2 divide-y border-y">
        {panel.acts.map(({ kind, possible, from, underWay }) => (
          <li key={kind} className="flex flex-wrap items-center justify-between gap-2 py-2">
            <span>{words.actWords[kind].word}</span>
            {underWay ? (
              <Chip tone="active" word={words.underWay} />
            ) : possible && mayAct ? (
              <PushButton receivableId={panel.id} act={kind} />
            ) : (
              <span className="text-sm text-muted">
                {from === null
                  ? words.actWords[kind].why
                  : words.possibleFrom(momentText(new Date(from * 1000)))}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Intents({ panel }: { panel: BookView }) {
  return (
    <div>
      <h3 className="font-semibold">{words.intents}</h3>
      {panel.intents.length === 0 && <p className="text-muted">{words.noIntents}</p>}
      <ul className="mt-2 divide-y border-y empty:hidden">
        {panel.intents.map((intent) => (
          <li key={intent.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2 text-sm">
            <span className="font-medium">{intent.kind}</span>
            <StatusChip subject="intent" state={knownState("intent", intent.status)} />
            <Moment at={intent.createdAt} className="text-muted" />
            {intent.txHash && (
              <Hash value={intent.txHash} what="transaction" href={`/verify?q=${intent.txHash}`} />
            )}
            {intent.blockNumber !== null && (
              <span className="text-muted">{words.block(intent.blockNumber)}</span>
            )}
            {intent.error && <span className="w-full text-wrong">{intent.error}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Claims({ panel }: { panel: BookView }) {
  return (
    <div>
      <h3 className="font-semibold">{words.claims}</h3>
      <p className="text-sm text-muted">
        {panel.claims.length > 0 ? words.claimsHint : words.noClaims}
      </p>
      <ul className="mt-2 divide-y border-y empty:hidden">
        {panel.claims.map(({ party, name, minor }) => (
          <li key={party} className="flex flex-wrap items-center justify-between gap-2 py-2">
            <Party name={name ?? party} account={party} />
            <Money value={money(panel.currency, minor)} />
          </li>
        ))}
      </ul>
    </div>
  );
}
