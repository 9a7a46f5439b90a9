import { Section } from "@/components/ui/section";

const colours = [
  "canvas surface raised sunken line line-strong ink muted faint",
  "accent accent-strong on-accent accent-soft accent-line",
  "fine fine-soft fine-line attention attention-soft attention-line",
  "wrong wrong-soft wrong-line info info-soft info-line",
  "part-collected part-advance part-charge part-hold-back part-dilution part-expected",
].map((row) => row.split(" "));

export function TokenSamples() {
  return (
    <Section title="Tokens">
      <div className="flex flex-col gap-3">
        {colours.map((row) => (
          <ul key={row[0]} className="flex flex-wrap gap-3">
            {row.map((name) => (
              <li key={name} className="text-xs text-muted">
                <svg className="mb-1 block h-9 w-24 rounded-md border" aria-hidden="true">
                  <rect width="100%" height="100%" fill={`var(--color-${name})`} />
                </svg>
                {name}
              </li>
            ))}
          </ul>
        ))}
      </div>
      <div className="mt-6 flex flex-col gap-1">
        <p className="figures text-3xl font-semibold">HKD 1,234,567.89</p>
        <p className="figures text-2xl font-semibold">HKD 1,234,567.89</p>
        <p className="text-xl font-semibold">Page title</p>
        <p className="text-lg font-semibold">Section title</p>
        <p>Body 14: the advance is released as the goods arrive. 應收帳款融資。应收账款融资。</p>
        <p className="text-sm">Tables 13: 0123456789</p>
        <p className="text-xs">Labels 12</p>
        <p className="font-mono">0x52908400098527886E0F7030069857D2E4169EE7</p>
      </div>
    </Section>
  );
}
