import { mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "../../core/errors.ts";
import { type Draft, draftArticles } from "../../core/insight/draft.ts";
import { stillOpen } from "../../core/insight/gaps.ts";
import { settledOf, solvedTickets } from "../../core/insight/solved.ts";
import { findUnanswered } from "../../core/insight/unanswered.ts";
import type { Policy } from "../../core/policy.ts";
import { dataFolder, type History, withHistory } from "../history.ts";
import { print } from "../out.ts";
import { loadPolicy } from "../policy.ts";
import { now } from "../runtime.ts";

interface Options {
  json?: boolean;
  config?: string;
  days: number;
  min: number;
  out?: string;
}

/** `nightdesk kb suggest`: drafts of articles from what responders have answered. */
export async function suggest(_: string[], options: Options): Promise<void> {
  const { policy, root } = await loadPolicy(options);
  const found = await withHistory(dataFolder(root, policy), { ...options, now: now() }, (history) =>
    draftsFrom(history, policy, options.min),
  );
  const { drafts, withoutReply } = found ?? { drafts: [], withoutReply: 0 };
  const files = options.out === undefined || drafts.length === 0 ? [] : await write(drafts, options.out);
  const data = { days: options.days, drafts, withoutReply, files };
  if (drafts.length === 0) return print(options.json, data, () => nothing(found !== undefined, withoutReply, options));
  print(options.json, data, () =>
    options.out === undefined ? drafts.map(({ markdown }) => markdown).join("\n") : files.map(written).join("\n"),
  );
}

async function draftsFrom({ events, texts }: History, { knowledge, config }: Policy, min: number) {
  const unanswered = findUnanswered(events, now()).filter(({ ticket }) => ticket !== null);
  const solved = solvedTickets(events);
  const replies = [...solved.values()].flatMap((ticket) => ticket.replies);
  const said = await texts([...unanswered.map(({ content }) => content), ...replies]);
  const settled = settledOf(unanswered, solved, said).filter(({ text }) =>
    stillOpen(text, { knowledge, answerAt: config.reply.answerAt }),
  );
  const names = Object.entries(config.people).flatMap(([id, { name }]) => [id, name]);
  return draftArticles(settled, { knowledge, min, names });
}

/** Writes each draft to a file of its own, or none of them when one is there already. */
async function write(drafts: Draft[], folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw new Fault("usage", `cannot make the folder ${folder}`, { next: "Check the path of --out.", cause });
  });
  const files = drafts.map(({ id, markdown }) => ({ file: join(folder, `${id}.md`), markdown }));
  const made: string[] = [];
  for (const { file, markdown } of files) {
    try {
      const handle = await open(file, "wx");
      made.push(file);
      await handle.writeFile(markdown).finally(() => handle.close());
    } catch (cause) {
      await undo(made);
      throw new Fault("usage", `cannot write ${file}: it exists already, or the folder cannot be written`, {
        next: "Nothing was written. Move the drafts of last time away, or name another folder with --out.",
        cause,
      });
    }
  }
  return made;
}

async function undo(files: string[]): Promise<void> {
  await Promise.all(files.map((file) => rm(file, { force: true })));
}

const written = (file: string): string => `${file}: read it, then give it an id and open it to customers`;

function nothing(hasHistory: boolean, withoutReply: number, { days, min }: Options): string {
  if (!hasHistory) return "There is no history yet: the desk has not run. `nightdesk up` opens it.";
  const short =
    withoutReply === 0 ? "" : ` ${withoutReply} were left out: no reply to them was long enough to help anybody else.`;
  return min === 1
    ? `No resolved ticket of the last ${days} days is about something that no article answers.${short}`
    : `No ${min} resolved tickets of the last ${days} days ask the same thing with no article for it.${short} --min 1 drafts from single tickets.`;
}
