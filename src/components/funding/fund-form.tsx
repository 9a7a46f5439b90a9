"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { momentText } from "@/components/date/date-words";
import { shortHash } from "@/components/hash/hash";
import { newSalt } from "@/components/payment/new-salt";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { FailureNotice, Notice } from "@/components/ui/notice";
import type { Failure } from "@/components/wallet/failure";
import { useWallet } from "@/components/wallet/use-wallet";
import type { FundingPresets } from "@/core/funding/fund";
import { decimalOfMinor, money, parseDecimal } from "@/core/money";
import { FundOutcomes, type OutcomeTerms } from "./fund-outcomes";
import { failureOf } from "./refused";
import { fundingWords } from "./words";

export type FundFormProps = OutcomeTerms & {
  receivableId: string;
  reference: string;
  dealHash: `0x${string}`;
  presets: FundingPresets;
  fundBy: Date;
  custody: "platform" | "wallet";
  account: string;
  chain: { chainId: number; name: string };
};

const problemOf = (amount: bigint | undefined, { presets, currency }: FundFormProps) => {
  if (amount === undefined || amount <= 0n) return fundingWords.amountUnreadable;
  return amount > presets.all ? fundingWords.amountTooMuch(money(currency, presets.all)) : null;
};

/** Signs and submits one funding; the salt makes a second press the same funding. */
const useFunding = (props: FundFormProps) => {
  const router = useRouter();
  const { receivableId, dealHash, custody, account, chain, currency } = props;
  const wallet = useWallet({ chain, practice: "lender", expected: account });
  const [salt, setSalt] = useState(newSalt);
  const [state, setState] = useState<"ready" | "busy" | "done">("ready");
  const [failure, setFailure] = useState<Failure>();
  const fund = async (amount: bigint) => {
    setState("busy");
    setFailure(undefined);
    try {
      const { trpc } = await import("@/trpc/client");
      const id = receivableId as `0x${string}`;
      const wish = { receivableId: id, amount, salt, dealHash };
      if (custody === "platform") await trpc.funding.submit.mutate(wish);
      else {
        const { typedData } = await trpc.funding.prepare.mutate(wish);
        const { signature } = await wallet.signTypedData(typedData);
        await trpc.funding.submit.mutate({ ...wish, signature: signature as `0x${string}` });
      }
      setSalt(newSalt());
      setState("done");
    } catch (error) {
      setFailure(await failureOf(error, currency));
      setState("ready");
    }
    router.refresh();
  };
  return { fund, state, failure, panel: wallet.panel };
};

/** Amount, what it brings, what is signed, and the button that does it. */
export function FundForm(props: FundFormProps) {
  const { presets, currency, reference, account, custody, fundBy } = props;
  const { fund, state, failure, panel } = useFunding(props);
  const [text, setText] = useState(decimalOfMinor(presets.all));
  const [asked, setAsked] = useState(false);
  const amount = parseDecimal(text.replace(/[,\s]/g, ""));
  const problem = problemOf(amount, props);
  const wanted = money(currency, problem || amount === undefined ? 0n : amount);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!problem && amount !== undefined) void fund(amount);
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <Field
        id="fund-amount"
        label={fundingWords.amount}
        hint={fundingWords.left(money(currency, presets.all))}
        error={problem && (asked || text !== "") ? problem : undefined}
        className="max-w-xs"
      >
        <Input
          figures
          prefix={currency}
          value={text}
          onChange={(event) => setText(event.target.value)}
          required
        />
      </Field>
      <Presets presets={presets} onChoose={(minor) => setText(decimalOfMinor(minor))} />
      {!problem && <FundOutcomes {...props} amount={wanted.minor} />}
      {!problem && (
        <p className="max-w-[70ch] text-pretty">
          {fundingWords.youSign({
            amount: wanted,
            account: shortHash(account),
            reference,
            until: momentText(fundBy),
          })}{" "}
          <span className="text-muted">
            {custody === "wallet" ? fundingWords.byWallet : fundingWords.byPlatform}
          </span>
        </p>
      )}
      <FailureNotice failure={failure} />
      {state === "done" && (
        <Notice tone="fine" live title={fundingWords.signedAndStored}>
          {fundingWords.signedAndStoredNext}
        </Notice>
      )}
      {panel}
      <div>
        <Button kind="primary" type="submit" busy={state === "busy"} disabled={problem !== null}>
          {problem ? fundingWords.fundNothing : fundingWords.fund(wanted)}
        </Button>
      </div>
    </form>
  );
}

function Presets(props: { presets: FundingPresets; onChoose: (minor: bigint) => void }) {
  const { all, half, needed } = props.presets;
  const choices = [
    { word: fundingWords.all, minor: all },
    { word: fundingWords.half, minor: half },
    { word: fundingWords.needed, minor: needed },
  ].filter(({ minor }, index) => minor > 0n && (index === 0 || minor < all));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend on screen
    <div role="group" aria-label={fundingWords.presets} className="-mt-3 flex flex-wrap gap-2">
      {choices.map(({ word, minor }) => (
        <Button key={word} size="small" onClick={() => props.onChoose(minor)}>
          {word} <span className="figures text-muted">{fundingWords.figure(minor)}</span>
        </Button>
      ))}
    </div>
  );
}
