import { draftKey, type State } from "./state.ts";

const KINDS = ["reply", "note", "correct"] as const;

export const isDraftKey = (value: unknown): value is string =>
  typeof value === "string" && /^(?:reply|note|correct)\/\d{1,9}$/.test(value);

/** The number of the ticket that a draft is for. */
export const ticketOf = (draft: string): number => Number(draft.split("/")[1]);

/** What would be lost if the terminal died now, by draftKey: drafts, and texts of which the desk has not said yet that it has them. */
export function unsentTexts({ drafts, inflight }: Pick<State, "drafts" | "inflight">): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { number, action } of inflight.values()) {
    const kind = KINDS.find((it) => it === action.kind);
    if (kind !== undefined && "text" in action) found.set(draftKey(number, kind), action.text);
  }
  for (const [key, { text }] of drafts) if (text.trim() !== "") found.set(key, text);
  return found;
}
