"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { FailureNotice, Notice } from "@/components/ui/notice";
import { type Failure, failureOf } from "@/components/wallet/failure";
import { useWallet } from "@/components/wallet/use-wallet";
import { type Currency, decimalOfMinor, money, parseDecimal } from "@/core/money";
import { formWords } from "./form-words";
import { newSalt } from "./new-salt";

export type PayFormProps = {
  token: string;
  reference: string;
  currency: Currency;
  /** What can still be paid, minor units. */
  payable: bigint;
  chain: { chainId: number; name: string; rpcUrl?: string };
};

type Hex = `0x${string}`;

/** Signs one payment in the buyer's wallet; the salt makes a second press the same payment. */
const usePayment = ({ token, chain }: PayFormProps) => {
  const router = useRouter();
  const wallet = useWallet({ chain, practice: "buyer" });
  const [salt, setSalt] = useState(newSalt);
  const [state, setState] = useState<"ready" | "busy" | "done">("ready");
  const [failure, setFailure] = useState<Failure>();
  const pay = async (amount: bigint) => {
    setState("busy");
    setFailure(undefined);
    try {
      const { address } = await wallet.account();
      const { trpc } = await import("@/trpc/client");
      const wish = { token, payer: address as Hex, amount, salt };
      const { typedData, validBefore } = await trpc.payment.prepare.mutate(wish);
      const { signature } = await wallet.signTypedData(typedData);
      await trpc.payment.pay.mutate({ ...wish, validBefore, signature: signature as Hex });
      setSalt(newSalt());
      setState("done");
    } catch (error) {
      setFailure(await failureOf(error));
      setState("ready");
    }
    router.refresh();
  };
  return { pay, state, failure, panel: wallet.panel };
};

/** Pay from a wallet: amount, one signature, and what happens next. */
export function PayForm(props: PayFormProps) {
  const { currency, payable, reference } = props;
  const { pay, state, failure, panel } = usePayment(props);
  const [text, setText] = useState(decimalOfMinor(payable));
  const amount = parseDecimal(text.replace(/[,\s]/g, ""));
  const open = money(currency, payable);
  const problem =
    amount === undefined || amount <= 0n
      ? formWords.amountUnreadable
      : amount > payable
        ? formWords.amountTooMuch(open)
        : null;
  const wanted = money(currency, problem || amount === undefined ? 0n : amount);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!problem) void pay(wanted.minor);
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Field
        id="pay-amount"
        label={formWords.amount}
        hint={formWords.amountHint(open)}
        error={problem ?? undefined}
      >
        <Input
          figures
          prefix={currency}
          value={text}
          onChange={(event) => setText(event.target.value)}
          required
        />
      </Field>
      {!problem && <p className="text-muted">{formWords.youSign(wanted, reference)}</p>}
      <FailureNotice failure={failure} />
      {state === "done" && (
        <Notice tone="fine" live title={formWords.sent}>
          {formWords.sentNext}
        </Notice>
      )}
      {panel}
      <Button
        kind="primary"
        type="submit"
        icon="wallet"
        wide
        busy={state === "busy"}
        disabled={problem !== null}
      >
        {problem ? formWords.payNothing : formWords.payButton(wanted)}
      </Button>
    </form>
  );
}
