import { type Channel, Undeliverable } from "../core/channel.ts";
import type { Way } from "../core/escalation/way.ts";
import type { Notice, Page, PageRoom, Pager, Told } from "../core/pager.ts";
import type { Policy } from "../core/policy.ts";
import { WAITS } from "./pages.ts";
import { type ReachPorts, reach } from "./reach.ts";

export interface PagerPorts extends Omit<ReachPorts, "paging"> {
  policy(): Policy;
  /** Undefined where the desk runs without it. */
  discord?: PageRoom | undefined;
  /** Where direct messages go, when it is connected. */
  slack?(): Channel | undefined;
}

/** Reaches people by signed webhooks, e-mail, Discord and Slack, as `people.<id>.reach` says at the moment of the page. */
export function pager({ policy, discord, slack, ...more }: PagerPorts): Pager {
  const ports = { ...more, paging: () => policy().config.paging };
  const room = (way: Extract<Way, { discord: string }>): { room: PageRoom; place: string | null } => {
    if (discord === undefined) throw new Undeliverable("the desk runs without Discord");
    return { room: discord, place: way.discord === "direct" ? null : way.discord };
  };
  const direct = (person: string) => {
    const to = policy().config.people[person]?.slack;
    const channel = slack?.();
    if (to === undefined) throw new Undeliverable(`${person} has no slack id under people`);
    if (channel?.page === undefined || channel.tell === undefined)
      throw new Undeliverable("the desk runs without Slack");
    return { to, page: channel.page, tell: channel.tell };
  };
  return {
    ways: (person) => policy().config.people[person]?.reach ?? [],
    async page(way, page) {
      if ("slack" in way) {
        const { person, round: _, step: __, ...about } = page;
        const there = direct(person);
        return there.page({ to: there.to, ...about, state: WAITS, at: more.now(), open: "acknowledge" });
      }
      if (!("discord" in way)) return reach(way, noticeOf(page), ports);
      const { room: there, place } = room(way);
      await there.page(place, page.person, { ...noticeOf(page), number: page.number });
    },
    async tell(way, effect, told) {
      const notice = "says" in told ? oversightNotice(effect, told) : handoverNotice(effect, told);
      if ("slack" in way) {
        const there = direct(told.person);
        return there.tell(there.to, notice.summary);
      }
      if (!("discord" in way)) return reach(way, notice, ports);
      const { room: there, place } = room(way);
      await there.tell(place, told.person, notice);
    },
  };
}

function noticeOf({ id, attempt: _, ...data }: Page): Notice {
  const { number, priority, team, because } = data;
  return {
    id,
    type: "responder.paged",
    data,
    summary: `T-${number}, ${priority} for ${team} (${because})`,
    text: `Acknowledge it in the terminal (a), or with: nightdesk tickets ack T-${number}`,
  };
}

function oversightNotice(effect: string, { about, says, by, facts }: Extract<Told, { says: string }>): Notice {
  const text = `See what they read with: nightdesk audit list --who ${by}`;
  return { id: effect, type: about, data: { by, ...facts }, summary: says, text };
}

function handoverNotice(effect: string, { about, ...data }: Exclude<Told, { says: string }>): Notice {
  const { id, schedule, by, to } = data;
  const summary = {
    "handover.offered": `${by} hands ${schedule} over to ${to}`,
    "handover.reminded": `Nobody has taken over ${schedule} from ${by}: it waits for ${to}`,
    "handover.accepted": `${to} took over ${schedule}`,
  }[about];
  const text =
    about === "handover.accepted"
      ? `See it with: nightdesk oncall handovers`
      : `Read the notes with: nightdesk oncall handovers\nTake it over with: nightdesk oncall take-over ${id}`;
  return { id: effect, type: about, data, summary, text };
}
