import type { Page, Pager } from "../core/pager.ts";
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
