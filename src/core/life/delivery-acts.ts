import type { ActOf } from "@/core/life/act";
import { accruedAt, dayAt, escrowOf, least, releaseCapOf } from "@/core/life/figures";
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
/** Release is possible again for this long before escrow can be taken back. */
const AFTER_PAUSE = 3 * DAY_SECONDS;
/** A pause that lasts longer no longer keeps lenders from their escrow. */
const PAUSE_LIMIT = 30 * DAY_SECONDS;

const isReleasable = ({ status }: Life): boolean => status === "funded" || status === "released";

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

/** What any attestation must be: cumulative, within the amount due, not void. */
const attestationReasons = (life: Life, { delivered, seq }: Attestation): Reasons =>
  reasonsFor({
    InvalidDelivery: delivered <= life.delivered || delivered > life.agreement.amountDue,
    AttestationVoid: seq <= life.voided,
  });

/** Stores an attestation that takes effect later. */
export const lodge = (life: Life, act: ActOf<"lodge">, { now }: Scene): Reasons => {
  const { attestation } = act;
  const { deliverBy } = life.agreement.offer;
  const reasons = [
    ...reasonsFor({
      WrongStatus: !isReleasable(life),
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
    WrongStatus: !isReleasable(life),
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
  a.evidenceHash === b.evidenceHash;

/** Pays the seller what the attested value allows. */
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
  const cap = releaseCapOf(life, attestation.delivered) - life.tiers.released;
  const amount = least(cap, escrowOf(life));
  const reasons = [
    ...reasonsFor({
      WrongStatus: !isReleasable(life),
      Paused: switches.releasePaused,
      TooEarly: now < attestation.notBefore,
      NothingToRelease: amount <= 0n,
    }),
    ...attestationReasons(life, attestation),
    ...fresh,
  ];
  if (isLodged) life.lodged = null;
  life.delivered = attestation.delivered;
  const tiers = accruedAt(life, now);
  life.tiers = {
    ...tiers,
    released: tiers.released + amount,
    accruedDay: tiers.released === 0n ? dayAt(life, now) : tiers.accruedDay,
  };
  life.status = "released";
  afterCapsMoved(life, now);
  pay(life, "seller", amount);
  return reasons;
};

/** From when escrow can be taken back after a pause; how long a lodged attestation is waited for starts anew then. */
const pauseReasons = (now: number, switches: Scene["switches"]) => {
  if (switches.releasePaused) {
    return { isTooEarly: now <= switches.releasePausedAt + PAUSE_LIMIT, resumes: 0 };
  }
  const resumes = switches.releaseResumedAt;
  return { isTooEarly: resumes !== 0 && now <= resumes + AFTER_PAUSE, resumes };
};

/** After the delivery deadline: escrow that was not released goes back. */
export const closeRelease = (
  life: Life,
  act: ActOf<"closeRelease">,
  { now, switches }: Scene,
): Reasons => {
  const { isTooEarly, resumes } = pauseReasons(now, switches);
  const usableFrom = Math.max(life.lodged?.notBefore ?? 0, resumes);
  const reasons = reasonsFor({
    WrongStatus: !isReleasable(life),
    TooEarly: now <= life.agreement.offer.deliverBy || isTooEarly,
    AttestationPending: life.lodged !== null && now <= usableFrom + LODGE_WINDOW,
  });
  if (life.status === "funded") life.status = "refunded";
  returnEscrow(life);
  closeWhenRepaid(life, now);
  payHolders(life, act.payees);
  return reasons;
};
