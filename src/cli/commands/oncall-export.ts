import { stat, writeFile } from "node:fs/promises";
import { Fault } from "../../core/errors.ts";
import { icalendar } from "../../core/oncall/icalendar.ts";
import { shiftsOf } from "../../core/oncall/who.ts";
import { type MomentOptions, spanOfOptions } from "../moments.ts";
import { now, openRuntime } from "../runtime.ts";

interface Options extends MomentOptions {
  config?: string;
  out?: string;
}

const BEFORE = 100 * 86_400_000;

/** `nightdesk oncall export`: a schedule as iCalendar, the overrides and swaps of the running desk included. */
export async function exportCalendar([schedule = ""]: string[], options: Options): Promise<void> {
  const span = spanOfOptions(options, now(), 90);
  const { store, desk, policy, configFile } = await openRuntime({ ...options, articles: false });
  try {
    const roster = await desk.roster();
    // From well before, so that a shift which is under way begins where it began, and keeps its name.
    const [found] = shiftsOf(policy(), roster, { from: span.from - BEFORE, until: span.until }, schedule);
    if (found === undefined) {
      const known = Object.keys(policy().config.schedules);
      throw new Fault("usage", `there is no schedule “${schedule}”`, {
        next: known.length > 0 ? `Schedules: ${known.join(", ")}.` : "Write one under `schedules` in nightdesk.yaml.",
      });
    }
    const { people, desk: about } = policy().config;
    const text = icalendar({
      ...found,
      shifts: found.shifts.filter(({ until }) => until > span.from),
      desk: about.name,
      span,
      changedAt: Math.max(roster.changedAt, Math.floor((await stat(configFile)).mtimeMs)),
      nameOf: (person) => people[person]?.name ?? person,
    });
    if (options.out === undefined) process.stdout.write(text);
    else await writeFile(options.out, text);
  } finally {
    await store.close();
  }
}
