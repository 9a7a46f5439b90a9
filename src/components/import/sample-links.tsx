import { LinkButton } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { importWords as words } from "./words";

/** Files to try, made on demand. */
export function SampleLinks() {
  return (
    <Section title={words.samplesTitle} sentence={words.samplesSentence}>
      <div className="flex flex-wrap gap-2 max-sm:*:grow">
        {words.samples.map(({ kind, label }) => (
          <LinkButton key={kind} icon="download" href={`/api/exports/sample?kind=${kind}`}>
            {label}
          </LinkButton>
        ))}
      </div>
    </Section>
  );
}
