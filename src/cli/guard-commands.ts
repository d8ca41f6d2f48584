import type { Command } from "commander";
import { examples } from "./arguments.ts";
import { moderationCommands } from "./moderation-commands.ts";
import type { Add } from "./program.ts";

/** What the guard thinks of texts: secrets, personal numbers, addresses. */
export function guardCommands(root: Command, command: Add, remote: (it: Command) => Command): void {
  const guard = root.command("guard").description("what the guard finds in a message").exitOverride();
  command(
    "check [text]",
    "take secrets out of a text, and name what is in it; - for standard input",
    () => import("./commands/guard.ts"),
    "guardCheck",
    guard,
  )
    .option("--batch <file>", 'JSON lines {"id","text","author"} in, one line each out; - for standard input')
    .addHelpText(
      "after",
      examples('guard check "my card is 4111 1111 1111 1111"', "guard check --batch messages.jsonl"),
    );
  command(
    "link <url>",
    "what is wrong with an address; exits with 1 when something is",
    () => import("./commands/guard-link.ts"),
    "link",
    guard,
  ).addHelpText("after", examples("guard link kraken-support.com", "guard link https://bit.ly/abc --json"));
  command("refresh", "replace the list of bad domains", () => import("./commands/guard-refresh.ts"), "refresh", guard)
    .option("--from <source>", "a file or an https address (default: guard.refreshFrom)")
    .option("--force", "take it even when it has fewer than half as many domains")
    .addHelpText("after", examples("guard refresh", "guard refresh --from https://polkadot.js.org/phishing/all.json"));
  moderationCommands(guard, command, remote);
  command(
    "outgoing [text]",
    "whether a reply states only what the facts say; - for standard input",
    () => import("./commands/guard-outgoing.ts"),
    "guardOutgoing",
    guard,
  )
    .option("--batch <file>", 'JSON lines {"id","text"} in, one line each out; - for standard input')
    .addHelpText("after", examples('guard outgoing "the fee is 3 USDT"', "guard outgoing --batch replies.jsonl"));
}
