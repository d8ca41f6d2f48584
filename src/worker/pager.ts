import type { Page, Pager, Told } from "../core/pager.ts";
import type { Policy } from "../core/policy.ts";
import { type Notice, type ReachPorts, reach } from "./reach.ts";

export interface PagerPorts extends Omit<ReachPorts, "paging"> {
  policy(): Policy;
}

/** Reaches people by signed webhooks and by e-mail, as `people.<id>.reach` says at the moment of the page. */
export function pager({ policy, ...ports }: PagerPorts): Pager {
  const paging = () => policy().config.paging;
  return {
    ways: (person) => policy().config.people[person]?.reach ?? [],
    page: (way, page) => reach(way, noticeOf(page), { ...ports, paging }),
    tell: (way, effect, told) => reach(way, handoverNotice(effect, told), { ...ports, paging }),
  };
}

function noticeOf({ id, ...data }: Page): Notice {
  const { number, priority, team, because } = data;
  return {
    id,
    type: "responder.paged",
    data,
    summary: `T-${number}, ${priority} for ${team} (${because})`,
    text: `Acknowledge it in the terminal (a), or with: nightdesk tickets ack T-${number}`,
  };
}

function handoverNotice(effect: string, { about, ...data }: Told): Notice {
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
