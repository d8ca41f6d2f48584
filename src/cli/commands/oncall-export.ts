import { stat, writeFile } from "node:fs/promises";
import { Fault } from "../../core/errors.ts";
import { calendarOf } from "../../core/oncall/calendar-of.ts";
import type { Policy } from "../../core/policy.ts";
import { newCalendarToken } from "../../server/calendar-token.ts";
import { loginName } from "../desk-access.ts";
import { readLocalDesk } from "../local-desk.ts";
import { type MomentOptions, spanOfOptions } from "../moments.ts";
import { print } from "../out.ts";
import { now, openRuntime } from "../runtime.ts";

interface Options extends MomentOptions {
  config?: string;
  json?: boolean;
  out?: string;
  name?: string;
  url?: string;
}

/** `nightdesk oncall export`: a schedule as iCalendar, the overrides and swaps of the running desk included. */
export async function exportCalendar([schedule = ""]: string[], options: Options): Promise<void> {
  const span = spanOfOptions(options, now(), 90);
  const { store, desk, policy, configFile } = await openRuntime({ ...options, articles: false });
  try {
    const configuredAt = Math.floor((await stat(configFile)).mtimeMs);
    const text = calendarOf({ schedule, span, configuredAt }, policy(), await desk.roster());
    if (text === undefined) throw unknownSchedule(schedule, policy());
    if (options.out === undefined) process.stdout.write(text);
    else await writeFile(options.out, text);
  } finally {
    await store.close();
  }
}

/** `nightdesk oncall feed`: an address for calendar programs, shown once. Whoever has it reads this schedule and nothing else. */
export async function feed([schedule = ""]: string[], options: Options): Promise<void> {
  const { store, policy, data } = await openRuntime({ ...options, articles: false });
  try {
    const { schedules, server } = policy().config;
    if (schedules[schedule] === undefined) throw unknownSchedule(schedule, policy());
    const label = options.name ?? loginName();
    const { secret, row } = newCalendarToken({ schedule, label, by: loginName(), now: now() });
    await store.putToken(row);
    const base = options.url ?? (await readLocalDesk(data))?.url ?? `http://${server.host}:${server.port}`;
    const url = `${base.replace(/\/+$/, "")}/calendar/${secret}.ics`;
    print(options.json, { id: row.id, schedule, name: label, url }, () => url);
    if (!options.json) {
      process.stderr.write(
        `Subscribe to this address in a calendar program; it is shown this once. End it with: nightdesk token revoke ${row.id}\n`,
      );
    }
  } finally {
    await store.close();
  }
}

function unknownSchedule(schedule: string, { config }: Policy): Fault {
  const known = Object.keys(config.schedules);
  return new Fault("usage", `there is no schedule “${schedule}”`, {
    next: known.length > 0 ? `Schedules: ${known.join(", ")}.` : "Write one under `schedules` in nightdesk.yaml.",
  });
}
