import { askDanger, whyNoDanger } from "../update/danger.ts";
import {
  askTakeOver,
  leaveHandover,
  sendHandover,
  turnSchedule,
  whyNoHandover,
  whyNoTakeOver,
  writeHandover,
} from "../update/handover.ts";
import { cite, leaveKnowledge, nextHit, openKnowledge, scrollArticle, whyNoCitation } from "../update/knowledge.ts";
import { quit } from "../update/open.ts";
import { activityOf, leaveRoom, openChosen, retryChosen, statsFor, visit, whyNoRetry } from "../update/rooms.ts";
import { step } from "../update/step.ts";
import type { Command } from "./command.ts";

const DAY = 24;

/** The screens beside the queue. */
export const ROOM_COMMANDS: readonly Command[] = [
  { id: "open-chosen", place: "room", keys: ["enter"], run: openChosen },
  { id: "leave-room", place: "room", keys: ["esc"], run: leaveRoom, hint: 9 },
  ...(["list", "ticket", "security"] as const).map(
    (place): Command => ({
      id: "freeze",
      place,
      keys: ["F"],
      run: (state) => askDanger(state, "freeze"),
      disabled: (state) => whyNoDanger(state, "freeze"),
      ...(place === "security" ? { hint: 1 } : {}),
    }),
  ),
  {
    id: "restore",
    place: "security",
    keys: ["W"],
    run: (state) => askDanger(state, "restore"),
    disabled: (state) => whyNoDanger(state, "restore"),
    hint: 2,
  },
  {
    id: "approve",
    place: "security",
    keys: ["A"],
    run: (state) => askDanger(state, "approve"),
    disabled: (state) => whyNoDanger(state, "approve"),
    hint: 3,
  },
  { id: "hand-over", place: "shift", keys: ["H"], run: writeHandover, disabled: whyNoHandover, hint: 1 },
  { id: "take-over", place: "shift", keys: ["T"], run: askTakeOver, disabled: whyNoTakeOver, hint: 2 },
  { id: "stats-day", place: "stats", keys: ["1"], run: (state) => statsFor(state, DAY), hint: 1 },
  { id: "stats-week", place: "stats", keys: ["2"], run: (state) => statsFor(state, 7 * DAY), hint: 2 },
  { id: "stats-month", place: "stats", keys: ["3"], run: (state) => statsFor(state, 30 * DAY), hint: 3 },
  { id: "activity-mine", place: "activity", keys: ["1"], run: (state) => activityOf(state, false), hint: 1 },
  { id: "activity-all", place: "activity", keys: ["2"], run: (state) => activityOf(state, true), hint: 2 },
  { id: "retry", place: "activity", keys: ["r"], run: retryChosen, disabled: whyNoRetry, hint: 3 },
  { id: "handover-send", place: "handover", keys: ["ctrl+s", "alt+enter"], run: sendHandover, hint: 1 },
  { id: "handover-schedule", place: "handover", keys: ["tab"], run: turnSchedule, hint: 2 },
  { id: "handover-leave", place: "handover", keys: ["esc"], run: leaveHandover, hint: 3 },
  { id: "quit", place: "handover", keys: ["ctrl+c"], run: quit },
  {
    id: "cite",
    place: "knowledge",
    keys: ["enter"],
    run: (state) => cite(state, "name"),
    disabled: whyNoCitation,
    hint: 1,
  },
  {
    id: "cite-text",
    place: "knowledge",
    keys: ["ctrl+o", "alt+enter"],
    run: (state) => cite(state, "text"),
    disabled: whyNoCitation,
    hint: 2,
  },
  { id: "hit-next", place: "knowledge", keys: ["down", "ctrl+n"], run: (state) => nextHit(state, 1), hint: 3 },
  { id: "hit-previous", place: "knowledge", keys: ["up", "ctrl+p"], run: (state) => nextHit(state, -1) },
  {
    id: "page-down",
    place: "knowledge",
    keys: ["pagedown", "ctrl+d"],
    run: (state) => scrollArticle(state, 1),
    hint: 4,
  },
  { id: "page-up", place: "knowledge", keys: ["pageup"], run: (state) => scrollArticle(state, -1) },
  { id: "knowledge-leave", place: "knowledge", keys: ["esc"], run: leaveKnowledge, hint: 5 },
  { id: "quit", place: "knowledge", keys: ["ctrl+c"], run: quit },
];

/** Ways to the screens, from wherever letters are keys. */
export const WAYS: readonly Omit<Command, "place">[] = [
  { id: "go-queue", keys: ["g q"], run: (state) => step({ ...state, focus: "list" }) },
  { id: "go-security", keys: ["g s"], run: (state) => visit(state, "security") },
  { id: "go-shift", keys: ["g o"], run: (state) => visit(state, "shift") },
  { id: "go-knowledge", keys: ["g k", "K"], run: openKnowledge },
  { id: "go-stats", keys: ["g d"], run: (state) => visit(state, "stats") },
  { id: "go-activity", keys: ["g a"], run: (state) => visit(state, "activity") },
];
