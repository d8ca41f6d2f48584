import stringWidth from "string-width";
import { EXIT, Fault } from "../../core/errors.ts";
import type { Span } from "../../core/oncall/calendar.ts";
import { gaps as gapsIn, fairness as shareOut } from "../../core/oncall/coverage.ts";
import { stamp } from "../../core/oncall/zoned.ts";
import { formatDuration } from "../../core/time.ts";
import type { Changed, DeskClient } from "../../server/desk-client.ts";
import { reachDesk, refused } from "../desk-access.ts";
import { type MomentOptions, moment, spanOfOptions } from "../moments.ts";
import { print, table } from "../out.ts";
import type { AccessOptions } from "../remote.ts";
import { now } from "../runtime.ts";

interface Options extends AccessOptions, MomentOptions {
  at?: string;
  days?: number;
  for?: string;
  theirsFrom?: string;
  theirsTo?: string;
}

const NONE = "there are no schedules; write some under `schedules` in nightdesk.yaml";

/** `nightdesk oncall who`: one line a schedule. Exit 1 when a schedule has nobody. */
export async function who(_: string[], options: Options): Promise<void> {
  await withDesk(options, async (client) => {
    const answer = await client.onCall(options.at === undefined ? undefined : moment(options.at, options, now()));
    print(options.json, answer, () =>
      answer.schedules.length === 0
        ? NONE
        : table(
            answer.schedules.map(({ schedule, zone, person, because, until }) => [
              schedule,
              person ?? "! nobody",
              because,
              until === null ? "for more than a week" : `until ${stamp(until, zone)} ${zone}`,
            ]),
            stringWidth,
          ),
    );
    if (answer.schedules.some(({ person }) => person === null)) process.exitCode = EXIT.failed.code;
  });
}

/** `nightdesk oncall show`: every shift of a span. */
export async function show([schedule]: (string | undefined)[], options: Options): Promise<void> {
  const span = spanOfOptions(options, now(), 7);
  await withShifts(options, span, schedule, (schedules) =>
    print(options.json, { ...span, schedules }, () =>
      schedules
        .map(({ schedule, zone, shifts }) => {
          const free = gapsIn(shifts, span).map((gap) => ({ ...gap, person: "! nobody", because: "" }));
          const lines = [...shifts, ...free].sort((a, b) => a.from - b.from);
          const rows = lines.map(({ from, until, person, because }) => [
            `  ${stamp(from, zone)}`,
            stamp(until, zone),
            formatDuration(until - from),
            person,
            because,
          ]);
          return `${schedule} (${zone})\n${table(rows, stringWidth)}`;
        })
        .join("\n\n"),
    ),
  );
}

/** `nightdesk oncall gaps`: exit 1 when any moment of the next days has nobody. */
export async function gaps([schedule]: (string | undefined)[], options: Options): Promise<void> {
  const span = spanOfOptions(options, now(), options.days ?? 30);
  await withShifts(options, span, schedule, (schedules) => {
    const found = schedules.flatMap(({ schedule, zone, shifts }) =>
      gapsIn(shifts, span).map((gap) => ({ schedule, zone, ...gap })),
    );
    print(options.json, { ...span, gaps: found }, () =>
      found.length === 0
        ? `no gap until ${stamp(span.until, "UTC")}`
        : found
            .map(
              ({ schedule, zone, from, until }) =>
                `${schedule}  ${stamp(from, zone)}  ${stamp(until, zone)}  ${formatDuration(until - from)}  nobody (${zone})`,
            )
            .join("\n"),
    );
    if (found.length > 0) process.exitCode = EXIT.failed.code;
  });
}

/** `nightdesk oncall fairness`: how nights, weekends and hours are shared out, and who was paged how often. */
export async function fairness([schedule]: (string | undefined)[], options: Options): Promise<void> {
  const span = spanOfOptions(options, now(), 28);
  await withShifts(options, span, schedule, async (schedules, client) => {
    const loads = schedules.map(({ schedule, zone, zones, shifts }) => ({
      schedule,
      zone,
      people: shareOut(shifts, span, zone, zones),
    }));
    const pages = await client.pages(span);
    print(options.json, { ...span, schedules: loads, pages }, () =>
      [
        ...loads.map(({ schedule, zone, people }) => {
          const rows = people.map((it) => [
            `  ${it.person}`,
            String(it.shifts),
            ...[it.total, it.night, it.weekend].map((length) => `${(length / 3_600_000).toFixed(1)} h`),
          ]);
          return titled(`${schedule} (${zone})`, ["SHIFTS", "ON CALL", "NIGHTS", "WEEKENDS"], rows);
        }),
        pages.length === 0
          ? "no pages"
          : titled(
              "pages, on each person's clocks",
              ["PAGES", "AT NIGHT", "WEEKENDS"],
              pages.map((it) => [`  ${it.person}`, ...[it.pages, it.night, it.weekend].map(String)]),
            ),
      ].join("\n\n"),
    );
  });
}

