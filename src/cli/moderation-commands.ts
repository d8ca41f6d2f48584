import { type Command, Option } from "commander";
import { count, examples } from "./arguments.ts";
import type { Add } from "./program.ts";

/** What the guard did about messages in public. `actions` works on the store of this machine, or on a desk elsewhere. */
export function moderationCommands(guard: Command, command: Add, remote: (it: Command) => Command): void {
  const by = (it: Command) => it.option("--as <name>", "who decides (default: your login name)");
  const load = () => import("./commands/guard-actions.ts");
  remote(
    by(command("actions", "messages in public about which something was done, newest first", load, "actions", guard)),
  )
    .option("--undo <id>", "take back what was done about a message")
    .option("--reason <text>", "why it is taken back or decided otherwise")
    .addOption(new Option("--act <id>", "decide otherwise about a message").conflicts("undo"))
    .addOption(new Option("--action <action>", "what to do with --act").choices(["flag", "hold", "delete", "time_out"]))
    .addOption(new Option("--limit <n>", "at most this many").argParser(count).default(20))
    .option("--all", "with those that were undone")
    .addHelpText(
      "after",
      examples(
        "guard actions",
        'guard actions --undo discord:1234 --reason "it was our own announcement"',
        "guard actions --server https://desk.example.com",
        'guard actions --act discord:1234 --action delete --reason "the same lure again"',
      ),
    );
  by(
    command(
      "verify-staff <account>",
      "whether an account is staff, with a phrase to compare; exits with 1 when it is not",
      () => import("./commands/guard-verify-staff.ts"),
      "verifyStaff",
      guard,
    ),
  )
    .option("--handed-out", "show the phrases of the last ten minutes, for the member of staff who is asked for one")
    .addHelpText("after", examples("guard verify-staff discord:1234", "guard verify-staff discord:1234 --handed-out"));
}
