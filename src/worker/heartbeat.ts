import { type Beat, beat, type Heartbeat, type Telling, wellPulse } from "../core/heartbeat/heartbeat.ts";
import type { Notice } from "../core/pager.ts";
import type { Store } from "../core/ports.ts";
import { formatDuration, type Instant } from "../core/time.ts";
import { type ReachPorts, reach } from "./reach.ts";

const PATIENCE = 10_000;
/** Effects or deadlines that wait longer than this are not being worked on. */
const BEHIND = 60_000;

/** Asks a desk whether it is ready; how it does not answer is the reason. */
export async function askDesk(url: string): Promise<Beat> {
  try {
    const response = await fetch(`${url.replace(/\/+$/, "")}/readyz`, { signal: AbortSignal.timeout(PATIENCE) });
    if (response.ok) {
      await response.body?.cancel();
      return { ok: true };
    }
    const { detail } = (await response.json().catch(() => ({}))) as { detail?: unknown };
    return { ok: false, because: `it answers ${response.status}${typeof detail === "string" ? `: ${detail}` : ""}` };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { ok: false, because: `it does not answer (${cause instanceof Error ? cause.message : String(cause)})` };
  }
}

export interface WatchPorts extends ReachPorts {
  config: Heartbeat;
  desk: string;
  url: string;
  log(entry: { level: "info" | "error"; message: string }): void;
  ask?: (url: string) => Promise<Beat>;
}

/**
 * The watcher: each call asks the desk once and tells people what has to be told. What nobody took is told again with the next call.
 * Resolves to 0: there is nothing more to do now.
 */
export function openWatch({ config, desk, url, log, ask = askDesk, ...ports }: WatchPorts) {
  let pulse = wellPulse;
  let untold: Telling[] = [];
  return async (): Promise<number> => {
    const next = beat(pulse, await ask(url), ports.now(), config);
    if (next.pulse.state !== pulse.state || next.tell !== null)
      log(next.pulse.state === "well" ? well : silent(next.pulse.because));
    pulse = next.pulse;
    if (next.tell !== null) untold = [...untold, next.tell].slice(-2);
    const failed: Telling[] = [];
    for (const telling of untold) {
      const notice = noticeOf(telling, { desk, url, now: ports.now() });
      if (!(await tellBy(config.reach, notice, ports, log))) failed.push(telling);
    }
    untold = failed;
    return 0;
  };
}

const well = { level: "info", message: "the desk answers" } as const;
const silent = (because: string) => ({ level: "error", message: `the desk is silent: ${because}` }) as const;

/** Tells by the first way that takes it; false when none does. */
export async function tellBy(
  ways: Heartbeat["reach"],
  notice: Notice,
  ports: ReachPorts,
  log: WatchPorts["log"],
): Promise<boolean> {
  for (const way of ways) {
    const name = "webhook" in way ? `webhook ${way.webhook}` : `mail to ${way.mail}`;
    try {
      await reach(way, notice, ports);
      log({ level: "info", message: `told by ${name}: ${notice.summary}` });
      return true;
    } catch (error) {
      log({ level: "error", message: `${name} failed: ${error instanceof Error ? error.message : String(error)}` });
    }
  }
  return false;
}

function noticeOf(
  { id, what, since, because }: Telling,
  { desk, url, now }: { desk: string; url: string; now: Instant },
): Notice {
  const lasted = formatDuration(now - since);
  const summary =
    what === "silent" ? `${desk} has been silent for ${lasted}: ${because}` : `${desk} answers again, after ${lasted}`;
  const text =
    what === "silent"
      ? `Nobody is answered and nobody is paged until it runs again. Start it with: nightdesk up\nAsked: ${url}`
      : "What was due meanwhile is being worked on now.";
  return {
    id,
    type: `desk.${what}`,
    data: { desk, url, since: new Date(since).toISOString(), because },
    summary,
    text,
  };
}

/**
 * Tells an external dead man's switch that the desk lives, as often as the configuration says, and only while the desk does its work:
 * its clock ticks and its outbox is not behind. `once` resolves to 0: there is nothing more to do now.
 */
export function openPing({ desk, store }: { desk: string; store: Pick<Store, "counts"> }, ports: ReachPorts) {
  let tickedAt = ports.now();
  let pingedAt = 0;
  return {
    ticked(): void {
      tickedAt = ports.now();
    },
    async once(): Promise<number> {
      const { heartbeat } = ports.paging();
      const now = ports.now();
      if (heartbeat?.ping === undefined || now < pingedAt + heartbeat.every || now - tickedAt > BEHIND) return 0;
      if ((await store.counts(now)).outboxLag > BEHIND) return 0;
      const id = `alive:${now}`;
      const notice = { id, type: "desk.alive", data: { desk }, summary: `${desk} is at work`, text: "" };
      await reach({ webhook: heartbeat.ping }, notice, ports);
      pingedAt = now;
      return 0;
    },
  };
}
