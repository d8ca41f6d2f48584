import { refuse } from "../errors.ts";
import type { Policy } from "../policy.ts";
import type { StreamId } from "../ports.ts";
import { type Decision, decided, type StreamKind } from "../stream.ts";

/** A member of staff says whether what the desk told them helped. */
export type AssistCommand = { type: "rate"; by: string; helpful: boolean; articles: string[] };

/** `articles`: those that the answer cited. */
export type AssistEvent = { type: "assist.rated"; by: string; helpful: boolean; articles: string[] };

/** The last word of each who rated one answer. */
export type Assist = ReadonlyMap<string, boolean>;

/** One stream an answer, by what its channel calls the message. */
export const assistStream = (channel: string, message: string): StreamId => `assist:${channel}:${message}`;

export const sayAssist = ({ by, helpful, articles }: AssistEvent): string =>
  `${by} says that an answer from ${articles.join(", ")} ${helpful ? "helped" : "did not help"}`;

function decide({ by, helpful, articles }: AssistCommand, state: Assist): Decision<AssistEvent> {
  if (state.get(by) === helpful) return refuse("nothing_to_change", "you have said so already");
  return decided({ event: { type: "assist.rated", by, helpful, articles } });
}

export const assists: StreamKind<Assist, AssistCommand, AssistEvent, Policy> = {
  initial: new Map(),
  decide: (command, state) => decide(command, state),
  evolve: (state, { event }) => new Map([...state, [event.by, event.helpful]]),
  react: () => [],
  deadlines: () => [],
};
