import type { Command } from "commander";
import { examples } from "./arguments.ts";
import type { Add } from "./program.ts";

/** What the exchange tells of accounts, weighed. */
export function riskCommands(root: Command, command: Add, remote: (it: Command) => Command): void {
  const risk = root.command("risk").description("early warning of accounts in danger").exitOverride();
  const load = () => import("./commands/risk.ts");
  remote(command("explain <account>", "its score, and which rule gave how many points", load, "explain", risk))
    .option("--as <name>", "who looks, when working on the store (default: your login name)")
    .addHelpText("after", examples("risk explain 8841", "risk explain 8841 --json"));
}
