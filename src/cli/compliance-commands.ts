import { type Command, Option } from "commander";
import { entryNumber, examples } from "./arguments.ts";
import type { Add } from "./program.ts";

/** Notes that only the compliance role may know of. */
export function complianceCommands(root: Command, command: Add, remote: (it: Command) => Command): void {
  const compliance = root
    .command("compliance")
    .description("notes about suspicious activity, which nobody else may know of")
    .exitOverride();
  const load = () => import("./commands/compliance.ts");
  remote(command("note <text>", "write one; it takes a token of the role compliance", load, "note", compliance))
    .addOption(new Option("--ticket <number>", "what it is about, such as 142").argParser(entryNumber))
    .option("--sar", "pre-fill FinCEN's report; a person checks and files it")
    .addOption(new Option("--amount <usd>", "in US dollars, as a person has added it up").argParser(Number))
    .option("--kind <kind...>", "what it looks like, in the words of the form")
    .addHelpText("after", examples('compliance note "three accounts, one device" --ticket 142 --sar --amount 8200'));
  remote(command("list", "every note, with when a report is due", load, "list", compliance)).addHelpText(
    "after",
    examples("compliance list"),
  );
  remote(command("show <note>", "all of a note", load, "show", compliance)).addHelpText(
    "after",
    examples("compliance show 4f9c"),
  );
  remote(command("filed <note>", "say that a person has filed the report", load, "filed", compliance))
    .requiredOption("--reference <number>", "the number that the authority gave it")
    .addHelpText("after", examples("compliance filed 4f9c --reference 31000123456789"));
}
