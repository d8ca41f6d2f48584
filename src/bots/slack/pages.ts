import type { KnownBlock } from "@slack/types";
import type { WebAPICallResult } from "@slack/web-api";
import type { Channel, ShownPage } from "../../core/channel.ts";
import { BUTTONS, type Button } from "./buttons.ts";
import { context } from "./card.ts";
import { escaped, moment } from "./mrkdwn.ts";
import type { Web } from "./web.ts";

/** So many of a room's newest messages are looked through for pages. */
const LOOKED_AT = 100;

interface PageOf {
  id: string;
  ticket: string;
  because: string;
}
interface Message {
  ts?: string;
  metadata?: { event_type?: string; event_payload?: Record<string, unknown> };
}

/** Pages as messages in rooms and to persons. What is posted carries its page and ticket, so that it is found again, even after a restart. */
export function slackPages(
  web: Web,
  roomId: (name: string) => Promise<string>,
): Required<Pick<Channel, "page" | "repage" | "tell">> {
  const rooms = new Map<string, string>();

  async function channelOf(to: string): Promise<string> {
    const known = rooms.get(to);
    if (known !== undefined) return known;
    const found = to.startsWith("#") ? await roomId(to) : /^[UW]/.test(to) ? await direct(to) : to;
    rooms.set(to, found);
    return found;
  }

  async function direct(users: string): Promise<string> {
    const { channel } = await web.call<WebAPICallResult & { channel?: { id?: string } }>("conversations.open", {
      users,
    });
    if (channel?.id === undefined) throw new Error("Slack did not open a direct message");
    return channel.id;
  }

  async function posted(channel: string): Promise<(PageOf & { ts: string })[]> {
    const { messages = [] } = await web.call<WebAPICallResult & { messages?: Message[] }>("conversations.history", {
      channel,
      limit: LOOKED_AT,
      include_all_metadata: true,
    });
    return messages.flatMap(({ ts, metadata }) => {
      const { id, ticket, because } = metadata?.event_payload ?? {};
      if (metadata?.event_type !== "nightdesk_page" || ts === undefined) return [];
      if (typeof id !== "string" || typeof ticket !== "string" || typeof because !== "string") return [];
      return [{ id, ticket, because, ts }];
    });
  }

  return {
    async page({ id, attempt, because, ...page }) {
      const channel = await channelOf(page.to);
      if (attempt > 1 && (await posted(channel)).some((it) => it.id === id)) return;
      const carried: PageOf = { id, ticket: page.ticket, because };
      await web.call("chat.postMessage", { channel, ...shown(page, carried) });
    },
    async tell(to, text) {
      await web.call("chat.postMessage", { channel: await channelOf(to), text: escaped(text), ...SILENT });
    },
    async repage(page) {
      const channel = await channelOf(page.to);
      for (const { ts, ...carried } of await posted(channel))
        if (carried.ticket === page.ticket) await web.call("chat.update", { channel, ts, ...shown(page, carried) });
    },
  };
}

const SILENT = { parse: "none", link_names: false, unfurl_links: false, unfurl_media: false };

const shown = (page: Omit<ShownPage, "to">, carried: PageOf) => ({
  text: escaped(`T-${page.number}, ${page.priority} for ${page.team}: ${page.state}`),
  blocks: pageBlocks(page, carried.because),
  ...SILENT,
  metadata: { event_type: "nightdesk_page", event_payload: { ...carried } },
});

/** A page: which ticket and why here, how it stands, and what there is to do. */
export function pageBlocks(
  { number, priority, team, state, at, open }: Omit<ShownPage, "to">,
  because: string,
): KnownBlock[] {
  const buttons: Button[] = open === "nothing" ? [] : open === "escalate" ? ["escalate"] : ["acknowledge", "escalate"];
  return [
    {
      type: "section",
      text: {
        type: "mrkdwn",
        text: `${open === "acknowledge" ? "🚨 " : ""}*T-${number}* ${escaped(`${priority} for ${team}`)}`,
        verbatim: true,
      },
    },
    context(escaped(because)),
    context(`${escaped(state)}, ${moment(at)}`),
    ...(buttons.length === 0
      ? []
      : [{ type: "actions" as const, elements: buttons.map((name) => button(name, number)) }]),
  ];
}

function button(name: Button, number: number) {
  const { label, style } = BUTTONS[name];
  const text = { type: "plain_text" as const, text: label };
  const styled = style === undefined ? {} : { style };
  return { type: "button" as const, action_id: `ticket.${name}`, text, value: String(number), ...styled };
}
