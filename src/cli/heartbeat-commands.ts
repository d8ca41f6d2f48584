import type { Command } from "commander";
import { examples } from "./arguments.ts";
import type { Add } from "./program.ts";

/** A process of its own that hears when the desk falls silent. */
export function heartbeatCommands(root: Command, command: Add): void {
  const heartbeat = root
    .command("heartbeat")
    .description("tell people when the desk itself has stopped")
    .exitOverride();
  const load = () => import("./commands/heartbeat.ts");
  command("watch", "ask the desk again and again, and tell people when it is silent", load, "watch", heartbeat)
    .option("--url <url>", "where the desk is (default: paging.heartbeat.url, else where it listens)")
    .addHelpText("after", examples("heartbeat watch", "heartbeat watch --url https://desk.example"));
  command(
    "test",
    "tell people by every way that this is a test; exit 1 when a way fails",
    load,
    "test",
    heartbeat,
  ).addHelpText("after", examples("heartbeat test"));
}
