import { Chip } from "@/components/status/status-chip";
import { Section } from "@/components/ui/section";
import { actorWord, statusTable } from "@/core/status/status";
import type { StatusEntry } from "@/core/status/status-entry";

export function StatusSamples() {
  return (
    <Section title="States" sentence="One table for chips, filters, exports and the API.">
      <div className="grid gap-8 lg:grid-cols-2">
        {Object.entries(statusTable).map(([subject, table]) => (
          <div key={subject}>
            <h3 className="mb-2 font-medium">{subject}</h3>
            <dl>
              {Object.entries(table as Record<string, StatusEntry>).map(([state, entry]) => (
                <div
                  key={state}
                  className="flex flex-wrap items-baseline gap-x-3 border-b py-1.5 text-sm"
                >
                  <dt className="w-40">
                    <Chip tone={entry.tone} word={entry.word} />
                  </dt>
                  <dd className="min-w-0 grow basis-48">
                    {entry.meaning}
                    <span className="text-muted"> Next: {actorWord(entry.next)}.</span>
                  </dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
      </div>
    </Section>
  );
}
