import { type Refusal, refuse } from "../errors.ts";
import type { FactFinding } from "../outbound/check.ts";
import { sayFinding } from "../outbound/say.ts";

const MOST_SAID = 5;

/** The no to words that state what no fact says, unless somebody vouches for them with a reason. */
export function stoppedBy(
  findings: readonly FactFinding[],
  override: { reason: string } | undefined,
): Refusal | undefined {
  if (findings.length > 0 && override === undefined) {
    const list = findings.slice(0, MOST_SAID).map((finding) => sayFinding(finding));
    const more = findings.length > MOST_SAID ? [`and ${findings.length - MOST_SAID} more`] : [];
    return { ...refuse("facts_not_known", `not sent: ${[...list, ...more].join("; ")}`), findings };
  }
  if (override !== undefined && override.reason.trim() === "")
    return refuse("empty_text", "an override needs its reason");
  return undefined;
}
