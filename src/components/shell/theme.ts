/** Holds `light` or `dark`; absent means the reader's system decides. */
export const THEME_COOKIE = "quaynote-theme";

export type Theme = "light" | "dark";

export const readTheme = (value: string | undefined): Theme | undefined =>
  value === "light" || value === "dark" ? value : undefined;
