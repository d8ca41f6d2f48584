import { type Command, Option } from "commander";
import type { EffectRow } from "../core/ports.ts";
import { count, examples } from "./arguments.ts";
import type { Add } from "./program.ts";

/** What the desk has yet to do in the world, and what it could not do. */
export function queueCommands(root: Command, command: Add, remote: (it: Command) => Command): void {
  const queue = root.command("queue").description("what waits to be done, and what could not be done").exitOverride();
  const load = () => import("./commands/queue.ts");
  remote(command("list", "dead letters, newest first, with the reason for each", load, "list", queue))
    .addOption(new Option("--status <status>", "others instead").choices(STATUSES).default("dead"))
    .addOption(new Option("--limit <n>", "at most this many").argParser(count).default(50))
    .addHelpText("after", examples("queue list", "queue list --status pending --json"));
  remote(command("retry [id]", "put a dead letter back in line", load, "retry", queue))
    .option("--all", "all of them, 500 at most")
    .addHelpText("after", examples("queue retry 'conversation:c1/4#0'", "queue retry --all"));
}

/** Those of the API; its module would slow every start. */
const STATUSES = ["pending", "leased", "done", "dead", "dropped"] satisfies EffectRow["status"][];
