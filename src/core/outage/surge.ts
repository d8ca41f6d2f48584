import type { Instant } from "../time.ts";
import { type OutageCommand, type Outages, openOnes } from "./outage.ts";
import { about, arrived, dominant, judged, quiet, type RateLimits } from "./rate.ts";

/** Watches the messages that come to one process. What it has counted is gone with the process; what it opened stays in the store. */
export function watchSurge(limits: () => RateLimits, start: Instant) {
  let rate = quiet(start);
  return {
    /** Counts a message; whether there is a surge. */
    arrived(now: Instant): boolean {
      rate = arrived(rate, now, limits());
      return rate.surge !== null;
    },
    /** Notes what the newest message is about; the command that opens an outage, when most of a surge is about one article. */
    about(article: string | null, now: Instant, outages: Outages): OutageCommand | undefined {
      rate = about(rate, article);
      if (rate.surge === null) return undefined;
      const most = dominant(rate, now, limits());
      if (most === null || openOnes(outages).some(({ articles }) => articles.includes(most))) return undefined;
      return { type: "notice", article: most, since: rate.surge.since };
    },
    going(now: Instant): boolean {
      rate = judged(rate, now, limits());
      return rate.surge !== null;
    },
  };
}
