import type { Command } from "commander";
import { examples } from "./arguments.ts";
import type { Add } from "./program.ts";

/** What many customers ask about at once. */
export function outageCommands(root: Command, command: Add, remote: (it: Command) => Command): void {
  const outage = root
    .command("outage")
    .description("what many customers ask about at once, as one line")
    .exitOverride();
  const one = (name: string, description: string, action: string) =>
    remote(command(name, description, () => import("./commands/outage.ts"), action, outage))
      .option("--as <name>", "who does it, when working on the store (default: your login name)")
      .option("--zone <zone>", "on whose clocks times are read and shown (default: UTC)");
  const words = (it: Command) =>
    it
      .option("--say <text>", "what customers are told in English, besides the desk's own sentences")
      .option("--say-zh <text>", "what they are told in Chinese");
  const list = (value: string, before: string[] = []) => [...before, value];
  const until = (it: Command) => it.option("--until <time>", "the estimate, such as +2h; “-” when nobody knows");
  until(words(one("open", "let questions wait for its news instead of becoming tickets", "open")))
    .option("--article <id>", "questions about this article belong to it; may be repeated", list)
    .option("--text <pattern>", "so do those whose text matches; may be repeated", list)
    .addHelpText(
      "after",
      examples('outage open --article WDL-01 --say "Withdrawals are slow." --say-zh "提币较慢。" --until +2h'),
    );
  until(words(one("update <id>", "tell everybody who waits about it what is new", "update"))).addHelpText(
    "after",
    examples('outage update 7f3k2m9x --say "We have found the cause." --until +30m'),
  );
  words(one("close <id>", "tell everybody who waits about it that it is over", "close")).addHelpText(
    "after",
    examples("outage close 7f3k2m9x"),
  );
  one("list", "outages that are open with how many wait, and the last that were", "list").addHelpText(
    "after",
    examples("outage list"),
  );
}
