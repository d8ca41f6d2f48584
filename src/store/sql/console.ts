import type { ConsoleMessage } from "../../core/console-message.ts";
import type { Store } from "../../core/ports.ts";
import type { Db } from "./engine.ts";
import type { Tables } from "./schema.ts";
import type { Subjects } from "./subjects.ts";

/** The rows of messages on their way to console threads; one that is there already leaves a gap in the numbering. */
export const consoleRows = (messages: Parameters<Store["consolePut"]>[0][], last: number): Tables["console"][] =>
  messages.map(({ id, thread, content, form, at }, i) => ({
    seq: last + i + 1,
    id,
    thread,
    content,
    at,
    form: JSON.stringify(form),
  }));

export async function consoleAfter(
  db: Db,
  subjects: Subjects,
  thread: string,
  seq: number,
  limit: number,
): Promise<ConsoleMessage[]> {
  const rows = await db
    .selectFrom("console")
    .leftJoin("contents", "contents.id", "console.content")
    .select(["console.seq", "console.id", "console.thread", "console.content", "console.at", "console.form"])
    .select(["contents.text", "contents.subject"])
    .where("console.thread", "=", thread)
    .where("console.seq", ">", seq)
    .orderBy("console.seq")
    .limit(limit)
    .execute();
  const opened = await subjects.open(
    db,
    rows.map(({ subject }) => subject),
  );
  return rows.map(({ form, subject, text, ...row }) => ({
    ...row,
    form: JSON.parse(form),
    text: opened.text({ id: row.content, subject, text }),
  }));
}
