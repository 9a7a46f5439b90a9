import { Refusal } from "@/core/refusal";
import type { OrgScope } from "@/core/scope/scope";
import { structToJson } from "@/core/typed-data/deal-json";
import type { ReserveReport } from "@/core/typed-data/reserve";
import type { Transact } from "@/ports/transact";

/** A report with what its attesters signed. */
export type SignedReport = {
  readonly report: ReserveReport;
  /** At least as many as the quorum. */
  readonly signatures: readonly { readonly attester: string; readonly signature: string }[];
};

const byAttester = (one: { attester: string }, other: { attester: string }): number =>
  BigInt(one.attester) < BigInt(other.attester) ? -1 : 1;

/** Has signed reports on reserves brought to the chain, each once. The register judges the signatures. */
export const attestReserve =
  ({ transact }: { transact: Transact<object> }) =>
  (scope: OrgScope, reports: readonly SignedReport[]): Promise<void> =>
    transact(async ({ journal }) => {
      if (scope.kind !== "platform") throw new Refusal("object.not_found");
      for (const { report, signatures } of reports)
        await journal.wish({
          key: `attest-reserve:${report.currency}:${report.asOf}`,
          kind: "attest-reserve",
          payload: {
            report: structToJson(report),
            signatures: signatures.toSorted(byAttester).map(structToJson),
          },
          signer: "relayer",
        });
    });
