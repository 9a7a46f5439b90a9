import { rateText } from "@/components/rate/rate";
import { Chip } from "@/components/status/status-chip";
import type { MarketRow } from "./market-page";
import { marketWords, strengthWords } from "./words";

/** Why one should believe an offer: who signed and confirmed what so far. */
export function Evidence({ row }: { row: MarketRow }) {
  const strength = strengthWords[row.strength ?? "none"];
  return (
    <span className="flex flex-wrap gap-1 max-sm:justify-end">
      {row.countersignedAt && (
        <Chip
          tone="fine"
          word={marketWords.countersigned}
          title={marketWords.countersignedMeaning}
        />
      )}
      <Chip tone={strength.tone} word={strength.word} title={strength.meaning} />
      {row.deliveredBps > 0 && (
        <Chip tone="fine" word={marketWords.delivered(rateText(row.deliveredBps))} />
      )}
      {row.recourse && (
        <Chip tone="info" word={marketWords.recourse} title={marketWords.recourseMeaning} />
      )}
    </span>
  );
}
