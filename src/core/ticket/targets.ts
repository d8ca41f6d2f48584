import type { DeskConfig } from "../config/schema.ts";
import type { Priority } from "../ports.ts";
import type { Facts } from "../rules/facts.ts";
import type { SlaTargets } from "./sla.ts";

const named = (wanted: readonly string[] | undefined, is: string | null): boolean =>
  wanted === undefined || (is !== null && wanted.includes(is));

/** The targets of a priority, changed by the first exception that fits the customer; with the calendar as it is now. */
export function targetsOf(
  priority: Priority,
  { tier, language }: Pick<Facts, "tier" | "language">,
  { sla, calendars }: Pick<DeskConfig, "sla" | "calendars">,
): { targets: SlaTargets; because: string | null } {
  const base = sla[priority];
  const at = sla.exceptions.findIndex(
    (it) => named(it.priority, priority) && named(it.tier, tier) && named(it.language, language),
  );
  const other = sla.exceptions[at];
  const id = other?.calendar ?? base.calendar;
  const calendar = id === undefined || id === "always" ? undefined : calendars[id];
  const { first, next, resolution, warnAt } = base;
  const targets: SlaTargets = {
    first: other?.first ?? first,
    next: other?.next ?? next,
    resolution: other?.resolution ?? resolution,
    warnAt,
    ...(calendar === undefined ? {} : { calendar }),
  };
  if (other === undefined) return { targets, because: calendar === undefined ? null : `in the hours of ${id}` };
  const of = [...(other.tier ?? []), ...(other.language ?? [])].join(", ");
  return {
    targets,
    because: `exception ${at + 1}${of === "" ? "" : ` (${of})`}${calendar === undefined ? "" : `, in the hours of ${id}`}`,
  };
}
