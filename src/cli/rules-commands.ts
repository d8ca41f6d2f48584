import { type Command, Option } from "commander";
import { count, dateOf, examples } from "./arguments.ts";
import type { Add } from "./program.ts";

/** Looking at the rules: what is wrong with them, what they would do, what they would have done. */
export function rulesCommands(root: Command, command: Add): void {
  const rules = root.command("rules").description("check and explain the rules that route tickets").exitOverride();
  const load = () => import("./commands/rules.ts");
  command(
    "check",
    "rules that never apply, or contradict each other; exit 1 when there are any",
    load,
    "check",
    rules,
  ).addHelpText("after", examples("rules check"));
  command(
    "explain <text>",
    "where a text would go if a person were told, and what each rule says",
    load,
    "explain",
    rules,
  )
    .option("--channel <name>", "as if it came from there (default: console)")
    .option("--tier <word>", "as if the customer were of this tier")
    .addOption(new Option("--since <date>", "as if the account were that old, such as 2026-11-20").argParser(dateOf))
    .addOption(new Option("--contacts <n>", "as if there had been so many tickets in 30 days").argParser(count))
    .option("--surge", "as if there were a surge")
    .option("--outage", "as if an outage were open")
    .addHelpText("after", examples('rules explain "my account was taken over"'));
  command("backtest", "what the last days would have been under a configuration; nothing is changed", load, "backtest")
    .addOption(new Option("--days <n>", "look back this many days").argParser(count).default(30))
    .addHelpText(
      "after",
      examples("backtest --config nightdesk-new.yaml", "backtest --config nightdesk-new.yaml --days 90 --json"),
    );
}
