import type { View } from "@slack/types";
import { DIALOGS, isButton } from "./act.ts";
import type { Button } from "./card.ts";

/** The dialog that asks for the words of a button; it remembers the ticket and the room it was opened in. */
export function dialog(button: Button, number: number, room: string): View {
  const asks = DIALOGS[button] ?? { title: button, label: "", submit: "Save" };
  return {
    type: "modal",
    callback_id: "ticket.dialog",
    private_metadata: JSON.stringify({ button, number, room }),
    title: { type: "plain_text", text: `${asks.title} T-${number}`.slice(0, 24) },
    submit: { type: "plain_text", text: asks.submit },
    close: { type: "plain_text", text: "Cancel" },
    blocks: [
      {
        type: "input",
        block_id: "words",
        label: { type: "plain_text", text: asks.label },
        element: {
          type: "plain_text_input",
          action_id: "text",
          multiline: true,
          max_length: 3_000,
          focus_on_load: true,
        },
      },
    ],
  };
}

interface Submitted {
  private_metadata: string;
  state: { values: Record<string, Record<string, { value?: string | null }>> };
}

/** What a submitted dialog asks for; undefined when it is not one of ours. */
export function dialogOf(view: Submitted): { button: Button; number: number; room: string; text: string } | undefined {
  try {
    const { button, number, room } = JSON.parse(view.private_metadata) as Record<string, unknown>;
    if (typeof button !== "string" || !isButton(button) || typeof number !== "number" || typeof room !== "string")
      return;
    return { button, number, room, text: view.state.values.words?.text?.value ?? "" };
  } catch {
    return;
  }
}
