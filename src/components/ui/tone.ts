import type { Tone } from "@/core/status/status-entry";
import type { IconName } from "./icon-names";

/** A meaning is a word, a shape and a colour together; this table gives the shape and the colour. */
export const toneLook: Record<Tone, { icon: IconName; text: string; soft: string; line: string }> =
  {
    neutral: { icon: "circle", text: "text-muted", soft: "bg-sunken", line: "border-line" },
    active: {
      icon: "circle-dot",
      text: "text-accent",
      soft: "bg-accent-soft",
      line: "border-accent-line",
    },
    fine: {
      icon: "circle-check",
      text: "text-fine",
      soft: "bg-fine-soft",
      line: "border-fine-line",
    },
    attention: {
      icon: "triangle-alert",
      text: "text-attention",
      soft: "bg-attention-soft",
      line: "border-attention-line",
    },
    wrong: {
      icon: "octagon-x",
      text: "text-wrong",
      soft: "bg-wrong-soft",
      line: "border-wrong-line",
    },
    info: { icon: "info", text: "text-info", soft: "bg-info-soft", line: "border-info-line" },
  };
