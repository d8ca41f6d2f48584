import { type Command, Option } from "commander";
import { entryNumber, examples } from "./arguments.ts";
import type { Add } from "./program.ts";

/** What police and regulators ask for, and what they are given. */
export function evidenceCommands(root: Command, command: Add, remote: (it: Command) => Command): void {
  const evidence = root
    .command("evidence")
    .description("what police and regulators ask for and are given")
    .exitOverride();
  const load = () => import("./commands/evidence.ts");
  const as = (it: Command) =>
    remote(it).option("--as <name>", "who does it, when working on the store (default: your login name)");
  as(command("export <ticket>", "what was said and done in a ticket, signed, in one file", load, "exported", evidence))
    .requiredOption("--to <authority>", "for whom it is")
    .requiredOption("--why <text>", "on what ground; it stands in the document and in the audit log")
    .option("--request <id>", "of the register of requests")
    .option("--out <file>", "default: evidence-T-<number>.json")
    .addHelpText(
      "after",
      examples('evidence export T-142 --to "Cybercrime unit, Berne" --why "order 7/2026" --request 4f9c0a1b'),
    );
  command("verify <file>", "check such a file, offline and without the desk", load, "verify", evidence)
    .option("--key <key>", "the public key that you know the desk by")
    .option("--extract <folder>", "write its items there when it is whole")
    .addHelpText("after", examples("evidence verify evidence-T-142.json --extract T-142"));
  const requests = evidence
    .command("requests")
    .description("the register of what authorities asked for")
    .exitOverride();
  as(command("add <text>", "note one: who asks, by which reference, for what", load, "add", requests))
    .requiredOption("--due <time>", "by when it has to be answered, such as 2026-12-24 or +14d")
    .option("--zone <zone>", "on whose clocks --due is read (default: UTC)")
    .addOption(new Option("--ticket <number>", "what it is about, such as 142").argParser(entryNumber))
    .addHelpText(
      "after",
      examples('evidence requests add "Cybercrime unit, Berne, 7/2026: messages of T-142" --due +14d --ticket 142'),
    );
  as(command("list", "every one, the next due first", load, "list", requests)).addHelpText(
    "after",
    examples("evidence requests list"),
  );
  as(command("answer <id> <text>", "say that it was answered, and how", load, "answer", requests)).addHelpText(
    "after",
    examples('evidence requests answer 4f9c0a1b "sent by courier"'),
  );
}
