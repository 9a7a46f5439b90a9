import { OfferPanel } from "@/components/offer/offer-panel";
import { Section } from "@/components/ui/section";
import { BuyerLinkPanel } from "./buyer-link-panel";
import type { Detail } from "./detail";
import { WithdrawRegistration } from "./withdraw-registration";
import { receivableWords as words } from "./words";

const OVER = new Set(["cancelled", "settled", "boughtBack"]);

/** What a seller that may act can do here: take back, offer, give the buyer its link. */
export function SellerPanel({ detail }: { detail: Detail }) {
  const { registration, viewer } = detail;
  const acts = viewer.kind === "seller" && (viewer.role === "maker" || viewer.role === "admin");
  if (!acts) return null;
  const takeBack = registration?.status === "proposed" || registration?.status === "failed";
  const expired = registration !== null && detail.now.getTime() > registration.expiry * 1000;
  return (
    <>
      {registration && takeBack && (
        <Section title={words.steps.registration}>
          <p className="mb-4">
            {registration.status === "failed"
              ? words.chainRefused
              : expired
                ? words.notSignedInTime
                : words.waitsForWarehouse}
          </p>
          <WithdrawRegistration registrationId={registration.id} />
        </Section>
      )}
      <OfferPanel detail={detail} />
      {detail.registeredAt && !OVER.has(detail.state) && (
        <BuyerLinkPanel receivableId={detail.id} link={detail.buyerLink} />
      )}
    </>
  );
}
