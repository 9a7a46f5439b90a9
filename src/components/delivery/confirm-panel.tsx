import { LinkButton } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { ConfirmationSteps } from "./confirmation-steps";
import { canConfirm, DeliveryFacts, DeliveryObstacle } from "./delivery-outlook";
import type { DeliveryPanelView } from "./delivery-view";
import { SignDelivery } from "./sign-delivery";
import { deliveryWords as words } from "./words";

/** The warehouse's side of a receivable: everything delivered with one press, or the way to the quantities. */
export function ConfirmPanel({ panel }: { panel: DeliveryPanelView }) {
  const { id, reference, seller, buyer, currency, custody, chain, after } = panel;
  return (
    <Section title={words.title} sentence={words.panelSentence} id="delivery">
      <div className="flex flex-col gap-5">
        <DeliveryFacts panel={panel} wide={false} />
        <DeliveryObstacle panel={panel} />
        {canConfirm(panel) && (
          <div className="flex flex-wrap gap-2">
            <SignDelivery
              trigger={words.allDelivered}
              confirmation={{ receivableId: id, after, said: { others: "delivered", lines: [] } }}
              {...{ reference, seller, buyer, currency, custody, chain }}
            />
            <LinkButton href={`/confirmations/${id}`}>{words.enterQuantities}</LinkButton>
          </div>
        )}
        <ConfirmationSteps steps={panel.steps} currency={currency} />
      </div>
    </Section>
  );
}
