import type { Instant, Millis } from "../time.ts";

/** When more customers write than usual is a surge; `surge:` in nightdesk.yaml. */
export interface RateLimits {
  window: Millis;
  baseline: Millis;
  times: number;
  atLeast: number;
  share: number;
}

interface Bucket {
  at: Instant;
  count: number;
  /** How many of them were about an article. */
  articles: Readonly<Record<string, number>>;
}

/** What came in lately, in twelve buckets a window, and the surge that it amounts to. */
export interface Rate {
  /** Since when it is counted. */
  from: Instant;
  buckets: readonly Bucket[];
  /** `usual`: arrivals a window before it began, so that a surge is not measured by itself. */
  surge: { since: Instant; usual: number } | null;
}

export const quiet = (from: Instant): Rate => ({ from, buckets: [], surge: null });

const BUCKETS = 12;
/** A rise is looked for in so many of the newest buckets: a steep one shows long before the window is full. */
const SPANS = [1, 3, 6, BUCKETS] as const;
/** What most of it is about is read from the newest quarter, which what is usual has the smallest part in. */
const NEWEST = 3;

/** The rate after one more message; whom it is about is said by `about` once it is known. */
export function arrived(rate: Rate, now: Instant, limits: RateLimits): Rate {
  const { buckets } = rate;
  const width = Math.max(1, Math.round(limits.window / BUCKETS));
  const at = now - (now % width);
  const last = buckets.at(-1);
  if (last?.at === at) {
    const more = { ...last, count: last.count + 1 };
    return judged({ ...rate, buckets: [...buckets.slice(0, -1), more] }, now, limits);
  }
  const kept = buckets.filter((it) => it.at > now - limits.window - limits.baseline);
  return judged({ ...rate, buckets: [...kept, { at, count: 1, articles: {} }] }, now, limits);
}

/** Notes which article the newest message is about. */
export function about(rate: Rate, article: string | null): Rate {
  const { buckets } = rate;
  const last = buckets.at(-1);
  if (last === undefined || article === null) return rate;
  const articles = { ...last.articles, [article]: (last.articles[article] ?? 0) + 1 };
  return { ...rate, buckets: [...buckets.slice(0, -1), { ...last, articles }] };
}

/**
 * Whether there is a surge at this moment. It begins when what came in within a window, or a part of it, is `atLeast` and `times` what
 * is usual for that long, and ends when they are half of that: it does not flicker. Who has counted for less than two windows does not know what is usual.
 */
export function judged(rate: Rate, now: Instant, limits: RateLimits): Rate {
  const { from, buckets, surge } = rate;
  if (now < from + 2 * limits.window) return rate;
  const count = lately(buckets, now, limits, BUCKETS);
  const usual = surge?.usual ?? usualOf(rate, now, limits);
  const enough = (share: number) => Math.max(limits.atLeast, limits.times * usual * share);
  if (surge === null) {
    const risen = SPANS.some((span) => lately(buckets, now, limits, span) >= enough(span / BUCKETS));
    return { from, buckets, surge: risen ? { since: now, usual } : null };
  }
  return { from, buckets, surge: count < enough(1) / 2 ? null : surge };
}

/** Arrivals a window in the baseline before this window, or in as much of it as was counted. */
function usualOf({ from, buckets }: Rate, now: Instant, { window, baseline }: RateLimits): number {
  const until = now - window;
  const since = Math.max(from, until - baseline);
  return (sum(buckets.filter(({ at }) => at <= until && at > since - window / BUCKETS)) * window) / (until - since);
}

/** The article that at least `share` of the newest arrivals are about; null when they are about this and that. */
export function dominant({ buckets }: Rate, now: Instant, { window, share }: RateLimits): string | null {
  const recent = buckets.filter(({ at }) => at > now - (window * NEWEST) / BUCKETS);
  const totals = new Map<string, number>();
  for (const { articles } of recent)
    for (const [article, count] of Object.entries(articles)) totals.set(article, (totals.get(article) ?? 0) + count);
  const [top] = [...totals].sort((a, b) => b[1] - a[1]);
  return top !== undefined && top[1] >= share * sum(recent) ? top[0] : null;
}

const lately = (buckets: readonly Bucket[], now: Instant, { window }: RateLimits, span: number): number =>
  sum(buckets.filter(({ at }) => at > now - (window * span) / BUCKETS));

const sum = (buckets: readonly Bucket[]): number => buckets.reduce((total, { count }) => total + count, 0);
