import { formatDuration } from "../../../../core/time.ts";
import type { WireTraffic } from "../../../../server/api-insight.ts";
import { wordsOf } from "../../state/select.ts";
import type { State } from "../../state/state.ts";
import { cell } from "../../text/clean.ts";
import { fitLine, type Line, span } from "../../text/line.ts";
import { fitText } from "../../text/width.ts";
import { beside, blank, dimRow, heading, shareRows, sparkline } from "./parts.ts";
import type { RoomRow } from "./rows.ts";

const NAMES = 22;
const MOST = 8;

const percent = (part: number, whole: number): string =>
  whole === 0 ? "-" : `${Math.round((part / whole) * 1_000) / 10} %`;

const figure = (name: string, value: string, more: Line = []): RoomRow => ({
  line: [
    span(fitText(name, NAMES), "dim"),
    span(fitText(value, 9, "right"), undefined, { bold: true }),
    span("  "),
    ...more,
  ],
});

function figures(state: State, traffic: WireTraffic): RoomRow[] {
  const words = wordsOf(state).room;
  const { slots, arrived, resolved, backlog, missed, firstReply, asked, alone, ratings } = traffic;
  const line = (values: number[]): Line => [span(sparkline(values), "p2")];
  const of = (part: number, whole: number): Line => [span(words.of(part, whole), "dim")];
  return [
    figure(words.arrivals, String(arrived), line(slots.map((it) => it.arrived))),
    figure(words.resolved, String(resolved), line(slots.map((it) => it.resolved))),
    figure(words.backlog, String(backlog), line(slots.map((it) => it.backlog))),
    figure(words.kept, percent(arrived - missed, arrived), of(arrived - missed, arrived)),
    figure(words.firstReply, firstReply === null ? "-" : formatDuration(firstReply)),
    figure(words.alone, percent(alone, asked), of(alone, asked)),
    figure(words.rating, ratings.mean === null ? "-" : `${ratings.mean.toFixed(1)} ★`, [
      span(ratings.count === 0 ? "" : String(ratings.count), "dim"),
    ]),
  ];
}

/** What came, what waits, which promises were kept, and what needed no person; by language and category. */
export function statsRows(state: State, columns: number): RoomRow[] {
  const words = wordsOf(state).room;
  const { hours, traffic } = state.rooms.stats;
  const title = heading(words.stats(formatDuration(hours * 3_600_000)));
  if (traffic === null) return [title, dimRow(words.loading)];
  const half = columns < 84 ? columns : Math.floor(columns / 2) - 1;
  const named = (shares: WireTraffic["languages"]) => shares.map(({ of, count }) => ({ of: cell(of), count }));
  const alone = traffic.aloneByLanguage.slice(0, MOST).map(
    ({ language, asked, alone }): RoomRow => ({
      line: [
        span(`  ${fitText(cell(language), 6)}`),
        span(percent(alone, asked)),
        span(`  ${words.of(alone, asked)}`, "dim"),
      ],
    }),
  );
  return [
    title,
    blank,
    ...figures(state, traffic),
    blank,
    ...beside(
      [heading(words.categories), ...shareRows(named(traffic.categories), half, MOST)],
      [heading(words.languages), ...shareRows(named(traffic.languages), half, MOST)],
      columns,
      fitLine,
    ),
    blank,
    ...beside(
      [heading(words.priorities), ...shareRows(named(traffic.priorities), half, MOST)],
      [heading(words.alone.toUpperCase()), ...alone],
      columns,
      fitLine,
    ),
  ];
}
