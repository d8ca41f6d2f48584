import { type Command, Option } from "commander";
import { count, examples, share } from "./arguments.ts";
import type { Add } from "./program.ts";

/** For the people who own the articles: what is there, what is missing, and how well it answers. */
export function insightCommands(kb: Command, command: Add): void {
  const days = (most: number) => new Option("--days <n>", "look back this many days").argParser(count).default(most);
  const min = (what: string) => new Option("--min <n>", `leave out what fewer ${what} ask`).argParser(count).default(2);
  command(
    "stats",
    "what the articles hold, and what of it customers use",
    () => import("./commands/kb-stats.ts"),
    "stats",
    kb,
  )
    .option("--knowledge <folder>", "count these articles; without looking back")
    .addOption(days(30))
    .addHelpText("after", examples("kb stats", "kb stats --days 7 --json"));
  command(
    "gaps",
    "what customers asked and no article answered, most asked first",
    () => import("./commands/kb-gaps.ts"),
    "gaps",
    kb,
  )
    .addOption(days(30))
    .addOption(min("conversations"))
    .addOption(new Option("--limit <n>", "at most this many gaps").argParser(count).default(20))
    .addHelpText("after", examples("kb gaps", "kb gaps --days 7 --min 3"));
  command(
    "suggest",
    "drafts of articles from tickets that responders have resolved",
    () => import("./commands/kb-suggest.ts"),
    "suggest",
    kb,
  )
    .addOption(days(90))
    .addOption(min("tickets"))
    .option("--out <folder>", "write each draft to a file of its own here; no file is overwritten")
    .addHelpText("after", examples("kb suggest", "kb suggest --min 5 --out drafts/"));
  command(
    "eval <file>",
    "how well the articles answer questions whose right article is known",
    () => import("./commands/kb-eval.ts"),
    "evaluate",
    kb,
  )
    .option("--knowledge <folder>", "ask these articles; without keeping the result")
    .addOption(new Option("--fail-below <share>", "exit with 1 when top-1 is less, from 0 to 1").argParser(share))
    .addHelpText(
      "after",
      `\nThe file: JSON lines {"text","article","language"?}; "article" is null where none should answer; - for standard input.\n${examples("kb eval questions.jsonl", "kb eval questions.jsonl --knowledge articles/ --fail-below 0.9")}`,
    );
}
