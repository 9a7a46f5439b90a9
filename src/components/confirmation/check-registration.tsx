"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { dateText } from "@/components/date/date-words";
import { figureText, moneyText } from "@/components/money/money";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/confirm-dialog";
import { Field, Textarea } from "@/components/ui/field";
import { FailureNotice, Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import type { WalletChain } from "@/components/wallet/eip1193";
import { type Failure, failureOf } from "@/components/wallet/failure";
import type { CalendarDate } from "@/core/dates/calendar-date";
import { money } from "@/core/money";
import type { Outputs } from "@/trpc/client";
import { useCountersign } from "./use-countersign";
import { confirmationWords as words } from "./words";

type Props = { registrationId: string; seller: string; chain: WalletChain; maySign: boolean };
type Detail = Outputs["registration"]["detail"];

const LOTS_SHOWN = 12;

/** The check list of a registration, what is signed, and both answers to it. */
export function CheckRegistration(props: Props) {
  return (
    <Dialog trigger={words.check} triggerSize="small" title={words.dialogTitle(props.seller)}>
      {(close) => <CheckPanel {...props} close={close} />}
    </Dialog>
  );
}

const useDetail = (registrationId: string) => {
  const [detail, setDetail] = useState<Detail>();
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    let current = true;
    const read = async () => {
      const { trpc } = await import("@/trpc/client");
      return trpc.registration.detail.query({ registrationId });
    };
    read().then(
      (answer) => current && setDetail(answer),
      async (error: unknown) => {
        const words = await failureOf(error);
        if (current) setFailure(words);
      },
    );
    return () => {
      current = false;
    };
  }, [registrationId]);
  return { detail, failure, setFailure };
};

function CheckPanel({ registrationId, chain, maySign, close }: Props & { close: () => void }) {
  const router = useRouter();
  const { detail, failure, setFailure } = useDetail(registrationId);
  const { countersign, panel } = useCountersign(chain);
  const [busy, setBusy] = useState(false);
  const [declining, setDeclining] = useState(false);
  const act = async (work: () => Promise<void>) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await work();
      close();
      router.refresh();
    } catch (error) {
      setFailure(await failureOf(error));
      setBusy(false);
    }
  };
  const decline = (reason: string) =>
    act(async () => {
      const { trpc } = await import("@/trpc/client");
      await trpc.registration.decline.mutate({ registrationId, reason });
    });
  return (
    <div className="flex flex-col gap-4">
      {detail ? <Checklist detail={detail} /> : !failure && <Skeleton className="h-40" />}
      <FailureNotice failure={failure} />
      {panel}
      {declining ? (
        <DeclineForm busy={busy} send={decline} back={() => setDeclining(false)} />
      ) : (
        <div className="flex flex-wrap justify-end gap-2 max-sm:*:grow">
          {!maySign && <p className="me-auto text-sm text-muted">{words.viewer}</p>}
          <Button kind="danger" onClick={() => setDeclining(true)} disabled={busy || !maySign}>
            {words.decline}
          </Button>
          <Button
            kind="primary"
            busy={busy}
            disabled={!detail || !maySign}
            onClick={() => act(() => countersign(registrationId))}
          >
            {words.signOne}
          </Button>
        </div>
      )}
    </div>
  );
}

function Checklist({ detail }: { detail: Detail }) {
  const { lots, currency, amountDue, orders, seller, warehouse } = detail;
  return (
    <>
      <ul className="divide-y rounded-md border">
        {lots.slice(0, LOTS_SHOWN).map((lot) => (
          <li
            key={lot.receivableId}
            className="flex flex-wrap justify-between gap-x-4 px-3 py-2 text-sm"
          >
            <span className="min-w-0">
              {lot.buyer}
              <span className="block break-words text-muted">
                {words.lot(lot.orderCount, lot.orderNumbers)}, {words.due}{" "}
                {dateText(lot.dueDate as CalendarDate)}
              </span>
            </span>
            <span className="figures font-medium">
              {currency} {figureText(lot.amountDue)}
            </span>
          </li>
        ))}
        {lots.length > LOTS_SHOWN && (
          <li className="px-3 py-2 text-sm text-muted">{words.more(lots.length - LOTS_SHOWN)}</li>
        )}
      </ul>
      <Notice
        tone="info"
        title={words.youSign({
          warehouse,
          orders,
          seller,
          sum: moneyText(money(currency, amountDue)),
        })}
      >
        {words.afterwards}
      </Notice>
    </>
  );
}

function DeclineForm(props: { busy: boolean; send: (reason: string) => void; back: () => void }) {
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const missing = reason.trim().length < 3;
  return (
    <>
      <Field
        id="decline-reason"
        label={words.declineReason}
        hint={words.declineHint}
        error={asked && missing ? words.reasonMissing : undefined}
      >
        <Textarea
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value.replace(/\s+/g, " "))}
        />
      </Field>
      <div className="flex flex-wrap justify-end gap-2 max-sm:*:grow">
        <Button onClick={props.back} disabled={props.busy}>
          {words.cancel}
        </Button>
        <Button
          kind="danger"
          busy={props.busy}
          onClick={() => {
            setAsked(true);
            if (!missing) props.send(reason.trim());
          }}
        >
          {words.declineSend}
        </Button>
      </div>
    </>
  );
}
