import type { Instant } from "../time.ts";
import type { SarDraft } from "./sar.ts";
import type { Clearance, Sealed } from "./sealed.ts";

/** A note to compliance about suspicious activity. Nothing outside of the wall knows that there is one. */
export interface ComplianceNote {
  id: string;
  at: Instant;
  by: string;
  /** What it is about, and what a report would be pre-filled with; JSON of `NoteContent`. */
  content: Sealed;
  /** Until when a report has to be filed, if one has to be. */
  dueAt: Instant;
  filed: { at: Instant; by: string } | null;
}

export interface NoteContent {
  /** Of the ticket it is about; null for none. */
  ticket: number | null;
  text: string;
  sar: SarDraft | null;
  /** The number that the authority gave the report. */
  reference: string | null;
}

/** Where notes are kept: apart from all that the desk keeps, under a key of its own. */
export interface ComplianceVault {
  add(note: ComplianceNote, clearance: Clearance): Promise<void>;
  /** Newest first. */
  list(clearance: Clearance): Promise<ComplianceNote[]>;
  find(id: string, clearance: Clearance): Promise<ComplianceNote | undefined>;
  /** False when there is none of that id, or it is filed already. */
  file(id: string, filed: { at: Instant; content: Sealed }, clearance: Clearance): Promise<boolean>;
  close(): Promise<void>;
}

const DAY = 86_400_000;

/** 31 CFR 1022.320(b)(3): 30 days after the facts that may be a reason to report were first detected. */
export const fileBy = (detected: Instant): Instant => detected + 30 * DAY;

export const contentOf = (note: ComplianceNote, clearance: Clearance): NoteContent =>
  JSON.parse(note.content.open(clearance)) as NoteContent;
