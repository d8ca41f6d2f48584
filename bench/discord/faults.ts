import type { FakeDiscord } from "../../tests/harness/discord/fake.ts";

const POST = { method: "POST", path: /^\/channels\/\d+\/messages$/ };
const READ = { method: "GET", path: /^\/channels\/\d+\/messages$/ };
/** So many requests in a row fail in an outage: more than it takes to stop asking. */
const OUTAGE = 8;

/** How often each fault happened. */
export type Faults = Record<string, number>;

/** A Discord that fails by count, so that a slow machine sees the same faults as a fast one. */
export function openFaults(
  discord: FakeDiscord,
  messages: number,
  { sessions, outages }: { sessions: number; outages: number },
) {
  const counts: Faults = {};
  const happened = (name: string) => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  const each = (often: number, name: string) => {
    let seen = Math.floor(often / 2);
    return () => {
      seen += 1;
      const now = seen % often === 0;
      if (now) happened(name);
      return now;
    };
  };
  discord.fault({ ...POST, status: 502, applied: true, when: each(50, "sent, answered 502") });
  discord.fault({ ...POST, status: 503, when: each(90, "503") });
  discord.fault({ ...POST, status: 429, headers: { "retry-after": "0.2" }, when: each(80, "429") });
  discord.fault({ ...POST, status: 429, when: each(1_000, "429 without a wait") });
  discord.fault({ ...POST, hangUp: true, when: each(110, "hung up") });
  discord.fault({ ...POST, hangUp: true, applied: true, when: each(130, "sent, hung up") });
  discord.fault({ ...READ, status: 503, when: each(10, "reading answered 503") });
  discord.fault({ ...READ, hangUp: true, when: each(25, "reading hung up") });

  const spread = (count: number, shift: number) =>
    new Set(Array.from({ length: count }, (_, i) => Math.floor((messages * (i + 1)) / (count + 1)) + shift));
  const drops = spread(sessions * 3, 0);
  const ends = spread(sessions, 3);
  const away = spread(outages, 5);
  const twice = each(33, "delivered twice");

  return {
    counts,
    /** What happens at the n-th message; whether it is delivered twice. */
    at(n: number): boolean {
      if (drops.has(n)) {
        happened("connection broke");
        discord.gateway.drop();
      }
      if (ends.has(n)) {
        happened("session ended");
        discord.gateway.lose();
      }
      if (away.has(n)) {
        happened(`${OUTAGE} requests in a row unanswered`);
        discord.fault({ path: /^\/channels\//, times: OUTAGE, hangUp: true });
      }
      return twice();
    },
  };
}
