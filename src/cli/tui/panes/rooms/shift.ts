import { formatDuration } from "../../../../core/time.ts";
import type { WireCatchUp } from "../../../../server/api-insight.ts";
import type { ShiftNews } from "../../state/rooms.ts";
import { counts, isLive, ticketName, timeOf, unsentDrafts, wordsOf } from "../../state/select.ts";
import type { State } from "../../state/state.ts";
import { cell, clean } from "../../text/clean.ts";
import { span } from "../../text/line.ts";
import { priorityMark } from "../marks.ts";
import { blank, dimRow, heading, prose } from "./parts.ts";
import type { RoomRow } from "./rows.ts";

/** Seconds of hours are noise. */
const coarse = (length: number): number => Math.floor(length / 60_000) * 60_000;

function turnRows(state: State, { turns, shifts }: ShiftNews): RoomRow[] {
  const words = wordsOf(state).room;
  return turns.map(({ schedule, person, until }) => {
    const after = shifts
      .find((it) => it.schedule === schedule)
      ?.shifts.find(({ from, person: who }) => from > state.now && who !== person);
    const mine = person !== null && person === state.me?.name;
    const who = person === null ? null : `${cell(person)}${mine ? ` ${words.you}` : ""}`;
    const said = words.turn(cell(schedule), who, until === null ? null : timeOf(until, state.now));
    return {
      line: [
        span(`  ${said}`, person === null ? "bad" : undefined, { bold: mine || person === null }),
        span(after === undefined ? "" : `  ${words.next(cell(after.person), timeOf(after.from, state.now))}`, "dim"),
      ],
    };
  });
}

/** One ticket: its facts in a row that leads to it, what happened below. */
function newsRows(state: State, news: WireCatchUp["tickets"][number], columns: number): RoomRow[] {
  const { number, priority, subject, owner, what, at, grave } = news;
  const gone = news.state === "resolved" || news.state === "closed" ? "✓ " : grave ? "! " : "  ";
  return [
    {
      line: [
        span(gone, grave ? "bad" : "ok"),
        priorityMark({ priority }),
        span(` ${ticketName(number)} `),
        span(subject === null ? wordsOf(state).erased : cell(subject), undefined, { bold: grave }),
        span(`  ${owner === null ? "-" : cell(owner)} · ${timeOf(at, state.now)}`, "dim"),
      ],
      target: { ticket: number },
    },
    ...prose(what.map(cell).join(" · "), columns, 7, true),
  ];
}

function catchUpRows(state: State, catchUp: WireCatchUp, columns: number): RoomRow[] {
  const words = wordsOf(state).room;
  const { since, counts: found, tickets, more, others } = catchUp;
  const quiet = tickets.length === 0 && others.length === 0;
  return [
    heading(words.caughtUp(timeOf(since, state.now), formatDuration(coarse(state.now - since))), words.counts(found)),
    ...(quiet ? [dimRow(words.nothing)] : tickets.flatMap((it) => newsRows(state, it, columns))),
    ...(more > 0 ? [dimRow(words.more(more))] : []),
    ...(others.length === 0 ? [] : [heading(words.others)]),
    ...others.map(({ at, what }) => ({ line: [span(`  ${timeOf(at, state.now)}  `, "dim"), span(cell(what))] })),
  ];
}

function handoverRows(state: State, { handovers }: ShiftNews, columns: number): RoomRow[] {
  const words = wordsOf(state).room;
  const newest = handovers.toReversed().slice(0, 5);
  if (newest.length === 0) return [heading(words.handovers), dimRow(words.noHandovers)];
  return [
    heading(words.handovers),
    ...newest.flatMap(({ id, schedule, by, to, at, notes, reminded, accepted }): RoomRow[] => {
      const waits = accepted === null;
      const said = waits ? words.waits(cell(by), cell(to), reminded) : words.taken(cell(by), cell(accepted.by));
      const answer = accepted?.notes ?? "";
      return [
        {
          line: [
            span(`${waits ? "!" : " "} ${said}`, waits ? "warn" : "dim", { bold: waits }),
            span(`  ${cell(schedule)} · ${timeOf(at, state.now)}`, "dim"),
          ],
          target: { handover: id },
        },
        // What was taken over is done with: its notes are here for who wants to look.
        ...prose(clean(notes ?? wordsOf(state).erased), columns, 4, !waits).slice(0, waits ? 12 : 2),
        ...(accepted === null || answer === ""
          ? []
          : prose(`${words.answered(cell(accepted.by))} ${clean(answer)}`, columns, 4, true)),
      ];
    }),
  ];
}

/** Who is on call, the hand-over that waits, what one has missed, and how it stands now. */
export function shiftRows(state: State, columns: number): RoomRow[] {
  const words = wordsOf(state).room;
  const { news } = state.rooms.shift;
  if (news === null) return [heading(words.shift), dimRow(words.loading)];
  const mine = state.me?.name;
  const live = [...state.tickets.values()].filter(isLive);
  const now = words.now({
    ...counts(state),
    snoozed: live.filter(({ snoozedUntil }) => snoozedUntil !== null).length,
    mine: live.filter(({ owner }) => owner !== null && owner === mine).length,
    drafts: unsentDrafts(state),
  });
  return [
    heading(words.shift),
    ...turnRows(state, news),
    { line: [span(`  ${now}`)] },
    blank,
    ...handoverRows(state, news, columns),
    blank,
    ...catchUpRows(state, news.catchUp, columns),
  ];
}
