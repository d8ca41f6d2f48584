import type { WireArticle, WireHits } from "../../../server/api.ts";
import { articleLines, articleRect } from "../panes/rooms/knowledge.ts";
import { rectOf } from "../state/places.ts";
import { wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { type Field, fieldWith, insert } from "../text/field.ts";
import { type Step, step, toast } from "./step.ts";
import { draftOf, withDraftField } from "./write.ts";

type Knowledge = State["rooms"]["knowledge"];

const LONGEST = 300;

export const withKnowledge = (state: State, more: Partial<Knowledge>): State => ({
  ...state,
  rooms: { ...state.rooms, knowledge: { ...state.rooms.knowledge, ...more } },
});

/** Opens the knowledge base: from a reply that is being written, or a ticket, with what the customer asks. */
export function openKnowledge(state: State): Step {
  const { focus, cursor, tickets, rooms } = state;
  const forDraft = focus === "composer";
  const isReading = focus === "ticket" || focus === "composer";
  const about = !isReading || cursor === null ? "" : (tickets.get(cursor)?.subject ?? "");
  const field = about === "" ? rooms.knowledge.field : fieldWith(about.slice(0, LONGEST));
  return search({ ...withKnowledge(state, { forDraft }), focus: "knowledge" }, field);
}

/** Looks for what is typed. */
export function search(state: State, field: Field): Step {
  const { knowledge } = state.rooms;
  const text = field.text.trim();
  if (text === "") return step(withKnowledge(state, { field, at: 0, found: null, article: undefined, scroll: 0 }));
  const typed = withKnowledge(state, { field });
  return text === knowledge.found?.of ? step(typed) : step(typed, { errand: "search", text });
}

/** The answer to what is typed now; an answer to less comes too late. */
export function found(state: State, of: string, hits: WireHits["hits"]): Step {
  if (state.rooms.knowledge.field.text.trim() !== of) return step(state);
  return choose(withKnowledge(state, { found: { of, hits }, article: undefined }), 0);
}

/** Puts the choice on a hit, and asks for its article. */
function choose(state: State, at: number): Step {
  const hit = state.rooms.knowledge.found?.hits[at];
  const next = withKnowledge(state, { at, scroll: 0 });
  return hit === undefined
    ? step(next)
    : step(next, { errand: "read-article", article: hit.article, language: hit.language });
}

export function nextHit(state: State, by: 1 | -1): Step {
  const { at, found } = state.rooms.knowledge;
  const to = Math.max(0, Math.min((found?.hits.length ?? 0) - 1, at + by));
  return to === at ? step(state) : choose(state, to);
}

export function articleRead(state: State, id: string, article: WireArticle | null): Step {
  const { found, at } = state.rooms.knowledge;
  return step(found?.hits[at]?.article === id ? withKnowledge(state, { article }) : state);
}

export function scrollArticle(state: State, by: 1 | -1): Step {
  const { article, scroll } = state.rooms.knowledge;
  const size = articleRect(rectOf(state, "knowledge"));
  const most = Math.max(0, articleLines(state, article, size.columns).length - size.rows);
  return step(withKnowledge(state, { scroll: Math.min(most, Math.max(0, scroll + by * Math.max(1, size.rows - 2))) }));
}

/** Why the chosen article cannot go into a reply; null when it can. */
export function whyNoCitation(state: State): string | null {
  const words = wordsOf(state);
  const { article, forDraft } = state.rooms.knowledge;
  if (!forDraft || state.writing === null) return words.room.noDraftToCite;
  if (article === undefined || article === null) return words.room.noHits;
  return article.audience === "staff" && state.writing.kind !== "note" ? words.room.staffOnlyCite(article.id) : null;
}

/** Puts the article's name, or its whole text, where the caret of the reply is. Nothing is sent. */
export function cite(state: State, what: "name" | "text"): Step {
  const why = whyNoCitation(state);
  const { article } = state.rooms.knowledge;
  if (why !== null || !article) return step(toast(state, "bad", why ?? wordsOf(state).room.noHits));
  const back = { ...state, focus: "composer" as const };
  const draft = draftOf(back);
  const text = what === "name" ? `[${article.id}]` : article.body.trim();
  const before = draft.text.slice(0, draft.at);
  return step(withDraftField(back, insert(draft, before === "" || /\s$/.test(before) ? text : ` ${text}`)));
}

/** Back to the reply, or to where the ticket is. */
export const leaveKnowledge = (state: State): Step =>
  step({ ...state, focus: state.rooms.knowledge.forDraft && state.writing !== null ? "composer" : "list" });
