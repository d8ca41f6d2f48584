import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { State } from "./state/state.ts";
import { isDraftKey, unsentTexts } from "./state/unsent.ts";

/** A folder of drafts that only the token which wrote them opens. */
export interface Drafts {
  /** Texts by draftKey, as an earlier terminal of this token left them. What cannot be opened is somebody else's, and stays. */
  load(): ReadonlyMap<string, string>;
  /** Writes what has changed, soon; what was sent or emptied goes. */
  follow(state: State): void;
  /** Writes now what is still to be written. */
  close(): void;
}

const VERSION = 1;
const NONCE = 12;
const TAG = 16;
const ENDING = ".draft";
/** At most this much of what is typed is lost by a crash, in milliseconds. */
const SOON = 300;

/**
 * AES-256-GCM under a key that HKDF-SHA-256 (RFC 5869) makes of the token, which is random itself; the file's name is authenticated too,
 * and tells nobody which ticket it is about. A file: version, nonce, tag, sealed text.
 * @throws what the file system throws, to `failed`.
 */
export function openDrafts(folder: string, token: string, failed: (error: unknown) => void): Drafts {
  const derive = (use: string) => Buffer.from(hkdfSync("sha256", token, "", `nightdesk drafts ${use}`, 32));
  const [key, naming] = [derive("seal"), derive("name")];
  const nameOf = (draft: string): string =>
    createHmac("sha256", naming).update(draft).digest("hex").slice(0, 32) + ENDING;
  let written: ReadonlyMap<string, string> = new Map();
  let wanted: ReadonlyMap<string, string> = written;
  let seen: Pick<State, "drafts" | "inflight"> | undefined;
  let timer: NodeJS.Timeout | undefined;

  function seal(name: string, text: string): Buffer {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(name));
    const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), sealed]);
  }

  function open(name: string): [draft: string, text: string] | undefined {
    try {
      const bytes = readFileSync(join(folder, name));
      if (bytes[0] !== VERSION) return undefined;
      const [nonce, tag] = [bytes.subarray(1, 1 + NONCE), bytes.subarray(1 + NONCE, 1 + NONCE + TAG)];
      const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG }).setAAD(Buffer.from(name));
      const opened = decipher.setAuthTag(tag).update(bytes.subarray(1 + NONCE + TAG));
      const [draft, text] = JSON.parse(Buffer.concat([opened, decipher.final()]).toString("utf8"));
      return isDraftKey(draft) && typeof text === "string" ? [draft, text] : undefined;
    } catch {
      return undefined;
    }
  }

  function write(): void {
    clearTimeout(timer);
    timer = undefined;
    try {
      for (const [draft, text] of wanted) {
        if (written.get(draft) === text) continue;
        const name = nameOf(draft);
        const fresh = join(folder, `${name}.${process.pid}.tmp`);
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeFileSync(fresh, seal(name, JSON.stringify([draft, text])), { mode: 0o600 });
        renameSync(fresh, join(folder, name));
      }
      for (const draft of written.keys()) if (!wanted.has(draft)) rmSync(join(folder, nameOf(draft)), { force: true });
      written = wanted;
    } catch (error) {
      failed(error);
    }
  }

  return {
    load() {
      const names = listed(folder);
      const found = names.flatMap((name) => {
        const opened = open(name);
        return opened === undefined ? [] : [opened];
      });
      written = new Map(found);
      wanted = written;
      return written;
    },
    follow(state) {
      if (seen?.drafts === state.drafts && seen.inflight === state.inflight) return;
      seen = state;
      wanted = unsentTexts(state);
      timer ??= setTimeout(write, SOON);
    },
    close: write,
  };
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(ENDING));
  } catch {
    return [];
  }
}
