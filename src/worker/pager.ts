import { type Channel, Undeliverable } from "../core/channel.ts";
import type { Way } from "../core/escalation/way.ts";
import type { PageRoom, Pager } from "../core/pager.ts";
import type { Policy } from "../core/policy.ts";
import { pageNotice, toldNotice } from "./notices.ts";
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
  const languageOf = (person: string): string => {
    const { people, desk } = policy().config;
    return people[person]?.language ?? desk.languages[0] ?? "en";
  };
  return {
    ways: (person) => policy().config.people[person]?.reach ?? [],
    async page(way, page) {
      if ("slack" in way) {
        const { person, round: _, step: __, ...about } = page;
        const there = direct(person);
        return there.page({ to: there.to, ...about, state: WAITS, at: more.now(), open: "acknowledge" });
      }
      const notice = pageNotice(page, languageOf(page.person));
      if (!("discord" in way)) return reach(way, notice, ports);
      const { room: there, place } = room(way);
      await there.page(place, page.person, { ...notice, number: page.number });
    },
    async tell(way, effect, told) {
      const notice = toldNotice(effect, told, languageOf(told.person));
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
