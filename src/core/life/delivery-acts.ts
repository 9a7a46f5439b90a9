import type { ActOf } from "@/core/life/act";
import {
  accruedAt,
  dayAt,
  deliverableOf,
  escrowOf,
  isDisputed,
  least,
  releaseCapOf,
} from "@/core/life/figures";
import type { Life, Scene } from "@/core/life/life";
import {
  afterCapsMoved,
  closeWhenRepaid,
  pay,
  payHolders,
  returnEscrow,
  sweep,
} from "@/core/life/money";
import { type Reasons, reasonsFor } from "@/core/life/reasons";
import type { Attestation } from "@/core/typed-data/deal";

const DAY_SECONDS = 86_400;
/** How far ahead an attestation can be lodged, and how long a lodged one is waited for. */
const LODGE_WINDOW = 7 * DAY_SECONDS;
/** After a pause or a dispute, release is possible for this long before escrow can be taken back. */
const AFTER_HOLD = 3 * DAY_SECONDS;
/** A pause that lasts longer no longer keeps lenders from their escrow. */
const PAUSE_LIMIT = 30 * DAY_SECONDS;
/** So long after the delivery deadline nothing keeps them from it. */
const LONGEST_HOLD = 60 * DAY_SECONDS;

const isReleasable = ({ status }: Life): boolean => status === "funded" || status === "released";
const isDeliverable = (life: Life): boolean => life.status === "funding" || isReleasable(life);

const quorumReasons = (life: Life, act: ActOf<"lodge" | "release">): Reasons => {
  const { offer, attesters } = life.agreement;
  const counted = act.signers.slice(0, offer.quorum);
  return reasonsFor({
    QuorumMissing: act.signers.length < offer.quorum,
    NotAttester:
      counted.some((signer) => !attesters.includes(signer)) ||
      new Set(counted).size < counted.length,
    NotAuthorised: act.isUnsigned,
  });
};

/**
 * What any attestation must be: cumulative (a final one need not grow), within the amount due, not void.
 */
const attestationReasons = (life: Life, { delivered, seq, isFinal }: Attestation): Reasons =>
  reasonsFor({
    DeliveryIsClosed: life.isDeliveryClosed,
    InvalidDelivery:
      delivered < life.delivered ||
      (!isFinal && delivered === life.delivered) ||
      delivered > life.agreement.amountDue,
    AttestationVoid: seq <= life.voided,
  });

/** Stores an attestation that takes effect later. */
export const lodge = (life: Life, act: ActOf<"lodge">, { now }: Scene): Reasons => {
  const { attestation } = act;
  const { deliverBy } = life.agreement.offer;
  const reasons = [
    ...reasonsFor({
      WrongStatus: !isDeliverable(life),
      TooLate:
        now > deliverBy || now > attestation.expiry || attestation.notBefore > now + LODGE_WINDOW,
    }),
    ...attestationReasons(life, attestation),
    ...reasonsFor({ AttestationVoid: attestation.seq <= life.lodgedSeq }),
    ...quorumReasons(life, act),
  ];
  life.lodged = attestation;
  life.lodgedSeq = attestation.seq;
  return reasons;
};

/** Makes attestations void, before a lodged one among them takes effect. */
export const voidAttestation = (
  life: Life,
  act: ActOf<"voidAttestation">,
  { now }: Scene,
): Reasons => {
  const hits = life.lodged !== null && life.lodged.seq <= act.seq;
  const reasons = reasonsFor({
    WrongStatus: !isDeliverable(life),
    TooLate: now > act.expiry || (hits && life.lodged !== null && now >= life.lodged.notBefore),
    AttestationVoid: act.seq <= life.voided,
    NotAttester: !life.agreement.attesters.includes(act.signer),
    NotAuthorised: act.isUnsigned,
  });
  if (hits) life.lodged = null;
  life.voided = act.seq;
  return reasons;
};

const isSame = (a: Attestation | null, b: Attestation): boolean =>
  a !== null &&
  a.delivered === b.delivered &&
  a.seq === b.seq &&
  a.notBefore === b.notBefore &&
  a.expiry === b.expiry &&
  a.evidenceHash === b.evidenceHash &&
  a.isFinal === b.isFinal;

