import { DEMO_CHAIN_ID, demoAttesters } from "@/core/demo/demo";
import { DEMO_CURRENCIES, DEMO_REPORT_AGE_SECONDS, demoReport } from "@/core/demo/report";
import { reserveDomain, reserveReportTypedData } from "@/core/typed-data/reserve";
import type { Hex } from "@/core/typed-data/typed-data";
import type { SignedReport } from "@/usecases/reserve/attest-reserve";
import type { Wire } from "@/wire";

/** What is asked of an application: the register's answers, its address, and a hand to sign with. */
type Asked = {
  readonly chainFacts: Pick<Wire["chainFacts"], "reserve">;
  readonly settings: Pick<Wire["settings"], "deployment">;
  readonly acting: Pick<Wire["acting"], "signTypedData">;
};

/**
 * What the demo attesters sign where their last report on a reserve grows old: without a fresh one nothing can be
 * minted. Empty on a chain that was made lately.
 */
export const dueReports = async ({
  chainFacts,
  settings,
  acting,
}: Asked): Promise<SignedReport[]> => {
  const register = settings.deployment?.addresses.ReserveAttestations as Hex;
  const domain = reserveDomain(DEMO_CHAIN_ID, register);
  const due: SignedReport[] = [];
  for (const currency of DEMO_CURRENCIES) {
    const { asOf, blockAt } = await chainFacts.reserve(currency);
    if (blockAt - asOf < DEMO_REPORT_AGE_SECONDS) continue;
    const report = demoReport(currency, blockAt);
    const data = reserveReportTypedData(domain, report);
    const signatures = await Promise.all(
      demoAttesters.map(async ({ address, privateKey }) => ({
        attester: address,
        signature: await acting.signTypedData(privateKey, data),
      })),
    );
    due.push({ report, signatures });
  }
  return due;
};
