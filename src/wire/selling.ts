import type pg from "pg";
import { ids } from "@/adapters/auth/chance";
import { buyerDirectory } from "@/adapters/db/buyer-directory";
import { buyerLinkMaker } from "@/adapters/db/buyer-link-maker";
import { creditStore } from "@/adapters/db/credit-store";
import { creditViews } from "@/adapters/db/credit-views";
import { homeViews } from "@/adapters/db/home-views";
import { importStore } from "@/adapters/db/import-store";
import { importViews } from "@/adapters/db/import-views";
import { offerStore } from "@/adapters/db/offer-store";
import { orderViews } from "@/adapters/db/order-views";
import { organisationStore } from "@/adapters/db/organisation-store";
import { receivableViews } from "@/adapters/db/receivable-views";
import { registrationStore } from "@/adapters/db/registration-store";
import { registrationViews } from "@/adapters/db/registration-views";
import { transactWith } from "@/adapters/db/transact";
import { planFile } from "@/adapters/intake/plan-file";
import type { Clock } from "@/ports/clock";
import type { LotSalt } from "@/ports/lot-salt";
import type { KeyKeeper } from "@/ports/signer";
import { issueCreditNote, prepareCreditNote } from "@/usecases/credit/issue-credit-note";
import { commitImport, discardImport } from "@/usecases/import/commit-import";
import { planImport, replanImport } from "@/usecases/import/plan-import";
import { prepareOffer, signOffer, withdrawOffer } from "@/usecases/offer/sign-offer";
import type { EnsureBuyers } from "@/usecases/organisation/ensure-buyers";
import { createBuyerLink, extendBuyerLink } from "@/usecases/receivable/create-buyer-link";
import {
  countersignRegistration,
  declineRegistration,
  prepareCountersign,
  withdrawRegistration,
} from "@/usecases/registration/answer-registration";
import {
  prepareRegistration,
  proposeRegistration,
} from "@/usecases/registration/propose-registration";
import type { chainOf } from "./chain";

type Base = {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly chain: Pick<ReturnType<typeof chainOf>, "chainConfig" | "isSignedBy">;
  readonly keyKeeper: KeyKeeper;
  readonly lotSalt: LotSalt;
  readonly ensureBuyers: EnsureBuyers;
};

/** The seller's side: imports, orders, registrations, offers, and the receivable that everybody sees. */
export const sellingOf = ({ pool, clock, chain, keyKeeper, lotSalt, ensureBuyers }: Base) => {
  const transact = transactWith({ pool, clock }, (client) => ({
    imports: importStore(client),
    buyers: buyerDirectory(client),
    organisations: organisationStore(client),
    registrations: registrationStore(client),
    offers: offerStore(client),
    credits: creditStore(client),
    links: buyerLinkMaker(client),
  }));
  const signing = { transact, clock, keyKeeper, ...chain };
  return {
    usecases: {
      planImport: planImport({ transact, clock, planFile }),
      replanImport: replanImport({ transact, clock, planFile }),
      commitImport: commitImport({ transact, clock, ensureBuyers }),
      discardImport: discardImport({ transact }),
      prepareRegistration: prepareRegistration({ ...signing, lotSalt }),
      proposeRegistration: proposeRegistration({ ...signing, lotSalt }),
      withdrawRegistration: withdrawRegistration(signing),
      prepareCountersign: prepareCountersign(signing),
      countersignRegistration: countersignRegistration(signing),
      declineRegistration: declineRegistration(signing),
      prepareOffer: prepareOffer(signing),
      signOffer: signOffer(signing),
      withdrawOffer: withdrawOffer(signing),
      prepareCreditNote: prepareCreditNote({ ...signing, ids }),
      issueCreditNote: issueCreditNote({ ...signing, ids }),
      createBuyerLink: createBuyerLink({ transact, clock, ids }),
      extendBuyerLink: extendBuyerLink({ transact, clock }),
    },
    views: {
      imports: importViews(pool),
      orders: orderViews(pool),
      registrations: registrationViews({ pool, clock }),
      receivables: receivableViews({ pool, clock }),
      credits: creditViews({ pool, clock }),
      home: homeViews({ pool, clock }),
    },
  };
};
