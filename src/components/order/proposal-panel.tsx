"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { dateText } from "@/components/date/date-words";
import { figureText, moneyText } from "@/components/money/money";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/field";
import { FailureNotice, Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import type { WalletChain } from "@/components/wallet/eip1193";
import { type Failure, failureOf } from "@/components/wallet/failure";
import { useWallet } from "@/components/wallet/use-wallet";
import type { CalendarDate } from "@/core/dates/calendar-date";
import type { OrderSelection } from "@/core/order/order-filter";
import type { Outputs } from "@/trpc/client";
import { orderWords as words } from "./words";

type Proposal = Outputs["order"]["proposal"];
type Grouping = "auto" | "together" | "apart";
type Props = { selection: OrderSelection; chain: WalletChain; close: () => void };

const GROUPINGS: readonly Grouping[] = ["auto", "together", "apart"];
const LOTS_SHOWN = 8;

/** Signs with the key the platform keeps, or with the seller's own wallet where it keeps none. */
const useSigning = (chain: WalletChain) => {
  const wallet = useWallet({ chain });
  const sign = async (input: { selection: OrderSelection; grouping: Grouping }) => {
    const { trpc, wordsOf } = await import("@/trpc/client");
    const selection = mutable(input.selection);
    try {
      return await trpc.registration.propose.mutate({ ...input, selection });
    } catch (error) {
      if (wordsOf(error).refusal !== "key.not_kept") throw error;
    }
    const prepared = await trpc.registration.prepare.mutate({ ...input, selection });
    const signatures: string[] = [];
    for (const message of prepared.messages)
      signatures.push((await wallet.signTypedData(message)).signature);
    return trpc.registration.propose.mutate({
      ...input,
      selection,
      signed: { issuedAt: prepared.issuedAt, signatures },
    });
  };
  return { sign, panel: wallet.panel };
};

const mutable = (selection: OrderSelection) =>
  "ids" in selection ? { ids: [...selection.ids] } : { all: { ...selection.all } };

/** What a selection makes, what its seller signs, and the button that does it. */
export function ProposalPanel({ selection, chain, close }: Props) {
  const router = useRouter();
  const [grouping, setGrouping] = useState<Grouping>("auto");
  const [proposal, setProposal] = useState<Proposal>();
  const [failure, setFailure] = useState<Failure>();
  const [busy, setBusy] = useState(false);
  const { sign, panel } = useSigning(chain);
  const key = JSON.stringify(selection);
  useEffect(() => {
    let current = true;
    setProposal(undefined);
    const read = async () => {
      const { trpc } = await import("@/trpc/client");
      return trpc.order.proposal.query({ selection: JSON.parse(key), grouping });
    };
    read().then(
      (answer) => current && setProposal(answer),
      async (error: unknown) => current && setFailure(await failureOf(error)),
    );
    return () => {
      current = false;
    };
  }, [key, grouping]);
  const act = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      const made = await sign({ selection, grouping });
      const [only] = made.receivableIds;
      close();
      router.push(
        made.receivableIds.length === 1 && only
          ? `/receivables/${only}`
          : "/receivables?status=proposed",
      );
      router.refresh();
    } catch (error) {
      setFailure(await failureOf(error));
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-col gap-4">
      <fieldset>
        <legend className="mb-1 font-medium">{words.grouping}</legend>
        {GROUPINGS.map((value) => (
          <Checkbox
            key={value}
            kind="radio"
            name="grouping"
            value={value}
            checked={grouping === value}
            onChange={() => setGrouping(value)}
            label={words.groupings[value]}
            hint={words.groupingHint[value]}
          />
        ))}
      </fieldset>
      {proposal ? <ProposalFacts proposal={proposal} /> : <Skeleton className="h-40" />}
      <FailureNotice failure={failure} />
      {panel}
      <div className="flex flex-wrap justify-end gap-2 max-sm:*:grow">
        <Button onClick={close} disabled={busy}>
          {words.cancel}
        </Button>
        <Button
          kind="primary"
          busy={busy}
          disabled={!proposal || proposal.refusal !== null}
          onClick={act}
        >
          {words.sign(proposal?.lots.length ?? 0)}
        </Button>
      </div>
    </div>
  );
}

function ProposalFacts({ proposal }: { proposal: Proposal }) {
  const { lots, refusal, sums } = proposal;
  if (refusal) return <FailureNotice failure={refusal} />;
  const warehouses = [...new Set(lots.map(({ warehouse }) => warehouse))].join(" and ");
  const total = sums.map(({ currency, minor }) => `${currency} ${figureText(minor)}`).join(" and ");
  return (
    <>
      <ul className="divide-y rounded-md border">
        {lots.slice(0, LOTS_SHOWN).map((lot) => (
          <li
            key={`${lot.buyer}-${lot.firstNumber}-${lot.dueDate}`}
            className="flex flex-wrap justify-between gap-x-4 px-3 py-2 text-sm"
          >
            <span>
              {lot.buyer}
              <span className="block text-muted">
                {words.lot(lot.orders, lot.firstNumber)}, {dateText(lot.dueDate as CalendarDate)}
              </span>
            </span>
            <span className="figures font-medium">{moneyText(lot.amountDue)}</span>
          </li>
        ))}
        {lots.length > LOTS_SHOWN && (
          <li className="px-3 py-2 text-sm text-muted">{words.more(lots.length - LOTS_SHOWN)}</li>
        )}
      </ul>
      <Notice
        tone="info"
        title={words.signSentence({
          lots: lots.length,
          orders: proposal.orders,
          sums: total,
          warehouses,
        })}
      >
        {words.afterwards}
        {proposal.batches > 1 && ` ${words.batches(proposal.batches)}`}
      </Notice>
    </>
  );
}
