import clsx from "clsx";
import type { IconName } from "./icon-names";

export type IconProps = {
  name: IconName;
  /** Edge in pixels. */
  size?: number;
  className?: string;
  /** Read aloud; leave out when the word stands beside the icon. */
  label?: string;
};

export function Icon({ name, size = 16, className, label }: IconProps) {
  const shape = <use href={`/icons.svg#${name}`} />;
  const frame = {
    width: size,
    height: size,
    viewBox: "0 0 24 24",
    fill: "none",
    stroke: "currentColor",
    strokeWidth: 1.75,
    strokeLinecap: "round",
    strokeLinejoin: "round",
    className: clsx("inline-block shrink-0", className),
  } as const;
  if (label) {
    return (
      <svg {...frame} role="img" aria-label={label}>
        {shape}
      </svg>
    );
  }
  return (
    <svg {...frame} aria-hidden="true" focusable="false">
      {shape}
    </svg>
  );
}
