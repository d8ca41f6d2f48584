import { refuse } from "../errors.ts";
import type { Policy } from "../policy.ts";
import { type Decision, decided, type Emitted, type Reaction, type Recorded, type StreamKind } from "../stream.ts";
import type { Instant } from "../time.ts";
import type { Obstacle } from "./obstacle.ts";
import {
  type Erasure,
  evolve,
  keptOf,
  keptUntil,
  noPrivacy,
  type Privacy,
  type PrivacyCommand,
  type PrivacyEvent,
  standInTheWay,
} from "./privacy.ts";

/** Decides a command about people's data. A refusal that the law makes is an event: why it was is on record. */
export function decide(command: PrivacyCommand, state: Privacy, { now }: { now: Instant }): Decision<PrivacyEvent> {
  switch (command.type) {
    case "hold": {
      const { text, ...hold } = command;
      if (text.trim() === "") return refuse("empty_text", "say why it has to be kept");
      if (hold.until !== null && hold.until <= now) return refuse("bad_span", "a hold ends in the future");
      return decided({ event: { ...hold, type: "hold.placed" }, text });
    }
    case "release": {
      const { by, customer, kind } = command;
      if (!(state.holds[customer] ?? []).some((it) => it.kind === kind))
        return refuse("not_found", `there is no ${kind} hold on ${customer}`);
      return decided({ event: { type: "hold.released", by, customer, kind } });
    }
    case "ask":
      return ask(command, state.erasures[command.customer]);
    case "confirm":
      return confirm(command, state.erasures[command.customer]);
    case "withdraw": {
      const { by, customer } = command;
      if (state.erasures[customer]?.state !== "asked") return refuse("not_found", `no erasure of ${customer} waits`);
      return decided({ event: { type: "erasure.withdrawn", by, customer } });
    }
    case "carried-out": {
      const { type: _, ...done } = command;
      return decided({ event: { type: "erasure.carried_out", ...done } });
    }
    case "exported":
      return decided({ event: { type: "data.exported", by: command.by, customer: command.customer } });
    case "swept": {
      const { counts, next } = command;
      if (next === null && Object.values(counts).every((it) => it === 0)) return decided();
      return decided({ event: { type: "retention.swept", counts, next } });
    }
    case "deadline":
      return due(state, now);
  }
}

function refused(
  command: Extract<PrivacyCommand, { type: "ask" | "confirm" }>,
  obstacles: Obstacle[],
): Decision<PrivacyEvent> {
  const { by, customer, type: step } = command;
  return decided({ event: { type: "erasure.refused", by, customer, step, obstacles } });
}

function ask(command: Extract<PrivacyCommand, { type: "ask" }>, erasure: Erasure | undefined): Decision<PrivacyEvent> {
  const { by, customer, ground, obstacles = [] } = command;
  if (erasure?.state === "asked")
    return refuse("already_open", `${erasure.by} has asked for it; somebody else confirms`);
  if (erasure !== undefined) return refuse("already_open", `the erasure of ${customer} is under way`);
  // What is open now may be settled by the time somebody confirms.
  const lasting = obstacles.filter(({ why }) => why !== "open_ticket");
  if (standInTheWay(lasting)) return refused(command, lasting);
  return decided({ event: { type: "erasure.asked", by, customer, ground } });
}

function confirm(
  command: Extract<PrivacyCommand, { type: "confirm" }>,
  erasure: Erasure | undefined,
): Decision<PrivacyEvent> {
  const { by, customer, obstacles = [] } = command;
  if (erasure?.state !== "asked") return refuse("not_found", `nobody has asked for an erasure of ${customer}`);
  if (erasure.by === by)
    return refuse("not_yours", "whoever asked for it cannot confirm it: a second person has to look");
  if (standInTheWay(obstacles)) return refused(command, obstacles);
  return decided({ event: { type: "erasure.confirmed", by, customer, kept: keptOf(obstacles) } });
}

/** What the law has kept until now goes, and what is too old is looked for once a day. */
function due(state: Privacy, now: Instant): Decision<PrivacyEvent> {
  const events: Emitted<PrivacyEvent>[] = state.sweepAt <= now ? [{ event: { type: "retention.due" } }] : [];
  for (const [customer, erasure] of Object.entries(state.erasures))
    if (erasure.state === "confirmed" && erasure.kept.length > 0 && keptUntil(erasure.kept) <= now)
      events.push({ event: { type: "erasure.resumed", customer } });
  return decided(...events);
}

function react({ event, id }: Recorded<PrivacyEvent>, { erasures }: Privacy, { config }: Policy): Reaction[] {
  switch (event.type) {
    case "erasure.confirmed":
    case "erasure.resumed": {
      const { customer } = event;
      const erasure = erasures[customer];
      if (erasure?.state !== "confirmed") return [];
      const kept = erasure.kept.flatMap(({ streams }) => streams);
      return [{ key: id, act: { kind: "erase", customer, kept, of: erasure.id } }];
    }
    case "erasure.carried_out": {
      const room = config.slack?.tickets.room;
      if (room === undefined) return [];
      // Shown anew now that nothing of it can be read.
      return event.tickets.map((it) => ({
        key: `card:${it.ticket}`,
        act: { kind: "card", channel: "slack", room, ...it },
      }));
    }
    case "retention.due":
      return [{ key: "retention", act: { kind: "sweep" } }];
    case "retention.swept":
      return event.next === null ? [] : [{ key: "retention", act: { kind: "sweep", from: event.next } }];
    default:
      return [];
  }
}

export const privacy: StreamKind<Privacy, PrivacyCommand, PrivacyEvent, Policy> = {
  initial: noPrivacy,
  decide,
  evolve,
  react,
  deadlines: ({ sweepAt, erasures }) => [
    { kind: "retention", at: sweepAt },
    ...Object.values(erasures).flatMap((it) =>
      it.state === "confirmed" && it.kept.length > 0 ? [{ kind: "kept", at: keptUntil(it.kept) }] : [],
    ),
  ],
};
