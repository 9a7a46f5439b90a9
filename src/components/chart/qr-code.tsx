import { encode } from "uqr";

export type QrCodeProps = {
  /** The bare address of the collection account; many wallets mishandle anything more. */
  value: string;
  /** Says what the code holds: "Address of the collection account". */
  label: string;
  /** Edge in pixels. */
  size?: number;
};

/** Black on white in both themes, with the quiet zone that cameras need. */
export function QrCode({ value, label, size = 192 }: QrCodeProps) {
  const { data, size: cells } = encode(value, { ecc: "M", border: 4 });
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${cells} ${cells}`}
      width={size}
      height={size}
      shapeRendering="crispEdges"
      className="max-w-full rounded-md border"
    >
      <rect width={cells} height={cells} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
