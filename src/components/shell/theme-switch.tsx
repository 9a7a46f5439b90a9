"use client";

import clsx from "clsx";
import { useState } from "react";
import { Icon } from "@/components/ui/icon";
import { THEME_COOKIE, type Theme } from "./theme";

const choices = [
  { value: undefined, word: "System", icon: "monitor" },
  { value: "light", word: "Light", icon: "sun" },
  { value: "dark", word: "Dark", icon: "moon" },
] as const;

const YEAR_SECONDS = 31_536_000;

/** Light, dark or the system's choice; kept in a cookie that the server reads before the first byte. */
export function ThemeSwitch({ theme }: { theme: Theme | undefined }) {
  const [current, setCurrent] = useState(theme);
  const choose = (value: Theme | undefined) => {
    setCurrent(value);
    if (value) document.documentElement.dataset.theme = value;
    else delete document.documentElement.dataset.theme;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
    document.cookie = `${THEME_COOKIE}=${value ?? ""};path=/;max-age=${value ? YEAR_SECONDS : 0};samesite=lax`;
  };
  return (
    <fieldset className="flex w-fit rounded-md border p-0.5">
      <legend className="sr-only">Theme</legend>
      {choices.map(({ value, word, icon }) => (
        <button
          key={word}
          type="button"
          title={word}
          aria-label={word}
          aria-pressed={current === value}
          onClick={() => choose(value)}
          className={clsx(
            "inline-flex h-7 w-9 items-center justify-center rounded-sm pointer-coarse:size-10",
            current === value ? "bg-sunken text-ink" : "text-muted hover:text-ink",
          )}
        >
          <Icon name={icon} size={15} />
        </button>
      ))}
    </fieldset>
  );
}
