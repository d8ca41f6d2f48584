import { screen } from "../guard/screen.ts";

const PLACEHOLDER = /\[\[([A-Z]+_\d{1,3})\]\]/g;

/**
 * Takes wallet addresses and transaction hashes out of texts of one conversation, the same one under the same name everywhere ([[ADDRESS_1]]). Secrets
 * and personal numbers were taken out before they were stored, and nothing brings those back.
 */
export function redact(texts: readonly string[]): { texts: string[]; known: ReadonlyMap<string, string> } {
  const names = new Map<string, string>();
  const known = new Map<string, string>();
  const counts = { ADDRESS: 0, TX: 0 };
  const redacted = texts.map((raw) => {
    // The guard runs again: what leaves for a model has passed it as it is today.
    const { clean, entities } = screen(raw);
    let text = "";
    let from = 0;
    for (const { kind, value, start, end } of entities) {
      const label = kind === "tx_hash" ? "TX" : "ADDRESS";
      const name = names.get(value) ?? `[[${label}_${++counts[label]}]]`;
      names.set(value, name);
      known.set(name, value);
      text += clean.slice(from, start) + name;
      from = end;
    }
    return text + clean.slice(from);
  });
  return { texts: redacted, known };
}

/** Puts back what `redact` took out; undefined when the text names a placeholder that this conversation has not. */
export function rehydrate(text: string, known: ReadonlyMap<string, string>): string | undefined {
  let unknown = false;
  const whole = text.replace(PLACEHOLDER, (name) => {
    const value = known.get(name);
    if (value === undefined) unknown = true;
    return value ?? name;
  });
  return unknown ? undefined : whole;
}
