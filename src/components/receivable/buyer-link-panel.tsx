"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Moment } from "@/components/date/date-text";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Input } from "@/components/ui/field";
import { FailureNotice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import type { Detail } from "./detail";
import { receivableWords as words } from "./words";

type Props = { receivableId: string; link: Detail["buyerLink"] };

/** Makes, copies and extends the buyer's private way in, and says what the buyer did with it. */
export function BuyerLinkPanel({ receivableId, link }: Props) {
  const router = useRouter();
  const [url, setUrl] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ says: string; next: string }>();
  const act = async (kind: "make" | "extend") => {
    setBusy(true);
    setFailure(undefined);
    const { trpc, wordsOf } = await import("@/trpc/client");
    try {
      if (kind === "make") {
        const replaces = link?.createdAt ?? null;
        setUrl((await trpc.receivable.createBuyerLink.mutate({ receivableId, replaces })).url);
      } else await trpc.receivable.extendBuyerLink.mutate({ receivableId });
      router.refresh();
    } catch (error) {
      setFailure(wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section title={words.linkTitle} sentence={words.linkSentence}>
      {link && (
        <p className="mb-3 text-sm">
          {link.strength
            ? words.linkSaid[link.strength]
            : link.firstSeenAt
              ? words.linkSeen
              : words.linkNotSeen}
          <span className="block text-muted">
            {words.linkUntil} <Moment at={link.expiresAt} />
          </span>
        </p>
      )}
      {url && (
        <div className="mb-3 flex flex-col gap-2">
          <p className="font-medium">{words.linkCopy}</p>
          <div className="flex items-center gap-2">
            <Input readOnly value={url} aria-label={words.linkTitle} />
            <CopyButton value={url} what={words.linkTitle} labelled />
          </div>
        </div>
      )}
      <FailureNotice failure={failure} className="mb-3" />
      <div className="flex flex-wrap gap-2 *:grow">
        <Button busy={busy} onClick={() => act("make")}>
          {link ? words.linkAgain : words.linkMake}
        </Button>
        {link && (
          <Button busy={busy} onClick={() => act("extend")}>
            {words.linkExtend}
          </Button>
        )}
      </div>
      {link && <p className="mt-2 text-sm text-muted">{words.linkAgainHint}</p>}
    </Section>
  );
}
