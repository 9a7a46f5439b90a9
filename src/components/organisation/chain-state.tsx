import { Moment } from "@/components/date/date-text";
import { Hash } from "@/components/hash/hash";
import { IntentSteps } from "@/components/status/intent-steps";
import { Notice } from "@/components/ui/notice";
import { Facts } from "@/components/ui/section";
import { classWord, LICENCE_CLASSES } from "@/core/licence/licence-class";
import { roleBit } from "@/core/organisation/participant";
import type { OrganisationKind } from "@/core/scope/scope";

type Participant = {
  roles: number;
  licence: number;
  licenceExpiry: number;
  frozen: boolean;
  blockNumber: number;
};

type ChainWrite = {
  kind: string;
  status: "waiting" | "signed" | "sent" | "mined" | "final" | "failed";
  txHash: string | null;
  blockNumber: number | null;
  createdAt: Date;
};

export type ChainStateProps = {
  organisation: {
    kind: OrganisationKind;
    account: string | null;
    participant: Participant | null;
    /** Newest first. */
    chainWrites: readonly ChainWrite[];
  };
};

const licenceText = ({ licence, licenceExpiry }: Participant) => {
  const name = LICENCE_CLASSES[licence - 1];
  if (!name) return "None";
  return (
    <>
      {classWord[name]}, last second <Moment at={new Date(licenceExpiry * 1000)} seconds />
    </>
  );
};

/** What the chain says of the organisation's account, and how far the newest change came. */
export function ChainState({ organisation }: ChainStateProps) {
  const { kind, account, participant, chainWrites } = organisation;
  const [newest] = chainWrites;
  if (!account) return <p className="text-muted">The organisation has no account on chain yet.</p>;
  return (
    <div className="flex flex-col gap-5">
      {participant ? (
        <Facts
          columns={3}
          facts={[
            {
              label: "May act",
              value: participant.roles & roleBit[kind] ? `As ${kind}` : "Not on chain",
            },
            { label: "Licence", value: licenceText(participant) },
            { label: "Frozen", value: participant.frozen ? "Yes" : "No" },
            {
              label: "As of block",
              value: <span className="figures">{participant.blockNumber}</span>,
            },
          ]}
        />
      ) : (
        <Notice tone="info" title="The chain does not know this account yet">
          The entry is on its way; this page changes by itself.
        </Notice>
      )}
      {newest && (
        <div className="flex flex-col gap-2">
          <p className="text-sm text-muted">
            Newest change, wished <Moment at={newest.createdAt} />
            {newest.txHash && (
              <>
                , transaction <Hash value={newest.txHash} what="transaction" />
              </>
            )}
          </p>
          <IntentSteps label="Newest change" state={newest.status} />
        </div>
      )}
    </div>
  );
}