/** What may be released now against this attested value, within what lies in escrow. */
const releasableNow = (life: Life, delivered: bigint, now: number): bigint => {
  const value = least(delivered, deliverableOf(life, now));
  return least(releaseCapOf(life, value) - life.tiers.released, escrowOf(life));
};

/** What leaves escrow for the seller costs money from this day on. */
const advance = (life: Life, amount: bigint, now: number): void => {
  const tiers = accruedAt(life, now);
  const accruedDay = tiers.released === 0n ? dayAt(life, now) : tiers.accruedDay;
  life.tiers = { ...tiers, released: tiers.released + amount, accruedDay };
  life.status = "released";
};

/** Nothing more will come: what is missing counts as credited. */
const endDelivery = (life: Life): void => {
  life.isDeliveryClosed = true;
  const missing = life.agreement.amountDue - life.delivered;
  if (missing > life.diluted) life.diluted = missing;
};

/** Pays the seller what the attested value allows; a final attestation may allow nothing and ends delivery. */
export const release = (life: Life, act: ActOf<"release">, { now, switches }: Scene): Reasons => {
  const { attestation } = act;
  if (life.status !== "none") sweep(life, now);
  const isLodged = isSame(life.lodged, attestation);
  const fresh = isLodged
    ? []
    : [
        ...reasonsFor({
          TooLate: now > attestation.expiry || now > life.agreement.offer.deliverBy,
        }),
        ...quorumReasons(life, act),
      ];
  const amount = releasableNow(life, attestation.delivered, now);
  const reasons = [
    ...reasonsFor({
      WrongStatus: !isReleasable(life),
      Paused: switches.releasePaused,
      DuplicateOrder: life.isDuplicate,
      Disputed: isDisputed(life, now),
      TooEarly: now < attestation.notBefore,
      NothingToRelease: amount <= 0n && !attestation.isFinal,
    }),
    ...attestationReasons(life, attestation),
    ...fresh,
  ];
  if (reasons.length > 0) return reasons;
  if (isLodged) life.lodged = null;
  life.delivered = attestation.delivered;
  if (amount > 0n) advance(life, amount, now);
  if (attestation.isFinal) endDelivery(life);
  afterCapsMoved(life, now);
  if (amount > 0n) pay(life, "seller", amount);
  return [];
};

/** When release was last possible again after a pause, and whether that keeps escrow where it is. */
const pauseHold = (now: number, switches: Scene["switches"]) => {
  if (switches.releasePaused) {
    return { isHeld: now <= switches.releasePausedAt + PAUSE_LIMIT, resumes: 0 };
  }
  const resumes = switches.releaseResumedAt;
  return { isHeld: resumes !== 0 && now <= resumes + AFTER_HOLD, resumes };
};

/** What keeps escrow from going back after the delivery deadline, for at most 60 days. */
const holdReasons = (life: Life, { now, switches }: Scene): Reasons => {
  const { deliverBy } = life.agreement.offer;
  if (now > deliverBy + LONGEST_HOLD) return [];
  const { isHeld, resumes } = pauseHold(now, switches);
  const until = life.dispute?.until ?? 0;
  const usableFrom = Math.max(deliverBy, life.lodged?.notBefore ?? 0, resumes, until);
  return reasonsFor({
    TooEarly: isHeld || (until !== 0 && now <= until + AFTER_HOLD),
    Disputed: isDisputed(life, now),
    AttestationPending: life.lodged !== null && now <= usableFrom + LODGE_WINDOW,
  });
};

/** After the delivery deadline: escrow that was not released goes back. */
export const closeRelease = (life: Life, act: ActOf<"closeRelease">, scene: Scene): Reasons => {
  const reasons = [
    ...reasonsFor({
      WrongStatus: !isReleasable(life),
      TooEarly: scene.now <= life.agreement.offer.deliverBy,
    }),
    ...holdReasons(life, scene),
  ];
  if (life.status === "funded") life.status = "refunded";
  returnEscrow(life);
  closeWhenRepaid(life, scene.now);
  payHolders(life, act.payees);
  return reasons;
};
