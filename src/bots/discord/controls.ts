import { ButtonStyle, ComponentType } from "discord.js";
import { excerpt } from "../../core/text.ts";
import type { Words } from "./phrases.ts";

/** What a button or select does, as its custom id says it. */
export type Control =
  /** Says its own label, or its number where the label had to be cut. */
  | { verb: "say"; index: number }
  | { verb: "pick" }
  | { verb: "helped"; yes: boolean }
  | { verb: "person" }
  | { verb: "details" };

const PREFIX = "nd1";

export function toId(control: Control): string {
  switch (control.verb) {
    case "say":
      return `${PREFIX}:say:${control.index}`;
    case "helped":
      return `${PREFIX}:helped:${control.yes ? "yes" : "no"}`;
    case "pick":
    case "person":
    case "details":
      return `${PREFIX}:${control.verb}`;
  }
}

/** Undefined for what is not ours, or of a version that is no more. */
export function fromId(id: string): Control | undefined {
  const [prefix, verb, argument] = id.split(":");
  if (prefix !== PREFIX) return undefined;
  if (verb === "say") return /^\d$/.test(argument ?? "") ? { verb, index: Number(argument) } : undefined;
  if (verb === "helped") return { verb, yes: argument === "yes" };
  return verb === "pick" || verb === "person" || verb === "details" ? { verb } : undefined;
}

export type Row = Record<string, unknown>;

const LABEL = 80;
const OPTION = 100;
const OPTIONS = 25;
const IN_A_ROW = 5;
/** Longer ones make a row of buttons that nobody can read. */
const SHORT = 34;

const cut = (text: string, max: number): string => excerpt(text, max) || "…";

const row = (components: unknown[]): Row => ({ type: ComponentType.ActionRow, components });

const button = (control: Control, label: string, style: number = ButtonStyle.Secondary): Row => ({
  type: ComponentType.Button,
  style,
  label: cut(label, LABEL),
  custom_id: toId(control),
});

/** Up to ten options of a guide as buttons; each says what it shows. */
export function optionRows(options: string[], words: Words): Row[] {
  const buttons = options.slice(0, 9).map((label, index) => button({ verb: "say", index }, label, ButtonStyle.Primary));
  const all = [...buttons, button({ verb: "person" }, words.person)];
  return Array.from({ length: Math.ceil(all.length / IN_A_ROW) }, (_, i) =>
    row(all.slice(i * IN_A_ROW, (i + 1) * IN_A_ROW)),
  );
}

/** Short choices as buttons, long ones in a select, whose options show more. */
export function choiceRows(titles: string[], words: Words): Row[] {
  if (titles.length < IN_A_ROW && [...titles, words.none].every((title) => title.length <= SHORT)) {
    const choices = titles.map((title, index) => button({ verb: "say", index }, title, ButtonStyle.Primary));
    return [row([...choices, button({ verb: "say", index: titles.length }, words.none)])];
  }
  const options = [...titles, words.none]
    .map((title, i) => ({ label: cut(title, OPTION), value: String(i + 1) }))
    .filter((_, i) => i < OPTIONS - 1 || i === titles.length);
  const select = {
    type: ComponentType.StringSelect,
    custom_id: toId({ verb: "pick" }),
    placeholder: cut(words.choose, 150),
    options,
  };
  return [row([select])];
}

export const feedbackRows = (words: Words): Row[] => [
  row([
    button({ verb: "helped", yes: true }, words.helpful, ButtonStyle.Success),
    button({ verb: "helped", yes: false }, words.notHelpful),
    button({ verb: "person" }, words.person),
  ]),
];

export const detailRows = (words: Words): Row[] => [
  row([button({ verb: "details" }, words.details, ButtonStyle.Primary)]),
];

type Tree = { type?: number; custom_id?: string; components?: unknown; style?: number; options?: { value: string }[] };

/** The components of a message after one of them was used: all of them rest, and the one that was used shows it. */
export function used(components: unknown[], customId: string, values: string[]): unknown[] {
  return components.map((it) => {
    const { id: _, ...component } = it as Tree & { id?: number };
    if (Array.isArray(component.components))
      return { ...component, components: used(component.components, customId, values) };
    // Whoever found no help may still reach a person.
    const reachesPerson = component.custom_id === toId({ verb: "person" }) && component.custom_id !== customId;
    if (component.type === ComponentType.Button && !reachesPerson)
      return {
        ...component,
        disabled: true,
        style: component.custom_id === customId ? ButtonStyle.Success : ButtonStyle.Secondary,
      };
    if (component.type === ComponentType.StringSelect)
      return {
        ...component,
        disabled: true,
        options: component.options?.map((option) => ({ ...option, default: values.includes(option.value) })),
      };
    return component;
  });
}

/** The label of a control, as the message shows it. */
export function labelOf(components: unknown[], customId: string): string | undefined {
  for (const it of components as (Tree & { label?: string })[]) {
    if (it.custom_id === customId) return it.label;
    const inside = Array.isArray(it.components) ? labelOf(it.components, customId) : undefined;
    if (inside !== undefined) return inside;
  }
  return undefined;
}
