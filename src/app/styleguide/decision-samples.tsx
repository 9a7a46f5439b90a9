import { Hash } from "@/components/hash/hash";
import { Money } from "@/components/money/money";
import { IntentSteps } from "@/components/status/intent-steps";
import { Timeline } from "@/components/timeline/timeline";
import { Progress } from "@/components/ui/progress";
import { Section } from "@/components/ui/section";
import { ConnectWallet } from "@/components/wallet/connect-wallet";
import { ConfirmSample } from "./confirm-sample";
import { hkd, TRANSACTION } from "./sample-figures";

const proof = <Hash value={TRANSACTION} what="transaction" href="/verify" />;

export function DecisionSamples() {
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <Section title="What happened">
        <Timeline
          label="Life of QN-2026-000042"
          steps={[
            {
              key: "1",
              title: "Registered",
              state: "done",
              actor: "Harbour Home Textiles Ltd and Kwai Chung Logistics Ltd",
              at: new Date("2026-11-18T02:10:00Z"),
              evidence: "48 orders, 1 invoice",
              proof,
            },
            {
              key: "2",
              title: "Funded",
              state: "done",
              actor: "Peak Street Credit Ltd",
              at: new Date("2026-11-18T07:42:00Z"),
              detail: <Money value={hkd("96000")} />,
              proof,
            },
            {
              key: "3",
              title: "Delivery confirmed",
              state: "waiting",
              actor: "Kwai Chung Logistics Ltd acts next, by 28 Nov 2026",
            },
            { key: "4", title: "Advance released", state: "later" },
            { key: "5", title: "Buyer pays", state: "later" },
          ]}
        />
      </Section>
      <div className="flex flex-col gap-6">
        <Section title="What is under way">
          <div className="flex flex-col gap-5">
            <IntentSteps label="Funding of HKD 80,000.00" state="sent" />
            <IntentSteps
              label="Funding of HKD 20,000.00"
              state="failed"
              reason="The licence lapsed on 20 Nov 2026."
            />
            <Progress
              label="Reading orders.csv"
              done={6200}
              total={10_000}
              detail="6,200 of 10,000 rows"
            />
          </div>
        </Section>
        <Section title="Before anybody signs">
          <p className="mb-3">
            You lend <Money value={hkd("80000")} strong /> against invoice QN-2026-000042 and are
            owed <Money value={hkd("80657.53")} strong /> on 21 Dec 2026.
          </p>
          <ConfirmSample />
          <div className="mt-5">
            <ConnectWallet chain={{ chainId: 31_337, name: "Local chain" }} practice="lender" />
          </div>
        </Section>
      </div>
    </div>
  );
}
