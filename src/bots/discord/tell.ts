import { MessageFlags } from "discord.js";
import type { Api } from "./api.ts";
import { staffWordsIn } from "./commands/words.ts";
import { MOST } from "./render/message.ts";
import { split } from "./render/split.ts";
import type { WireInteraction } from "./wire.ts";

/** What is longer than so many messages is better read in the terminal. */
const MESSAGES = 5;
const SILENT = { parse: [] };

/** Answers whoever typed, pressed or filled in, before their eyes alone; in several messages where it is long. */
export async function tell(api: Api, interaction: WireInteraction, text: string): Promise<void> {
  const { more } = staffWordsIn(interaction.locale);
  const all = split(text, MOST - more.length - 1);
  const parts = all.slice(0, MESSAGES);
  for (const [i, part] of parts.entries()) {
    const content = i === MESSAGES - 1 && all.length > MESSAGES ? `${part}\n${more}` : part;
    if (i === 0) await api.editResponse(interaction, { content, allowed_mentions: SILENT });
    else await api.followUp(interaction, { content, flags: MessageFlags.Ephemeral, allowed_mentions: SILENT });
  }
}
