import type { ReactNode } from "react";
import { Button, LinkButton } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/field";
import { words } from "@/components/ui/words";

export type Filter = {
  /** Name of the address parameter. */
  name: string;
  label: string;
  value?: string;
} & (
  | { kind: "search"; placeholder?: string }
  | { kind: "select"; options: { value: string; label: string }[]; all: string }
  | { kind: "date" }
);

export type FilterBarProps = {
  /** Names the form, for screen readers. */
  label: string;
  /** Address of the list; filters become its parameters. */
  action: string;
  filters: Filter[];
  /** Parameters that stay: tab, sort. */
  keep?: Record<string, string | undefined>;
  /** Stands at the end: export, column chooser. */
  aside?: ReactNode;
};

/** A plain form with method GET: filters live in the address, survive reload and can be shared. */
export function FilterBar({ label, action, filters, keep = {}, aside }: FilterBarProps) {
  const filtered = filters.some(({ value }) => value);
  const kept = Object.entries(keep).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const cleared = new URLSearchParams(kept).toString();
  return (
    <search className="mb-4 flex flex-wrap items-end justify-between gap-3">
      <form
        method="get"
        action={action}
        aria-label={label}
        className="grid grow grid-cols-2 items-end gap-x-3 gap-y-2.5 sm:flex sm:flex-wrap"
      >
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {filters.map((filter) => (
          <FilterControl key={filter.name} {...filter} />
        ))}
        <div className="flex gap-2 max-sm:col-span-2">
          <Button type="submit">{words.applyFilters}</Button>
          {filtered && (
            <LinkButton kind="quiet" href={cleared ? `${action}?${cleared}` : action}>
              {words.clearFilters}
            </LinkButton>
          )}
        </div>
      </form>
      {aside && <div className="flex flex-wrap gap-2">{aside}</div>}
    </search>
  );
}

function FilterControl(filter: Filter) {
  const { name, label, value } = filter;
  const id = `filter-${name}`;
  return (
    <div className={filter.kind === "search" ? "max-sm:col-span-2 sm:w-60" : "sm:w-40"}>
      <label htmlFor={id} className="mb-1 block text-xs font-medium text-muted">
        {label}
      </label>
      {filter.kind === "select" ? (
        <Select id={id} name={name} defaultValue={value ?? ""}>
          <option value="">{filter.all}</option>
          {filter.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      ) : (
        <Input
          id={id}
          name={name}
          type={filter.kind}
          defaultValue={value}
          placeholder={filter.kind === "search" ? filter.placeholder : undefined}
          data-search={filter.kind === "search" ? "" : undefined}
        />
      )}
    </div>
  );
}
