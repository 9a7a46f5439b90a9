import { Moment } from "@/components/date/date-text";
import { Hash } from "@/components/hash/hash";
import { figureText } from "@/components/money/money";
import { Facts } from "@/components/ui/section";
import { ALL_DELIVERED } from "@/core/chain-fact/chain-fact";
import type { CheckedReceivable } from "./proof-result";
import { verifyWords } from "./words";

/** The contract's own figures, with everything needed to ask it again. */
export function ChainFigures({ checked: { record, chain } }: { checked: CheckedReceivable }) {
  if (!chain) return null;
  const figure = (label: string, minor: bigint) => ({
    label,
    value: <span className="figures">{figureText(minor)}</span>,
  });
  return (
    <div className="border-t pt-5">
      <h3 className="font-semibold">{verifyWords.figures}</h3>
      <p className="mt-0.5 mb-4 text-sm text-muted">
        {verifyWords.contract} <Hash value={chain.contract} what="contract" />, {verifyWords.call}{" "}
        <code>position(id)</code>, {verifyWords.block} {chain.blockNumber.toLocaleString("en")},{" "}
        <Moment at={chain.blockAt} seconds />
      </p>
      <Facts
        columns={3}
        facts={[
          { label: verifyWords.status, value: chain.status },
          figure(verifyWords.funded, chain.funded),
          figure(verifyWords.released, chain.released),
          chain.delivered === ALL_DELIVERED
            ? { label: verifyWords.delivered, value: verifyWords.allDelivered }
            : figure(verifyWords.delivered, chain.delivered),
          figure(verifyWords.collected, chain.collected),
          figure(verifyWords.principalRepaid, chain.principalRepaid),
          {
            label: verifyWords.commitment,
            value: <Hash value={chain.commitment} what="commitment" />,
          },
          {
            label: verifyWords.documentHash,
            value: <Hash value={record.documentHash} what="document hash" />,
          },
          {
            label: verifyWords.ordersRoot,
            value: (
              <>
                <Hash value={record.ordersRoot} what="root of orders" />{" "}
                <span className="text-sm text-muted">{verifyWords.orders(record.orderCount)}</span>
              </>
            ),
          },
        ]}
      />
    </div>
  );
}
