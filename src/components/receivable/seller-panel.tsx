import { CreditPanel } from "@/components/credit/credit-panel";
import { OfferPanel } from "@/components/offer/offer-panel";
import { Section } from "@/components/ui/section";
import { mayCredit } from "@/core/credit/credit-note";
import { isOverForBuyer } from "@/core/receivable/buyer-link";
import { BuyerLinkPanel } from "./buyer-link-panel";
import { owedNow } from "./charges";
import { type Detail, storedState } from "./detail";
import { WithdrawRegistration } from "./withdraw-registration";
import { receivableWords as words } from "./words";

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
      {detail.registeredAt && !isOverForBuyer(detail.state) && (
        <BuyerLinkPanel receivableId={detail.id} link={detail.buyerLink} />
      )}
      <Credit detail={detail} />
    </>
  );
}

/** The way to a credit note, in the states in which the contract takes one. */
function Credit({ detail }: { detail: Detail }) {
  const { id, currency, credits, offer } = detail;
  const status = storedState(detail);
  if (!mayCredit(status).ok) return null;
  return (
    <CreditPanel
      receivableId={id}
      currency={currency}
      books={{
        ...detail,
        status,
        advanceBps: detail.funded > 0n ? (offer?.advanceBps ?? 0) : 0,
        owed: owedNow(detail),
      }}
      underWay={credits.some((credit) => credit.status === "signed")}
    />
  );
}
