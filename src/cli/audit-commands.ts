import { type Command, Option } from "commander";
import { count, entryNumber, examples } from "./arguments.ts";
import type { Add } from "./program.ts";

/** Who did and read what, and the proof that nobody changed the record of it. */
export function auditCommands(root: Command, command: Add): void {
  const audit = root
    .command("audit")
    .description("who did and read what, and whether the record is whole")
    .exitOverride();
  const checking = () => import("./commands/audit-verify.ts");
  command("list", "entries, newest first", () => import("./commands/audit.ts"), "list", audit)
    .option("--who <name>", "only what was done under this name")
    .option("--what <action>", "only this, such as ticket.read, access.refused or config.changed")
    .option("--on <thing>", "only what concerns this: T-142, or a customer as tickets name them (discord:1234)")
    .option("--since <time>", "only since then, such as 2026-11-20 or -7d")
    .option("--zone <zone>", "time zone of --since (default: UTC)")
    .addOption(new Option("--limit <n>", "at most this many").argParser(count).default(50))
    .addHelpText(
      "after",
      examples("audit list", "audit list --what ticket.read --on T-142", "audit list --who mei --since -1d"),
    );
  command(
    "verify [file]",
    "check the log against its signed checkpoints, or an export against itself",
    checking,
    "verify",
    audit,
  )
    .option("--checkpoints <file>", "a copy of the checkpoints that you kept")
    .option("--key <key>", "the public key that you know the desk by")
    .addHelpText(
      "after",
      examples("audit verify", "audit verify --checkpoints /mnt/copy/checkpoints", "audit verify november.jsonl"),
    );
  command(
    "export",
    "write entries that others can check without the desk, as lines of JSON",
    checking,
    "exported",
    audit,
  )
    .addOption(new Option("--from <entry>", "first entry (default: 1)").argParser(entryNumber))
    .addOption(
      new Option("--to <entry>", "last entry; the export goes on to the next checkpoint (default: all)").argParser(
        entryNumber,
      ),
    )
    .addHelpText("after", examples("audit export > audit.jsonl", "audit export --from 1000 --to 2000 > part.jsonl"));
  command(
    "key",
    "the public key of the checkpoints, and its fingerprint",
    () => import("./commands/audit.ts"),
    "key",
    audit,
  ).addHelpText("after", examples("audit key"));
}
