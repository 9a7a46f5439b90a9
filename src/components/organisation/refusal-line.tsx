import { Icon } from "@/components/ui/icon";

/** Why an act was refused, announced beside the button that asked for it. */
export function RefusalLine({ text }: { text: string | undefined }) {
  if (!text) return null;
  return (
    <p role="alert" className="flex gap-2 text-wrong">
      <Icon name="octagon-x" className="mt-0.5" />
      {text}
    </p>
  );
}
