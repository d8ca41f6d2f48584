import { type Command, Option } from "commander";
import { GROUNDS } from "../core/privacy/privacy.ts";
import { dateOf, examples } from "./arguments.ts";
import type { Add } from "./program.ts";

/** What the desk holds of people: keys, erasure, export, retention, requests. */
export function privacyCommands(root: Command, command: Add, remote: (it: Command) => Command): void {
  const privacy = root.command("privacy").description("what the desk holds of people").exitOverride();
  const load = () => import("./commands/privacy.ts");
  const signed = (it: Command) =>
    it.option("--as <name>", "who asks, when working on the store (default: your login name)");

  signed(
    remote(command("requests", "requests about data, and how long is left for each", load, "requests", privacy)),
  ).addHelpText("after", examples("privacy requests", "privacy requests --json"));
  signed(
    remote(command("erase <customer>", "erase a customer: one person asks, another confirms", load, "erase", privacy)),
  )
    .option("--dry-run", "say what would go and what would stay, and change nothing")
    .option("--confirm", "confirm what somebody else has asked for; it cannot be undone")
    .option("--withdraw", "withdraw what was asked for and not confirmed")
    .addOption(
      new Option("--ground <ground>", "GDPR art. 17(1), (a) to (e)").choices(GROUNDS).default("consent_withdrawn"),
    )
    .addHelpText(
      "after",
      examples(
        "privacy erase discord:1234 --dry-run",
        "privacy erase discord:1234 --ground objection",
        "privacy erase discord:1234 --confirm",
      ),
    );
  signed(
    remote(
      command("export <customer>", "write what is held of a customer, for the customer", load, "exportFor", privacy),
    ),
  )
    .option(
      "--out <folder>",
      "where to (default: exports in the data folder, where it goes again after seven days; with --server it is printed)",
    )
    .addHelpText("after", examples("privacy export discord:1234", "privacy export discord:1234 --out ."));
  const kind = () => new Option("--kind <kind>", "why").choices(["legal", "authority"]).makeOptionMandatory();
  signed(
    remote(command("hold <customer>", "keep everything of a customer, whatever else is asked", load, "hold", privacy)),
  )
    .addOption(kind())
    .requiredOption("--reason <text>", "for the record; it goes with an erasure")
    .addOption(new Option("--until <date>", "such as 2031-05-01; until it is released when left out").argParser(dateOf))
    .addHelpText("after", examples('privacy hold discord:1234 --kind authority --reason "file 12/2026"'));
  signed(remote(command("release <customer>", "end a hold", load, "release", privacy)))
    .addOption(kind())
    .addHelpText("after", examples("privacy release discord:1234 --kind authority"));
  signed(remote(command("retention", "what is too old and goes at the next daily look", load, "retention", privacy)))
    .option("--dry-run", "only say it; the desk itself removes it once a day")
    .addHelpText("after", examples("privacy retention --dry-run"));
  command(
    "rotate-key",
    "change the master key that what customers write is sealed with; the desk must be stopped",
    () => import("./commands/privacy-key.ts"),
    "rotateKey",
    privacy,
  ).addHelpText(
    "after",
    examples("privacy rotate-key", "NIGHTDESK_NEW_MASTER_KEY_FILE=new.key nightdesk privacy rotate-key"),
  );
}
