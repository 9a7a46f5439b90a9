import { Notice } from "@/components/ui/notice";

export type ChainCheckProps = {
  checked: number;
  brokenAt: bigint | null;
  lastHash: string | null;
};

/** The result of recomputing the trail's hashes. */
export function ChainCheck({ checked, brokenAt, lastHash }: ChainCheckProps) {
  if (brokenAt !== null)
    return (
      <Notice tone="wrong" title={`Fact ${brokenAt} does not follow from the one before`} live>
        {checked.toLocaleString("en")} facts before it are as they were written. Compare the
        database with its last backup before anything else.
      </Notice>
    );
  return (
    <Notice
      tone="fine"
      title={`${checked.toLocaleString("en")} facts recomputed, all in order`}
      live
    >
      {lastHash ? (
        <>
          The last hash is <span className="font-mono break-all">{lastHash}</span>. Keep it outside
          this system to prove later that nothing was changed.
        </>
      ) : (
        "There are no facts yet."
      )}
    </Notice>
  );
}
