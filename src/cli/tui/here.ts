import { createHmac } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Instant } from "../../core/time.ts";

/** When the owner of a token was last at a terminal of this machine. */
export interface Here {
  /** Null when they never were, or nothing readable is left of it. */
  last(): Instant | null;
  /** Notes that they are here now. What cannot be written is no loss worth a word. */
  note(now: Instant): void;
}

/** Kept beside the drafts, in a file whose name tells nobody whose it is. */
export function openHere(drafts: string, token: string): Here {
  const name = createHmac("sha256", token).update("nightdesk here").digest("hex").slice(0, 32);
  const file = join(dirname(drafts), `${name}.here`);
  return {
    last() {
      try {
        const at = Number(readFileSync(file, "utf8"));
        return Number.isSafeInteger(at) && at > 0 ? at : null;
      } catch {
        return null;
      }
    },
    note(now) {
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
        writeFileSync(file, String(now), { mode: 0o600 });
      } catch {
        // A disk that is full or not to be written to: the next catch-up begins half a day ago.
      }
    },
  };
}
