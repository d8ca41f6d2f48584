import { expect } from "vitest";
import { noChanges, type Roster } from "../../src/core/oncall/roster.ts";
import type { Policy } from "../../src/core/policy.ts";
import type { StreamId } from "../../src/core/ports.ts";
import type { Recorded, StreamKind } from "../../src/core/stream.ts";
import type { Instant } from "../../src/core/time.ts";

/** given(events).when(command).expects(events | refusal): the story of one decision. Texts are left out unless asked for. */
export function story<State, Command, Event extends { type: string }>(
  kind: StreamKind<State, Command, Event, Policy>,
  stream: StreamId,
  policy: Policy,
  start: Instant,
  roster: Roster = noChanges,
) {
  return (...past: (Event | [Event, Instant])[]) => {
    let state = kind.initial;
    let at = start;
    past.forEach((entry, i) => {
      const [event, when] = Array.isArray(entry) ? entry : [entry, at];
      at = when;
      const id = `${stream}/${i + 1}`;
      const recorded: Recorded<Event> = { id, at, event, content: id };
      state = kind.evolve(state, recorded, stream);
    });
    return {
      state,
      deadlines: () => kind.deadlines(state, policy),
      when(command: Command, now = at) {
        const decision = kind.decide(command, state, { now, policy, roster });
        return {
          decision,
          events: decision.ok ? decision.events.map(({ event }) => event) : [],
          texts: decision.ok ? decision.events.flatMap(({ text }) => (text === undefined ? [] : [text])) : [],
          decides(...types: Event["type"][]) {
            expect(decision.ok ? decision.events.map(({ event }) => event.type) : decision).toEqual(types);
            return this;
          },
          refuses(reason: string) {
            expect(decision).toMatchObject({ ok: false, reason });
          },
        };
      },
    };
  };
}
