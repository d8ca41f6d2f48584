import type { InputBlock, KnownBlock, MrkdwnElement, PlainTextElement, PlainTextOption, View } from "@slack/types";
import { whoIsOnCall } from "../../core/oncall/who.ts";
import type { Instant } from "../../core/time.ts";
import { type Asked, BUTTONS, type Button, type Field, isButton, NOTHING_ASKED } from "./buttons.ts";
import { escaped, moment } from "./mrkdwn.ts";
import type { SlackPorts } from "./ports.ts";

/** Slack shows at most so many options of a list, and so many lists under headings. */
const LISTED = 100;
const SCHEDULES = 6;

const plainText = (text: string): PlainTextElement => ({ type: "plain_text", text });

/** The dialog of a button; it remembers the ticket and the room it was opened in. */
export async function dialog(button: Button, number: number, room: string, ports: SlackPorts): Promise<View> {
  const { title, submit, fields } = BUTTONS[button].dialog ?? { title: button, submit: "Save", fields: [] };
  const blocks: KnownBlock[] = [];
  for (const field of fields) blocks.push(...(await FIELDS[field.field](field, ports)));
  return {
    type: "modal",
    callback_id: "ticket.dialog",
    private_metadata: JSON.stringify({ button, number, room }),
    title: plainText(`${title} T-${number}`.slice(0, 24)),
    submit: plainText(submit),
    close: plainText("Cancel"),
    blocks,
  };
}

const FIELDS: Record<Field["field"], (field: Field, ports: SlackPorts) => Promise<InputBlock[]> | InputBlock[]> = {
  words: (field) => [
    {
      type: "input",
      block_id: "words",
      ...("optional" in field ? { optional: true } : {}),
      label: plainText("label" in field ? field.label : "Words"),
      element: { type: "plain_text_input", action_id: "text", multiline: true, max_length: 500, focus_on_load: true },
    },
  ],
  person: (_, { policy }) => [select("person", "To whom?", peopleOf(policy().config.people))],
  policy: (_, { policy }) => {
    const ids = Object.keys(policy().config.escalation);
    if (ids.length < 2) return [];
    return [
      {
        ...select(
          "policy",
          "By which policy?",
          ids.map((id) => option(id, id)),
        ),
        optional: true,
      },
    ];
  },
  until: async (_, ports) => [
    {
      type: "input",
      block_id: "until",
      optional: true,
      label: plainText("For how long?"),
      element: {
        type: "radio_buttons",
        action_id: "choice",
        options: [...LENGTHS, ...(await shiftsAhead(ports))],
      },
    },
    {
      type: "input",
      block_id: "at",
      optional: true,
      label: plainText("Or until"),
      hint: plainText("It is back at once when the customer writes."),
      element: { type: "datetimepicker", action_id: "moment" },
    },
  ],
};

const option = (text: string, value: string): PlainTextOption => ({ text: plainText(text.slice(0, 75)), value });

const LENGTHS = [
  ["15 minutes", 15],
  ["1 hour", 60],
  ["4 hours", 240],
].map(([text, minutes]) => option(String(text), `+${Number(minutes) * 60_000}`));

/** The next turn of each schedule, in the reader's zone. */
async function shiftsAhead({ desk, policy, now }: SlackPorts) {
  const turns = whoIsOnCall(policy(), await desk.roster(), now()).flatMap(({ schedule, until }) =>
    until === null ? [] : [{ schedule, until }],
  );
  return turns.slice(0, SCHEDULES).map(({ schedule, until }) => {
    const text: MrkdwnElement = { type: "mrkdwn", text: `Next shift in *${escaped(schedule)}*, ${moment(until)}` };
    return { text, value: `@${until}` };
  });
}

const peopleOf = (people: Record<string, { name: string }>): PlainTextOption[] =>
  Object.entries(people).map(([id, { name }]) => option(`${name} (${id})`, id));

function select(block: string, label: string, options: PlainTextOption[]): InputBlock {
  const groups = Array.from({ length: Math.ceil(options.length / LISTED) }, (_, i) => ({
    label: plainText(`${i * LISTED + 1} and on`),
    options: options.slice(i * LISTED, (i + 1) * LISTED),
  }));
  return {
    type: "input",
    block_id: block,
    label: plainText(label),
    element: {
      type: "static_select",
      action_id: "choice",
      ...(groups.length > 1 ? { option_groups: groups } : { options }),
    },
  };
}

interface Value {
  value?: string | null;
  selected_option?: { value?: string } | null;
  selected_date_time?: number | null;
}
export interface Submitted {
  private_metadata: string;
  state: { values: Record<string, Record<string, Value>> };
}

/** What a submitted dialog is about; undefined when it is not one of ours. */
export function dialogOf({
  private_metadata,
}: Submitted): { button: Button; number: number; room: string } | undefined {
  try {
    const { button, number, room } = JSON.parse(private_metadata) as Record<string, unknown>;
    if (typeof button !== "string" || !isButton(button) || typeof number !== "number" || typeof room !== "string")
      return;
    return { button, number, room };
  } catch {
    return;
  }
}

/** What was asked, or what is missing, by the block under which Slack shows it. */
export function askedIn(
  button: Button,
  { state: { values } }: Submitted,
  now: Instant,
): { ok: true; asked: Asked } | { ok: false; errors: Record<string, string> } {
  const asked = { ...NOTHING_ASKED };
  const errors: Record<string, string> = {};
  for (const field of BUTTONS[button].dialog?.fields ?? []) {
    const chosen = values[field.field]?.choice?.selected_option?.value ?? "";
    if (field.field === "words") {
      asked.text = values.words?.text?.value?.trim() ?? "";
      if (asked.text === "" && !("optional" in field)) errors.words = "Please write something.";
    } else if (field.field === "person") {
      asked.person = chosen;
      if (chosen === "") errors.person = "Please choose somebody.";
    } else if (field.field === "policy") asked.policy = chosen === "" ? null : chosen;
    else {
      const at = values.at?.moment?.selected_date_time;
      asked.until = at ? at * 1_000 : chosen.startsWith("+") ? now + Number(chosen) : Number(chosen.slice(1));
      if (!(asked.until > now)) errors[at ? "at" : "until"] = "Please choose a time to come.";
    }
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, asked };
}
