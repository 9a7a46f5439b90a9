"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { moneyText } from "@/components/money/money";
import { Button, type ButtonKind } from "@/components/ui/button";
import { Dialog } from "@/components/ui/confirm-dialog";
import { FailureNotice, Notice } from "@/components/ui/notice";
import { Facts } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import type { WalletChain } from "@/components/wallet/eip1193";
import { type Failure, failureOf } from "@/components/wallet/failure";
import { type Currency, money } from "@/core/money";
import type { Outputs } from "@/trpc/client";
import { type Confirmation, useSigning } from "./use-signing";
import { deliveryWords as words } from "./words";

type Props = {
  confirmation: Confirmation;
  reference: string;
  seller: string;
  buyer: string;
  currency: Currency;
  custody: "platform" | "wallet";
  chain: WalletChain;
  trigger: string;
  triggerKind?: ButtonKind;
  disabled?: boolean;
  /** Called once it is signed, before the page is read again. */
  onSigned?: () => void;
};

/** The button, and the question asked once in words before a delivery is signed. */
export function SignDelivery(props: Props) {
  return (
    <Dialog
      trigger={props.trigger}
      triggerKind={props.triggerKind ?? "primary"}
      disabled={props.disabled}
      title={words.dialogTitle}
    >
      {(close) => <SignPanel {...props} close={close} />}
    </Dialog>
  );
}

type Quote = Outputs["delivery"]["quote"];

function SignPanel(props: Props & { close: () => void }) {
  const router = useRouter();
  const { confirmation, custody, chain, close, onSigned } = props;
  const { quote, sign, panel } = useSigning(custody, chain);
  const [worth, setWorth] = useState<Quote>();
  const [failure, setFailure] = useState<Failure>();
  const [busy, setBusy] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when the question opens
  useEffect(() => {
    let current = true;
    quote(confirmation).then(
      (answer) => current && setWorth(answer),
      async (error: unknown) => {
        const words = await failureOf(error);
        if (current) setFailure(words);
      },
    );
    return () => {
      current = false;
    };
  }, []);
  const act = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await sign(confirmation);
      close();
      onSigned?.();
      router.refresh();
    } catch (error) {
      setFailure(await failureOf(error));
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-col gap-4">
      {worth ? <Worth {...props} worth={worth} /> : !failure && <Skeleton className="h-40" />}
      <FailureNotice failure={failure} />
      {panel}
      <div className="flex flex-wrap justify-end gap-2 max-sm:*:grow">
        <Button onClick={close} disabled={busy}>
          {words.cancel}
        </Button>
        {worth && (
          <Button kind="primary" busy={busy} onClick={act}>
            {words.sign(moneyText(money(props.currency, worth.release)))}
          </Button>
        )}
      </div>
    </div>
  );
}

function Worth({ worth, currency, reference, buyer, seller }: Props & { worth: Quote }) {
  const text = (minor: bigint) => moneyText(money(currency, minor));
  const now = text(worth.delivered - worth.before);
  return (
    <>
      <Facts
        columns={2}
        facts={[
          { label: words.confirmedNow, value: <span className="figures">{now}</span> },
          {
            label: words.confirmedAfter,
            value: (
              <span className="figures">
                {text(worth.delivered)} / {text(worth.amountDue)}
              </span>
            ),
          },
        ]}
      />
      <Notice tone="info" title={words.youSign({ value: now, reference, buyer })}>
        {words.afterwards({ release: text(worth.release), seller })}{" "}
        {worth.complete ? words.whole : words.partly}
      </Notice>
    </>
  );
}
