import type { News } from "./news.ts";
import type { OutageEvent } from "./outage.ts";

interface Phrases {
  known(since: string): string;
  seen: string;
  until(time: string): string;
  unknown: string;
  later: string;
  over: string;
  still: string;
}

/** The sentences that the desk may say of an outage by itself. What it does not know, it says. */
const EN: Phrases = {
  known: (since) => `This belongs to a disturbance that we have known of since ${since}. Our team is working on it.`,
  seen: "Many customers report the same at the moment. Our team sees it; what the cause is, we do not know yet.",
  until: (time) => `We expect it to be over by ${time}. That is an estimate, and it may change.`,
  unknown: "How long it will take, we do not know yet.",
  later:
    "You need not do anything: you are told here when there is news, and when it is over. “human” reaches a person.",
  over: "The disturbance that you wrote to us about is over, as far as we know.",
  still: "If it still does not work for you, write here again, or say “human”.",
};

const ZH: Phrases = {
  known: (since) => `您遇到的情况属于一项已知故障，我们自 ${since} 起已知悉，团队正在处理。`,
  seen: "目前有许多客户反馈同样的情况。我们的团队已经看到，原因尚不清楚。",
  until: (time) => `我们预计在 ${time} 前恢复。这只是估计，可能会有变化。`,
  unknown: "需要多长时间，目前还不清楚。",
  later: "您无需做任何操作：有新进展以及恢复后，我们会在此通知您。发送“转人工”可联系真人客服。",
  over: "据我们所知，您此前反馈的故障已经恢复。",
  still: "如果您那里仍有问题，请直接在此留言，或发送“转人工”。",
};

/** "2026-11-22 03:10 UTC" */
const clock = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** An outage as the customer hears of it. A responder's words come in the customer's language, else as they were written. */
export function outageText(language: string, { since, confirmed, until, words, over }: News): string {
  const chinese = language.startsWith("zh");
  const say = chinese ? ZH : EN;
  const said = words[chinese ? "zh" : "en"] ?? Object.values(words)[0];
  const parts = over
    ? [say.over, said, say.still]
    : [
        confirmed ? say.known(clock(since)) : say.seen,
        said,
        until === null ? say.unknown : say.until(clock(until)),
        say.later,
      ];
  return parts.filter((it) => it !== undefined).join("\n\n");
}

/** What happened to an outage, as a sentence for staff. */
export function sayOutage(event: OutageEvent): string {
  const who = "by" in event && event.by !== null ? event.by : "the desk";
  switch (event.type) {
    case "outage.opened":
      return `${who} opened outage ${event.id} about ${[...event.articles, ...event.patterns].join(", ")}${telling(event.told)}`;
    case "outage.updated":
      return `${who} updated outage ${event.id}`;
    case "outage.closed":
      return `${who} closed outage ${event.id}`;
  }
}

const telling = (told: readonly string[] | undefined): string => {
  if (told === undefined) return "";
  return told.length === 0 ? "; nobody is told, for there is no lead and no surge.page" : `; ${told.join(", ")} told`;
};
