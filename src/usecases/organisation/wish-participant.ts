import type { Licence } from "@/core/licence/licence";
import type { Organisation } from "@/core/organisation/organisation";
import { participantEntry } from "@/core/organisation/participant";
import type { Journal } from "@/ports/transact";

/** Wishes that Participants knows an organisation's account as it stands at `at`. `cause` makes the wish unique. */
export const wishParticipant = (
  journal: Journal,
  {
    organisation,
    licences,
    at,
    cause,
  }: { organisation: Organisation; licences: readonly Licence[]; at: Date; cause: string },
): Promise<string> => {
  const entry = participantEntry(organisation, licences, at);
  return journal.wish({
    key: `set-participant:${entry.account}:${cause}`,
    kind: "set-participant",
    payload: { ...entry },
    signer: "operator",
    organisationId: organisation.id,
  });
};

/** Wishes that the account of a suspended organisation is frozen, or that of a reinstated one set free. */
export const wishFrozen = async (
  journal: Journal,
  organisation: Organisation,
  cause: string,
): Promise<void> => {
  if (!organisation.account) return;
  await journal.wish({
    key: `set-frozen:${organisation.account}:${cause}`,
    kind: "set-frozen",
    payload: {
      account: organisation.account,
      frozen: organisation.status === "suspended",
      listReference: `0x${cause.replaceAll("-", "").padStart(64, "0")}`,
    },
    signer: "compliance",
    organisationId: organisation.id,
  });
};
