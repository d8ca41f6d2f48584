/** What a workspace of Slack holds. */
export interface Message {
  ts: string;
  channel: string;
  thread_ts?: string;
  user?: string;
  bot_id?: string;
  text: string;
  blocks?: Block[];
  metadata?: { event_type: string; event_payload: Record<string, unknown> };
  parse?: string;
  unfurl_links?: boolean;
}

export interface Block {
  type: string;
  text?: { type: string; text: string };
  elements?: {
    type: string;
    text?: string | { text: string };
    action_id?: string;
    value?: string;
    positive_button?: { value: string };
    negative_button?: { value: string };
  }[];
  fields?: { text: string }[];
}

export interface View {
  id: string;
  callback_id: string;
  private_metadata: string;
  title: { text: string };
}

export const TEAM = "T0000001";
export const BOT = { user: "U000BOT1", bot: "B0000001" };

export function workspace() {
  let clock = 1_790_000_000;
  return {
    messages: [] as Message[],
    ephemerals: [] as { channel: string; user: string; text: string; blocks?: Block[] }[],
    reactions: [] as { channel: string; timestamp: string; name: string }[],
    views: [] as View[],
    assistant: {
      statuses: [] as string[],
      titles: [] as string[],
      /** The newest. */
      prompts: [] as { title: string; message: string }[],
    },
    homes: new Map<string, { blocks: Block[] }>(),
    people: new Map<string, string>(),
    groups: new Map<string, string[]>(),
    rooms: new Map([
      ["C0000001", "support"],
      ["C0000002", "security"],
    ]),
    archived: new Set<string>(),
    /** Slack's ids of messages: seconds and a counter, unique in a channel. */
    stamp: () => `${++clock}.000100`,
    /** All that a message shows, as one text. */
    read: ({ text, blocks = [] }: Message): string =>
      [
        text,
        ...blocks.flatMap((block) => [
          block.text?.text ?? "",
          ...(block.fields ?? []).map((it) => it.text),
          ...(block.elements ?? []).map((it) => (typeof it.text === "string" ? it.text : (it.text?.text ?? ""))),
        ]),
      ].join("\n"),
  };
}
export type Workspace = ReturnType<typeof workspace>;
