import type { WireIncident } from "../../../../server/api-incident.ts";
import { ticketName, timeOf, wordsOf } from "../../state/select.ts";
import type { State } from "../../state/state.ts";
import { cell } from "../../text/clean.ts";
import { span } from "../../text/line.ts";
import { wrap } from "../../text/wrap.ts";
import { blank, dimRow, heading, prose } from "./parts.ts";
import type { RoomRow } from "./rows.ts";

const STORY = 12;
/** Steps of the runbook that come next. */
const NEXT = 4;

/** What is known of an incident, and what happened, the newest last. */
function factRows(state: State, view: WireIncident, columns: number): RoomRow[] {
  const words = wordsOf(state).danger;
  const { account, verifiedAt, coolUntil, updateDueAt, restore, linked, runbook, timeline } = view;
  const at = (moment: number) => timeOf(moment, state.now);
  const by = restore.state === "requested" ? restore.approvals.map((it) => cell(it.by)).join(", ") : "";
  const facts = [
    words.account(account === null ? null : cell(account)),
    words.verified(verifiedAt === null ? null : at(verifiedAt)),
    words.freeze[view.freeze.state] + ("because" in view.freeze ? `: ${cell(view.freeze.because)}` : ""),
    coolUntil !== null && coolUntil > state.now ? words.cooling(at(coolUntil)) : "",
    words.restore[restore.state] + ("because" in restore ? `: ${cell(restore.because)}` : ""),
    restore.state === "requested" ? words.approvals(restore.approvals.length, by) : "",
    updateDueAt === null ? "" : words.tell(at(updateDueAt)),
    linked.length === 0 ? "" : words.linked(linked.map((number) => words.incident(number)).join(", ")),
  ];
  const tasks = runbook
    .filter(({ done }) => done === null)
    .slice(0, NEXT)
    .flatMap(({ role, task }) => prose(`□ ${cell(role)}: ${cell(task)}`, columns, 4));
  const story = timeline.slice(-STORY).flatMap(({ at: moment, what }): RoomRow[] => {
    const time = `  ${at(moment)}  `;
    return wrap(cell(what), Math.max(12, columns - time.length)).map((row, i) => ({
      line: [span(i === 0 ? time : " ".repeat(time.length), "dim"), span(row)],
    }));
  });
  return [
    ...prose(facts.filter((it) => it !== "").join(" · "), columns),
    ...(tasks.length === 0 ? [] : [dimRow(`  ${words.next}`)]),
    ...tasks,
    ...(story.length === 0 ? [] : [dimRow(`  ${words.timeline}`)]),
    ...story,
  ];
}

/** Open incidents, the newest first; of the chosen one everything that is known. */
export function securityRows(state: State, columns: number): RoomRow[] {
  const words = wordsOf(state).danger;
  const { items, views, at } = state.rooms.security;
  if (items === null) return [heading(words.security), dimRow(wordsOf(state).room.loading)];
  if (items.length === 0) return [heading(words.security), dimRow(words.none)];
  const here = Math.min(at, items.length - 1);
  return [
    heading(words.security),
    ...items.flatMap((it, i): RoomRow[] => {
      const view = views.get(it.number);
      const grave = it.freeze === "failed" || it.freeze === "none" || it.freeze === "wished";
      return [
        {
          line: [
            span(`${words.incident(it.number)} `, undefined, { bold: true }),
            span(`${ticketName(it.number)} `),
            span(words.state[it.state], it.state === "reported" ? "bad" : "ok", { bold: it.state === "reported" }),
            span(` ${words.kinds[it.kind]}`),
            span(` · ${words.freeze[it.freeze]}`, grave ? "bad" : undefined),
            span(`  ${cell(it.customer)} · ${timeOf(it.reportedAt, state.now)}`, "dim"),
          ],
          target: { incident: it.number },
        },
        ...(i === here && view !== undefined ? [...factRows(state, view, columns), blank] : []),
      ];
    }),
  ];
}
