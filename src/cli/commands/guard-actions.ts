import { Fault } from "../../core/errors.ts";
import { DONE } from "../../core/moderation/decide.ts";
import { excerpt } from "../../core/text.ts";
import type { ModeratedAction, WireModeration } from "../../server/api-moderation.ts";
import { type DeskAccess, reachDesk, refused } from "../desk-access.ts";
import { print } from "../out.ts";
import type { AccessOptions } from "../remote.ts";

interface Options extends AccessOptions {
  undo?: string;
  act?: string;
  action?: ModeratedAction;
  reason?: string;
  limit: number;
  all?: boolean;
}

/** `nightdesk guard actions`: what was done about messages in public; with --undo or --act, a moderator's decision. */
export async function actions(_: string[], options: Options): Promise<void> {
  const { undo, act, action, reason } = options;
  if ((act === undefined) !== (action === undefined))
    throw new Fault("usage", "--act and --action go together", {
      next: "For example: --act discord:1234 --action delete",
    });
  const id = undo ?? act;
  if (id !== undefined && (reason === undefined || reason.trim() === ""))
    throw new Fault("usage", "a decision needs its reason", { next: 'Add --reason "why".' });
  const access = await reachDesk(options);
  try {
    if (id === undefined) await list(access, options);
    else await decide(access, id, { reason: reason ?? "", ...(action === undefined ? {} : { action }) }, options);
  } finally {
    await access.close();
  }
}

async function list({ client }: DeskAccess, { json, limit, all }: Options): Promise<void> {
  const items = await client.moderation({ limit, all: all === true });
  print(json, { actions: items }, () =>
    items.length === 0 ? "Nothing was done about any message." : items.map(describe).join("\n"),
  );
}

function describe(item: WireModeration): string {
  const { id, action, score, because, by, undone, author, judgedAt, text } = item;
  const who = by === null ? "by the guard" : `by ${by}`;
  return [
    `${id}  ${new Date(judgedAt).toISOString().slice(0, 16).replace("T", " ")}Z  ${undone ? `undone ${who}; was ${DONE[action]}` : `${DONE[action]} ${who}`}  (score ${score})`,
    `    ${author}: ${text === null ? "(erased)" : excerpt(text, 100)}`,
    `    ${because}`,
  ].join("\n");
}

async function decide(
  { client, running }: DeskAccess,
  given: string,
  decision: { reason: string; action?: ModeratedAction },
  { json }: Options,
): Promise<void> {
  const id = given.replace(/^moderation:/, "");
  const result = await client.moderate(id, decision);
  if (!result.ok) return refused(result, json);
  print(json, { id, decided: decision.action === undefined ? "undo" : "act", running }, () =>
    running
      ? `${id}: decided; the platform hears of it now`
      : `${id}: decided; the platform hears of it when the desk runs (nightdesk up)`,
  );
}
