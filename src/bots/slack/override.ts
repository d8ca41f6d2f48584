import type { App } from "@slack/bolt";
import type { KnownBlock, View } from "@slack/types";
import type { WebAPICallResult } from "@slack/web-api";
import type { Refusal } from "../../core/errors.ts";
import { escaped } from "./mrkdwn.ts";
import type { SlackPorts, Staff } from "./ports.ts";
import { relay, type Written } from "./relay.ts";

/** Where the message stands that was stopped; Slack still has its words. */
type Stopped = Omit<Written, "text" | "override">;

/** What was stopped and why, with the way to send it all the same: a reason, typed. Seen by its author alone. */
export function stoppedBlocks({ detail }: Refusal, { channel, thread, ts }: Stopped): KnownBlock[] {
  return [
    {
      type: "section",
      text: { type: "mrkdwn", text: escaped(`Not sent: ${detail.replace(/^not sent: /, "")}.`), verbatim: true },
    },
    {
      type: "actions",
      elements: [
        {
          type: "button",
          action_id: "facts.override",
          text: { type: "plain_text", text: "Send it all the same…" },
          value: JSON.stringify({ channel, thread, ts }),
        },
      ],
    },
  ];
}

const dialog = (value: string): View => ({
  type: "modal",
  callback_id: "facts.dialog",
  private_metadata: value,
  title: { type: "plain_text", text: "Send without a fact" },
  submit: { type: "plain_text", text: "Send" },
  close: { type: "plain_text", text: "Cancel" },
  blocks: [
    {
      type: "input",
      block_id: "words",
      label: { type: "plain_text", text: "Why is it true? The ticket's history keeps this, under your name." },
      element: { type: "plain_text_input", action_id: "text", max_length: 500, focus_on_load: true },
    },
  ],
});

function stoppedIn(value: string): Stopped | undefined {
  try {
    const { channel, thread, ts } = JSON.parse(value) as Record<string, unknown>;
    if (typeof channel === "string" && typeof thread === "string" && typeof ts === "string")
      return { channel, thread, ts };
  } catch {}
  return undefined;
}

/** Lets a person send what the facts firewall stopped, for a reason that is kept. */
export function listenForOverrides(
  app: App,
  ports: SlackPorts,
  {
    staffOf,
    sent,
    refused,
  }: {
    staffOf(user: string): Promise<Staff | undefined>;
    sent(at: Stopped): Promise<unknown>;
    refused(at: Stopped, staff: Staff, refusal: Refusal): Promise<unknown>;
  },
): void {
  const { web } = ports;
  app.action("facts.override", async ({ ack, body, action }) => {
    await ack();
    const { trigger_id } = body as unknown as { trigger_id?: string };
    const { value = "" } = action as { value?: string };
    await web.call("views.open", { trigger_id, view: dialog(value) }).catch(() => undefined);
  });

  app.view("facts.dialog", async ({ ack, view, body }) => {
    await ack();
    const at = stoppedIn(view.private_metadata);
    const staff = await staffOf(body.user.id);
    const reason = view.state.values.words?.text?.value?.trim() ?? "";
    if (at === undefined || staff === undefined || reason === "") return;
    const { messages = [] } = await web.call<
      WebAPICallResult & { messages?: { ts?: string; user?: string; text?: string }[] }
    >("conversations.replies", {
      channel: at.channel,
      ts: at.thread,
      oldest: at.ts,
      latest: at.ts,
      inclusive: true,
      limit: 10,
    });
    const message = messages.find(({ ts, user }) => ts === at.ts && user === staff.user);
    if (message === undefined) return;
    const result = await relay(ports, { ...at, text: message.text ?? "", override: { reason } }, staff);
    if (result?.ok === true) await sent(at);
    else if (result !== undefined) await refused(at, staff, result);
  });
}
