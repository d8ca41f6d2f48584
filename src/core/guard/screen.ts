import { DETECTORS } from "./detectors.ts";
import type { Finding } from "./finding.ts";
import { type EntityKind, type Kind, kindOf } from "./kinds.ts";
import { originalPlace, readingOf } from "./reading.ts";
import { shapeOf } from "./shape.ts";
import { SIGNALS, type Signal } from "./signals.ts";

/** Something useful that a message names and that may stay in it. */
export interface Entity {
  kind: EntityKind;
  value: string;
  /** Its place in the clean text, in UTF-16 code units. */
  start: number;
  end: number;
}

export interface Screened {
  /** The text with each secret replaced by a typed, numbered placeholder: [[SEED_1]]. The same secret twice has one number. */
  clean: string;
  /** In the order of the list of signals. */
  signals: Signal[];
  redacted: number;
  entities: Entity[];
}

/**
 * Takes secrets and personal numbers out of a text before anything is stored, logged or sent on, and recognises wallet addresses and
 * transaction hashes. `keep` names kinds that stay: a responder may write a telephone number.
 */
export function screen(text: string, { keep = [] }: { keep?: readonly Kind[] } = {}): Screened {
  const reading = readingOf(text);
  const shape = shapeOf(reading.text);
  const found = DETECTORS.flatMap((detector) => (detector.worth(shape) ? detector.find(reading.text, shape) : []));
  const signals = new Set<Signal>();
  const entities: Entity[] = [];
  const numbers = new Map<string, number>();
  const counts = new Map<string, number>();
  let clean = "";
  let from = 0;
  let redacted = 0;
  for (const finding of withoutOverlaps(found)) {
    if (keep.includes(finding.kind)) continue;
    const { label, entity, signal } = kindOf(finding.kind);
    const { start, end } = originalPlace(reading, finding.start, finding.end);
    const value = reading.text.slice(finding.start, finding.end);
    clean += text.slice(from, start);
    if (signal !== undefined) signals.add(signal);
    if (label !== undefined) {
      const key = `${label} ${value.replace(/[\s-]+/g, "").toLowerCase()}`;
      const number = numbers.get(key) ?? (counts.get(label) ?? 0) + 1;
      if (!numbers.has(key)) counts.set(label, number);
      numbers.set(key, number);
      clean += `[[${label}_${number}]]`;
      redacted += 1;
    } else {
      const at = clean.length;
      clean += text.slice(start, end);
      if (entity !== undefined) entities.push({ kind: entity as EntityKind, value, start: at, end: clean.length });
    }
    from = end;
  }
  return {
    clean: clean + text.slice(from),
    signals: SIGNALS.filter((signal) => signals.has(signal)),
    redacted,
    entities,
  };
}

/** In the order of the text. Of two that overlap the more severe stays, the longer of equals; two that both go, go as one. */
function withoutOverlaps(found: Finding[]): Finding[] {
  if (found.length < 2) return found;
  const kept: Finding[] = [];
  for (const finding of [...found].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (last === undefined || last.end <= finding.start) kept.push(finding);
    else kept[kept.length - 1] = joined(last, finding);
  }
  return kept;
}

function joined(a: Finding, b: Finding): Finding {
  const worse = kindOf(b.kind).severity > kindOf(a.kind).severity ? b : a;
  const bothGo = kindOf(a.kind).label !== undefined && kindOf(b.kind).label !== undefined;
  return bothGo ? { kind: worse.kind, start: a.start, end: Math.max(a.end, b.end) } : worse;
}
