import type { Command } from "../commands/command.ts";
import { isAt } from "../commands/ids.ts";
import { commandsOf, keyLabel } from "../commands/table.ts";
import { isRoom } from "../state/rooms.ts";
import { clock, counts, isOffline, ticketName, ticketShown, wordsOf } from "../state/select.ts";
import { type State, VIEWS } from "../state/state.ts";
import { cell } from "../text/clean.ts";
import { look } from "../text/field.ts";
import { type Block, fitLine, type Line, lineWidth, plain, span, spread } from "../text/line.ts";
import { width } from "../text/width.ts";
import { continuations } from "../update/keys.ts";

/** Top row: the desk, the load, what is wrong, who one is, the time. */
export function statusBar(state: State, columns: number): Line {
  const words = wordsOf(state);
  const { live, top, breached, nobody } = counts(state);
  const dead = state.status?.outbox.dead ?? 0;
  const ill = (state.status?.connections ?? []).filter((it) => it.state === "dead" || it.state === "degraded");
  const desk = cell(state.status?.desk ?? "");
  const left: Line = [
    span(` nightdesk${desk === "" ? "" : ` · ${desk}`}`, undefined, { bold: true }),
    span(`  ${words.queue} ${state.loaded ? live : "-"}`),
    ...(top > 0 ? [span(`  P0▲▲ ${top}`, "p0", { bold: true })] : []),
    ...(breached > 0 ? [span(`  ! ${words.breached} ${breached}`, "bad", { bold: true })] : []),
    ...(nobody > 0 ? [span(`  ! ${words.nobody} ${nobody}`, "bad", { bold: true })] : []),
    ...ill.map(({ name, detail = "", next = "" }) =>
      span(`  ✗ ${cell(`${name}: ${detail}. ${next}`)}`, "bad", { bold: true }),
    ),
    ...(dead > 0 ? [span(`  ${words.undelivered(dead)}`, "bad", { bold: true })] : []),
    ...(state.list.touched.size > 0 ? [span(`  ${words.held(state.list.touched.size)}`, "warn")] : []),
  ];
  return spread(left, [span(`  ${cell(state.me?.name ?? "")}  `), span(`${clock(state.now)} `, "dim")], columns);
}

function views(state: State): Line {
  const words = wordsOf(state);
  return VIEWS.flatMap((view, i) => {
    const here = view === state.list.view;
    return [span(` ${i + 1} ${words.view[view]} `, here ? "accent" : "dim", { bold: here, inverse: here })];
  });
}

/** The screens beside the queue, and the keys that lead to them. */
function screens(state: State): Line {
  const words = wordsOf(state);
  const here = state.focus === "handover" ? "shift" : state.focus;
  const names = [
    ["queue", "g q", words.queue],
    ["security", "g s", words.danger.security],
    ["shift", "g o", words.room.shift],
    ["knowledge", "g k", words.room.articles],
    ["stats", "g d", words.room.figures],
    ["activity", "g a", words.room.activity],
  ] as const;
  return names.flatMap(([id, key, name]) => [
    span(` ${name.toLowerCase()} `, id === here ? "accent" : undefined, { bold: id === here, inverse: id === here }),
    span(`${key} `, "dim"),
  ]);
}

/** Second row: a new urgent ticket before anything else, then the filter while it is typed, then the views. */
export function viewBar(state: State, columns: number): Block {
  const words = wordsOf(state);
  const urgent = state.urgent === null ? undefined : ticketShown(state, state.urgent.number);
  if (urgent !== undefined && state.overlay?.is !== "filter") {
    const look = { bold: true, inverse: true };
    const text = ` ${words.urgent(urgent.priority, ticketName(urgent.number))}  ${cell(urgent.subject ?? "")}`;
    return { lines: [spread([span(text, "p0", look)], [span(`  ${words.urgentKey} `, "p0", look)], columns)] };
  }
  if (state.overlay?.is === "filter") {
    const { lines, caret } = look(state.overlay.field, Math.max(2, columns - 4), 1);
    const left: Line = [span(" / ", "accent", { bold: true }), span(lines[0] ?? "")];
    const free = columns - lineWidth(left) - 2;
    const right = width(words.filterKeys) <= free ? [span(`${words.filterKeys} `, "dim")] : [];
    return { lines: [spread(left, right, columns)], caret: { x: caret.x + 3, y: 0 } };
  }
  if (state.focus === "handover" || isRoom(state.focus)) return { lines: [spread(screens(state), [], columns)] };
  const filter = cell(state.list.filter);
  const all = views(state);
  const hint = `/ ${words.command.filter} `;
  const key = lineWidth(all) + width(hint) > columns ? "/ " : hint;
  return {
    lines: [spread(all, filter === "" ? [span(key, "dim")] : [span(` / ${filter} `, "warn", { bold: true })], columns)],
  };
}

function connection(state: State): Line {
  const words = wordsOf(state);
  switch (state.connection.is) {
    case "live":
      return [span(`  ${words.live} `, "ok")];
    case "connecting":
      return [span(`  ${words.connecting} `, "dim")];
    case "denied":
      return [span(`  ${words.denied} `, "bad", { bold: true })];
    case "lost":
      return isOffline(state)
        ? [span(`  ${words.offline} `, "bad", { bold: true })]
        : [span(`  ${words.reconnecting(Math.round((state.now - state.connection.since) / 1_000))} `, "warn")];
  }
}

const hintsFor = (state: State): Command[] =>
  commandsOf(state)
    .filter(
      ({ place, hint, disabled }) =>
        isAt(place, state.focus) && hint !== undefined && (disabled?.(state) ?? null) === null,
    )
    .sort((a, b) => (a.hint ?? 0) - (b.hint ?? 0));

/** Last row: what was just done, or else the keys that matter here and now; and the state of the connection. */
export function footer(state: State, columns: number): Line {
  const words = wordsOf(state);
  const done = state.chord === null ? state.toasts.findLast(({ kind }) => kind === "good") : undefined;
  if (done !== undefined) return spread([span(` ${done.text}`, "ok", { bold: true })], connection(state), columns);
  const hints =
    state.chord === null
      ? hintsFor(state).map(({ id, keys }) => ({ key: keys[0] ?? "", id }))
      : continuations(state).map(({ key, id }) => ({ key, id: id as Command["id"] }));
  const right = connection(state);
  const room = columns - lineWidth(right);
  const left: Line[number][] =
    state.focus === "list" && state.marks.size > 0
      ? [span(` * ${words.marked(state.marks.size)} `, "accent", { bold: true })]
      : [];
  const help = ` ? ${words.command.help}`;
  for (const { key, id } of hints) {
    const parts = [span(` ${keyLabel(key)}`, "accent", { bold: true }), span(` ${words.command[id]} `)];
    if (lineWidth([...left, ...parts]) > room - (id === "help" ? 0 : width(help) + 1)) continue;
    left.push(...parts);
  }
  return fitLine(spread(left.length === 0 ? plain("") : left, right, columns), columns);
}
