import { ticketName, timeOf, wordsOf } from "../../state/select.ts";
import type { State } from "../../state/state.ts";
import { cell } from "../../text/clean.ts";
import { span } from "../../text/line.ts";
import { fitText, width } from "../../text/width.ts";
import { wrap } from "../../text/wrap.ts";
import { blank, dimRow, heading, prose } from "./parts.ts";
import type { RoomRow } from "./rows.ts";

/** What could not be delivered, with why; then what was done. */
export function activityRows(state: State, columns: number): RoomRow[] {
  const words = wordsOf(state).room;
  const { dead, done, all } = state.rooms.activity;
  if (done === null) return [heading(words.activity), dimRow(words.loading)];
  const failures = dead.flatMap(({ id, what, attempts, updatedAt, error }): RoomRow[] => [
    {
      line: [
        span(`✗ ${cell(what)}`, "bad"),
        span(`  ${words.attempts(attempts)} · ${timeOf(updatedAt, state.now)}`, "dim"),
      ],
      target: { effect: id },
    },
    ...prose(cell(error ?? ""), columns, 4, true),
  ]);
  const actions = done.flatMap(({ at, ticket, by, what }): RoomRow[] => {
    const time = `${timeOf(at, state.now)}  `;
    const name = fitText(ticket === null ? "" : ticketName(ticket), 8);
    const who = all && !what.startsWith(by) ? `${cell(by)}: ` : "";
    const indent = width(time) + 9;
    const [first = "", ...rest] = wrap(`${who}${cell(what)}`, Math.max(12, columns - indent));
    return [
      {
        line: [span(time, "dim"), span(`${name} `), span(first)],
        ...(ticket === null ? {} : { target: { ticket } }),
      },
      ...rest.map((row) => ({ line: [span(" ".repeat(indent)), span(row)] })),
    ];
  });
  return [
    heading(words.failures(dead.length)),
    ...(failures.length === 0 ? [dimRow(words.noFailures)] : failures),
    blank,
    heading(all ? words.everybody : words.mine),
    ...(actions.length === 0 ? [dimRow(words.noActions)] : actions),
  ];
}
