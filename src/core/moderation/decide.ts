import { refuse } from "../errors.ts";
import { isHarsher } from "../guard/verdict.ts";
import { type Decision, decided } from "../stream.ts";
import type { Moderation, ModerationCommand, ModerationEvent } from "./moderation.ts";

/** Decides what becomes of a message in public. Pure. */
export function decide(command: ModerationCommand, state: Moderation): Decision<ModerationEvent> {
  switch (command.type) {
    case "judge":
      return judge(command, state);
    case "heard": {
      const { post, action, rule, text } = command;
      if (state.state !== "none") return decided();
      return decided({ event: { type: "moderation.heard", post, action, rule }, text });
    }
    case "act": {
      const { by, action, text } = command;
      if (state.state === "none") return NOT_JUDGED;
      if (state.state === "standing" && state.action === action)
        return refuse("already_moderated", `it is ${DONE[action]} already`);
      return decided({ event: { type: "moderation.acted", by, action }, text });
    }
    case "undo":
      if (state.state === "none") return NOT_JUDGED;
      if (state.state === "undone") return refuse("already_undone", `${state.by ?? "somebody"} has undone it already`);
      return decided({ event: { type: "moderation.undone", by: command.by }, text: command.text });
  }
}

const NOT_JUDGED = refuse("not_found", "nothing was done about a message of that name");

export const DONE = { flag: "flagged", hold: "held", delete: "deleted", time_out: "deleted, its author timed out" };

/** A person's word stands; an edit that makes a message worse is judged again, one that makes it better changes nothing. */
function judge(
  { post, judgement, text }: Extract<ModerationCommand, { type: "judge" }>,
  state: Moderation,
): Decision<ModerationEvent> {
  const { action, score, verdicts, trace } = judgement;
  if (action === "none") return decided();
  if (state.state !== "none" && (state.by !== null || !isHarsher(action, state.action))) return decided();
  return decided({ event: { type: "moderation.judged", post, action, score, verdicts, trace }, text });
}
