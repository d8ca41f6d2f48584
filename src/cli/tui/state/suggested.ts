import type { WireTicketView } from "../../../server/api.ts";
import { draftKey, type State } from "./state.ts";

export type Suggested = NonNullable<WireTicketView["suggestion"]>;

/** The suggestion of the ticket under the cursor; null while there is none. */
export const suggestionNow = ({ cursor, views }: State): Suggested | null =>
  cursor === null ? null : (views.get(cursor)?.suggestion ?? null);

/** Chinese sentences stand one after the other, others have a space between them. */
const separator = (language: string): string => (language.startsWith("zh") || language === "ja" ? "" : " ");

/** The suggested reply as one text; empty when there is none, or when a responder has answered since it was made. */
export function suggestedText(view: WireTicketView | null | undefined): string {
  const { suggestion = null, transcript = [] } = view ?? {};
  if (suggestion === null) return "";
  const answered = transcript.some(({ author, at }) => author.side === "responder" && at >= suggestion.at);
  return answered ? "" : suggestion.draft.map(({ text }) => text.trim()).join(separator(suggestion.language));
}

/** Whether what is written is only what it was begun with, a suggestion or a reply that was sent: there is nothing of one's own to keep. */
export function isUntouched(state: State): boolean {
  const { writing, views } = state;
  if (writing === null || writing.kind === "note") return false;
  const { number, kind, message } = writing;
  const view = views.get(number);
  const text = state.drafts.get(draftKey(number, kind))?.text ?? "";
  const given =
    kind === "reply" ? suggestedText(view) : (view?.transcript.find(({ id }) => id === message)?.text ?? "");
  return text !== "" && text === given;
}
