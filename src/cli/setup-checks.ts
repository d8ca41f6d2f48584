import { EXIT } from "../core/errors.ts";
import { print } from "./out.ts";

/** One thing that has to be right on a platform, and what to do when it is not. */
export interface Check {
  what: string;
  ok: boolean;
  detail: string;
  next: string | null;
}

/** Runs one check; whatever it throws is what is wrong. */
export async function checked(what: string, next: string, run: () => Promise<string>): Promise<Check> {
  try {
    return { what, ok: true, detail: await run(), next: null };
  } catch (error) {
    return { what, ok: false, detail: error instanceof Error ? error.message : String(error), next };
  }
}

/** Prints the checks, a line each, and exits with 1 when one of them failed. */
export function printChecks(json: boolean | undefined, checks: Check[], more: Record<string, string> = {}): void {
  print(json, { checks, ...more }, () =>
    [...checks.map(line), ...Object.entries(more).map(([name, value]) => `${name}: ${value}`)].join("\n"),
  );
  if (checks.some(({ ok }) => !ok)) process.exitCode = EXIT.failed.code;
}

const line = ({ what, ok, detail, next }: Check): string =>
  `${ok ? "ok    " : "FAILED"} ${what}: ${detail}${next === null ? "" : `\n       ${next}`}`;
