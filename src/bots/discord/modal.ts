import { ComponentType, TextInputStyle } from "discord.js";
import { toId } from "./controls.ts";
import type { Words } from "./phrases.ts";
import type { WireInteraction } from "./wire.ts";

const FIELDS = [
  { name: "when", style: TextInputStyle.Short, required: true, max: 100 },
  { name: "what", style: TextInputStyle.Paragraph, required: true, max: 1_000 },
  { name: "amount", style: TextInputStyle.Short, required: false, max: 100 },
  { name: "network", style: TextInputStyle.Short, required: false, max: 60 },
  { name: "hash", style: TextInputStyle.Short, required: false, max: 120 },
] as const;

/** The form for what the team needs to know of an incident; a secret has no field in it. */
export const detailsModal = (words: Words) => ({
  custom_id: toId({ verb: "details" }),
  title: words.detailsTitle,
  components: FIELDS.map(({ name, style, required, max }) => ({
    type: ComponentType.Label,
    label: words[name],
    component: { type: ComponentType.TextInput, custom_id: name, style, required, max_length: max },
  })),
});

/** What was filled into a field; empty where nothing was. */
export function fieldOf({ data }: WireInteraction, name: string): string {
  const fields = (data.components ?? []).flatMap(({ component, components }) => [
    ...(component === undefined ? [] : [component]),
    ...(components ?? []),
  ]);
  return fields.find(({ custom_id }) => custom_id === name)?.value?.trim() ?? "";
}

/** What was filled in, as a message of the customer's. */
export const detailsText = (interaction: WireInteraction, words: Words): string =>
  FIELDS.flatMap(({ name }) => {
    const value = fieldOf(interaction, name);
    return value === "" ? [] : [`${words[name]}: ${value}`];
  }).join("\n");
