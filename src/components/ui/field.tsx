import clsx from "clsx";
import { type ComponentProps, cloneElement, type ReactElement, type ReactNode } from "react";
import { Icon } from "./icon";
import { words } from "./words";

type ControlProps = {
  id?: string;
  required?: boolean;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean | "true" | "false";
};

export type FieldProps = {
  /** Also the base of the ids of hint and error; unique on the page. */
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong and what to do; the control is marked and the text is announced. */
  error?: ReactNode;
  /** Says "(optional)" beside the label; everything else is needed. */
  optional?: boolean;
  className?: string;
  /** One Input, Select or Textarea; it receives the id and the descriptions. */
  children: ReactElement<ControlProps>;
};

export function Field({ id, label, hint, error, optional, className, children }: FieldProps) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={clsx("flex flex-col gap-1.5", className)}>
      <label htmlFor={id} className="font-medium">
        {label}
        {optional && <span className="font-normal text-muted"> ({words.optional})</span>}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {cloneElement(children, {
        id,
        "aria-describedby": described || undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {error && (
        <p id={`${id}-error`} role="alert" className="flex gap-1.5 text-sm text-wrong">
          <Icon name="octagon-x" size={14} className="mt-0.5" />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}

const box =
  "control w-full rounded-md border border-line-strong bg-surface px-3 py-1.5 text-ink " +
  "placeholder:text-faint disabled:bg-sunken disabled:text-muted " +
  "aria-invalid:border-wrong max-sm:text-lg";

export type InputProps = ComponentProps<"input"> & {
  /** Right-aligned tabular digits with a decimal keyboard. */
  figures?: boolean;
  /** Stands inside the box before the text, for example a currency code. */
  prefix?: string;
};

export function Input({ figures = false, prefix, className, ...rest }: InputProps) {
  const input = (
    <input
      {...(figures ? { inputMode: "decimal", autoComplete: "off" } : {})}
      {...rest}
      className={clsx(box, figures && "figures text-end", prefix && "ps-14", className)}
    />
  );
  if (!prefix) return input;
  return (
    <span className="relative flex items-center">
      <span aria-hidden="true" className="absolute start-3 text-muted">
        {prefix}
      </span>
      {input}
    </span>
  );
}

export type SelectProps = ComponentProps<"select"> & {
  options?: { value: string; label: string; disabled?: boolean }[];
};

/** The browser's own list: right on a phone, typed ahead on a keyboard. */
export function Select({ options, children, className, ...rest }: SelectProps) {
  return (
    <span className="relative flex items-center">
      <select {...rest} className={clsx(box, "appearance-none pe-9", className)}>
        {options?.map(({ value, label, disabled }) => (
          <option key={value} value={value} disabled={disabled}>
            {label}
          </option>
        ))}
        {children}
      </select>
      <Icon name="chevron-down" className="pointer-events-none absolute end-3 text-muted" />
    </span>
  );
}

export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return <textarea rows={rows} {...rest} className={clsx(box, className)} />;
}

export type CheckboxProps = Omit<ComponentProps<"input">, "type"> & {
  label: ReactNode;
  hint?: ReactNode;
  /** `radio` draws one of several with the same name. */
  kind?: "checkbox" | "radio";
};

export function Checkbox({ label, hint, kind = "checkbox", className, ...rest }: CheckboxProps) {
  return (
    <label className={clsx("flex items-start gap-2.5 py-1 pointer-coarse:py-2.5", className)}>
      <input {...rest} type={kind} className="mt-0.5 size-4.5 shrink-0 accent-accent" />
      <span>
        {label}
        {hint && <span className="block text-sm text-muted">{hint}</span>}
      </span>
    </label>
  );
}
