import type { Instant } from "../time.ts";
import { isSignedBy, type Signer, signatureLine, type Verifier } from "./keys.ts";

/** What the log was at a moment: how many entries, and the root of the Merkle tree of their hashes. */
export interface Checkpoint {
  size: number;
  /** Hexadecimal. */
  root: string;
  at: Instant;
}

/** A checkpoint as it is written down: a signed note (https://c2sp.org/tlog-checkpoint), which other programs can check too. */
export interface WrittenCheckpoint extends Checkpoint {
  origin: string;
  text: string;
  signature: string;
}

export function signCheckpoint({ size, root, at }: Checkpoint, signer: Signer): WrittenCheckpoint {
  const encoded = Buffer.from(root, "hex").toString("base64");
  const text = `${signer.name}\n${size}\n${encoded}\ntime ${new Date(at).toISOString()}\n`;
  return { origin: signer.name, size, root, at, text, signature: signatureLine(text, signer) };
}

export const checkpointNote = ({ text, signature }: WrittenCheckpoint): string => `${text}\n${signature}\n`;

/** Whether the holder of the key has said it. */
export const isGenuine = ({ origin, text, signature }: WrittenCheckpoint, verifier: Verifier): boolean =>
  origin === verifier.name && isSignedBy(text, signature, verifier);

const NOTE = /^(\S+)\n(\d{1,15})\n([A-Za-z0-9+/]{43}=)\ntime (\S+)\n\n(— .+)\n/;

/** Reads notes that follow each other, with an empty line between. `rest`: where something stands that is none, from 1. */
export function readCheckpoints(source: string): { checkpoints: WrittenCheckpoint[]; badLine: number | null } {
  const checkpoints: WrittenCheckpoint[] = [];
  let rest = source.replaceAll("\r\n", "\n");
  for (;;) {
    const note = NOTE.exec(rest);
    if (note === null) break;
    const [whole, origin = "", size = "", root = "", time = "", signature = ""] = note;
    const text = whole.slice(0, -signature.length - 2);
    const hex = Buffer.from(root, "base64").toString("hex");
    checkpoints.push({ origin, size: Number(size), root: hex, at: Date.parse(time), text, signature });
    rest = rest.slice(whole.length).replace(/^\n/, "");
  }
  const line = source.slice(0, source.length - rest.length).split("\n").length;
  return { checkpoints, badLine: rest.trim() === "" ? null : line };
}
