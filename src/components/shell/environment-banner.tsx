import { Icon } from "@/components/ui/icon";

export type EnvironmentBannerProps = {
  /** For example "Local chain 31337". */
  chainName: string;
};

/** Says that the money on this screen is not real. */
export function EnvironmentBanner({ chainName }: EnvironmentBannerProps) {
  return (
    <aside
      aria-label="Environment"
      className="flex items-center justify-center gap-2 border-b border-attention-line bg-attention-soft px-4 py-1 text-center text-sm text-attention"
    >
      <Icon name="triangle-alert" size={14} />
      <span>
        <span className="font-medium">{chainName}</span>: demonstration money only
      </span>
    </aside>
  );
}
