import type { Metadata } from "next";
import { PublicShell } from "@/components/shell/public-shell";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Card } from "@/components/ui/section";
import { FileCheck } from "@/components/verify/file-check";
import { QueryForm } from "@/components/verify/query-form";
import { VerifyResult } from "@/components/verify/result";
import { verifyWords } from "@/components/verify/words";
import { readCheck } from "@/trpc/page";
import { api } from "@/trpc/server";

export const metadata: Metadata = { title: verifyWords.title };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Is this true? Works without an account and, for the form, without scripts. */
export default async function VerifyPage({ searchParams }: Props) {
  const { q } = await searchParams;
  const text = typeof q === "string" ? q : "";
  const caller = await api();
  const [answer, environment] = await Promise.all([
    text ? readCheck(text) : null,
    caller.session.environment(),
  ]);
  return (
    <PublicShell
      width="wide"
      environment={environment.local ? { chainName: environment.chain.name } : undefined}
    >
      <PageHead title={verifyWords.headTitle} sentence={verifyWords.sentence} />
      <div className="flex flex-col gap-6">
        <div className="grid gap-4 lg:grid-cols-2">
          <Card>
            <QueryForm key={text} value={text} />
          </Card>
          <Card>
            <FileCheck key={text} />
          </Card>
        </div>
        {answer?.state === "answered" && <VerifyResult result={answer.result} />}
        {answer?.state === "refused" && (
          <Notice tone="attention" title={answer.says}>
            {answer.next}
          </Notice>
        )}
      </div>
    </PublicShell>
  );
}
