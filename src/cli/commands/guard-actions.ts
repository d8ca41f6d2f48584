import { Fault } from "../../core/errors.ts";
import type { Action } from "../../core/guard/verdict.ts";
import { DONE } from "../../core/moderation/decide.ts";
import type { ModerationCommand } from "../../core/moderation/moderation.ts";
import type { ModerationListItem } from "../../core/moderation/row.ts";
import type { StreamId } from "../../core/ports.ts";
import { excerpt } from "../../core/text.ts";
import { loginName, refused } from "../desk-access.ts";
import { localDesk } from "../local-desk.ts";
import { personName } from "../names.ts";
import { print } from "../out.ts";
import { openRuntime, type Runtime } from "../runtime.ts";

interface Options {
  config?: string;
  json?: boolean;
  as?: string;
  undo?: string;
  act?: string;
  action?: Exclude<Action, "none">;
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
  const by = personName(options.as ?? loginName());
  const runtime = await openRuntime({ ...options, articles: false });
  try {
    if (id === undefined) await list(runtime, options);
    else {
      const text = reason ?? "";
      await decide(
        runtime,
        id,
        action === undefined ? { type: "undo", by, text } : { type: "act", by, action, text },
        options,
      );
    }
  } finally {
    await runtime.store.close();
  }
}

async function list({ store }: Runtime, { json, limit, all }: Options): Promise<void> {
  const items = await store.moderations({ limit, ...(all === true ? {} : { undone: false }) });
  print(
    json,
    { actions: items.map(({ content: _content, id: _id, ...item }) => ({ id: nameOf(item), ...item })) },
    () => (items.length === 0 ? "Nothing was done about any message." : items.map(describe).join("\n")),
  );
}

const nameOf = ({ channel, message }: Pick<ModerationListItem, "channel" | "message">): string =>
  `${channel}:${message}`;

function describe(item: ModerationListItem): string {
  const { action, score, because, by, undone, author, judgedAt, text } = item;
  const who = by === null ? "by the guard" : `by ${by}`;
  return [
    `${nameOf(item)}  ${new Date(judgedAt).toISOString().slice(0, 16).replace("T", " ")}Z  ${undone ? `undone ${who}; was ${DONE[action]}` : `${DONE[action]} ${who}`}  (score ${score})`,
    `    ${author}: ${text === null ? "(erased)" : excerpt(text, 100)}`,
    `    ${because}`,
  ].join("\n");
}

async function decide(
  { desk, data }: Runtime,
  id: string,
  command: ModerationCommand,
  { json }: Options,
): Promise<void> {
  const stream: StreamId = `moderation:${id.replace(/^moderation:/, "")}`;
  const result = await desk.execute({ to: "moderation", stream, command });
  if (!result.ok) return refused(result, json);
  const running = (await localDesk(data)) !== undefined;
  print(json, { id, decided: command.type, running }, () =>
    running
      ? `${id}: decided; the platform hears of it now`
      : `${id}: decided; the platform hears of it when the desk runs (nightdesk up)`,
  );
}