const titled = (title: string, columns: string[], rows: string[][]): string =>
  `${title}\n${table([["  PERSON", ...columns], ...rows], stringWidth)}`;

/** `nightdesk oncall changes`: overrides in force, and swaps that wait for somebody's word. */
export async function changes(_: string[], options: Options): Promise<void> {
  await withDesk(options, async (client) => tell(options, { ok: true, ...(await client.roster()) }));
}

export const override = ([schedule = "", person = ""]: string[], options: Options): Promise<void> =>
  withDesk(options, async (client) => {
    const span = spanOfOptions(options, now(), 1);
    tell(options, await client.override({ schedule, person, instead: options.for ?? null, ...span }));
  });

export const cancel = ([id = ""]: string[], options: Options): Promise<void> =>
  withDesk(options, async (client) => tell(options, await client.cancelOverride(id)));

export const swap = ([schedule = "", to = ""]: string[], options: Options): Promise<void> =>
  withDesk(options, async (client) => {
    const mine = spanOfOptions(options, now(), 1);
    const { theirsFrom: from, theirsTo: until } = options;
    if ((from === undefined) !== (until === undefined))
      throw new Fault("usage", "a turn in return needs both ends", { next: "Give --theirs-from and --theirs-to." });
    const theirs =
      from === undefined || until === undefined
        ? null
        : { from: moment(from, options, now()), until: moment(until, options, now()) };
    tell(options, await client.offerSwap({ schedule, to, mine, theirs }));
  });

export const accept = ([id = ""]: string[], options: Options): Promise<void> =>
  withDesk(options, async (client) => tell(options, await client.answerSwap(id, true)));
export const decline = ([id = ""]: string[], options: Options): Promise<void> =>
  withDesk(options, async (client) => tell(options, await client.answerSwap(id, false)));

function tell(options: Options, changed: Changed): void {
  if (!changed.ok) {
    refused(changed, options.json);
    return;
  }
  const { ok: _, ...roster } = changed;
  const zone = options.zone ?? "UTC";
  const during = ({ from, until }: Span) => `${stamp(from, zone)} to ${stamp(until, zone)}`;
  print(options.json, roster, () =>
    [
      ...roster.overrides.map(
        ({ id, schedule, person, instead, because, ...span }) =>
          `${id}  ${schedule}  ${during(span)}  ${person}${instead === null ? "" : ` for ${instead}`}  ${because}`,
      ),
      ...roster.offers.map(
        ({ id, schedule, by, to, mine, theirs }) =>
          `${id}  ${schedule}  ${during(mine)}  ${by} asks ${to}${theirs === null ? "" : `, for ${during(theirs)}`}  waits for ${to}`,
      ),
      ...(roster.overrides.length + roster.offers.length === 0 ? ["no changes"] : []),
    ].join("\n"),
  );
}

type Schedules = Awaited<ReturnType<DeskClient["shifts"]>>["schedules"];

async function withShifts(
  options: Options,
  span: Span,
  schedule: string | undefined,
  use: (schedules: Schedules, client: DeskClient) => void | Promise<void>,
): Promise<void> {
  await withDesk(options, async (client) => {
    const { schedules } = await client.shifts(span, schedule);
    if (schedules.length > 0) return use(schedules, client);
    throw new Fault("usage", schedule === undefined ? NONE : `there is no schedule “${schedule}”`, {
      next: "`nightdesk oncall who` lists the schedules.",
    });
  });
}

async function withDesk(options: Options, use: (client: DeskClient) => Promise<void>): Promise<void> {
  const { client, close } = await reachDesk(options);
  try {
    await use(client);
  } finally {
    await close();
  }
}
