import { createHash } from "node:crypto";
import { ComponentType, MessageFlags } from "discord.js";
import type { Outgoing } from "../../../core/channel.ts";
import { choiceRows, detailRows, feedbackRows, optionRows, type Row } from "../controls.ts";
import { wordsIn } from "../phrases.ts";
import { isSettled } from "../threads.ts";
import { escaped, small, unmasked } from "./markdown.ts";
import { split } from "./split.ts";

/** A message as Discord takes it. */
export interface Payload {
  content?: string;
  components?: Row[];
  flags?: number;
  allowed_mentions: { parse: [] };
  nonce: string;
  enforce_nonce: true;
}

export interface Rendering {
  now: number;
  /** A message that is older than this says when it was written, in milliseconds. */
  staleAfter: number;
  /** The name that customers know a responder by. */
  nameOf(author: string): string;
  /** Whether a settled matter closes the place. */
  closes(thread: string): boolean;
  /** Whether a thread of this id can be linked to there; else it goes on in direct messages. */
  isThread(id: string): boolean;
}

/** Discord's limits are 2,000 for a message and 4,000 for all texts of its components, labels counted or not. */
export const MOST = 2_000;
const ACCENT = 0x2f6feb;

/** At most 25 characters, the same for the same effect for ever. */
export const nonceOf = (id: string, part: number): string =>
  `${createHash("sha256").update(id).digest("base64url").slice(0, 20)}.${part}`;

/** What is said, as messages of Discord's; more than one where it is long. Pure. */
export function render(outgoing: Outgoing, rendering: Rendering): Payload[] {
  const { id, form, at } = outgoing;
  const language = "language" in form ? form.language : "en";
  const words = wordsIn(language);
  const late = rendering.now - at > rendering.staleAfter ? `${words.late(at)}\n` : "";
  const parts = split(late + body(outgoing, rendering), MOST);
  const rows = rowsOf(form, language);
  return parts.map((part, i) => {
    const own = i === parts.length - 1 ? rows : [];
    const said =
      form.form === "answer" || own.length > 0 ? components(part, own, form.form === "answer") : { content: part };
    return { ...said, allowed_mentions: { parse: [] }, nonce: nonceOf(id, i), enforce_nonce: true };
  });
}

function body({ text, form, thread }: Outgoing, { nameOf, isThread, closes }: Rendering): string {
  switch (form.form) {
    case "message": {
      const quoted = form.author === "customer" ? escaped(text) : unmasked(text);
      return `**${escaped(nameOf(form.author))}**: ${quoted}`;
    }
    case "notice": {
      const words = wordsIn(form.language);
      const where = form.to === undefined ? [] : [isThread(form.to) ? words.goesOn(form.to) : words.goesOnInMessages];
      const closed = isSettled(form.notice) && closes(thread) ? [words.postClosed] : [];
      return [unmasked(text), ...where, ...closed].join("\n");
    }
    case "answer":
    case "clarify":
      return small(unmasked(text));
  }
}

function components(text: string, rows: Row[], framed: boolean): Pick<Payload, "components" | "flags"> {
  const shown = { type: ComponentType.TextDisplay, content: text };
  const top = framed ? { type: ComponentType.Container, accent_color: ACCENT, components: [shown] } : shown;
  return { components: [top, ...rows], flags: MessageFlags.IsComponentsV2 };
}

function rowsOf(form: Outgoing["form"], language: string): Row[] {
  const words = wordsIn(language);
  switch (form.form) {
    case "answer":
      if (form.options.length > 0) return optionRows(form.options, words);
      return form.withHandOff === true ? [] : feedbackRows(words);
    case "clarify":
      return choiceRows(
        form.choices.map(({ title }) => title),
        words,
      );
    case "notice":
      return form.notice === "ticket_opened" ? detailRows(words) : [];
    case "message":
      return [];
  }
}
