import { type Command, Option } from "commander";
import { count, examples } from "./arguments.ts";
import type { Add } from "./program.ts";

/** Listing, reading and working on tickets. */
export function ticketCommands(root: Command, command: Add, remote: (it: Command) => Command): void {
  const tickets = root.command("tickets").description("list, read and work on tickets").exitOverride();
  const load = () => import("./commands/tickets.ts");
  const one = (name: string, description: string, action: string) =>
    remote(command(name, description, load, action, tickets));
  const by = (it: Command) =>
    it.option("--as <name>", "who does it, when working on the store (default: your login name)");
  one("list", "open and pending tickets, most urgent first", "list")
    .option("--state <states>", "open, pending, resolved or closed, separated by commas", "open,pending")
    .option("--owner <name>", "only theirs; “-” for nobody's")
    .option("--snoozed", "only what is put aside")
    .option("--no-snoozed", "only what is not put aside")
    .option("--tag <word>", "only those that have it")
    .addOption(new Option("--limit <n>", "at most this many").argParser(count).default(50))
    .addHelpText("after", examples("tickets list", "tickets list --owner mei --json"));
  by(one("show <ticket>", "a ticket with everything that was said", "show"))
    .option("--reason <text>", "why you read it; the audit log keeps it with your name")
    .addHelpText("after", examples("tickets show T-142", 'tickets show T-142 --reason "asked by compliance"'));
  by(one("reply <ticket> [text]", "answer the customer", "reply"))
    .option("--macro <id>", "send this canned reply")
    .option("--override <reason>", "send what no fact says all the same; the reason is kept with your name")
    .addHelpText("after", examples('tickets reply T-142 "We see it now."', "tickets reply T-142 --macro ask-for-hash"));
  by(
    remote(
      command(
        "edit <ticket> <text>",
        "change your newest reply, wherever the customer reads it",
        () => import("./commands/tickets-edit.ts"),
        "edit",
        tickets,
      ),
    ),
  )
    .option("--message <id>", "another one of your replies, by its id in `tickets show --json`")
    .option("--override <reason>", "let out what no fact says, for this reason")
    .addHelpText("after", examples('tickets edit T-142 "We see it on Tron now."'));
  by(one("ack <ticket>", "acknowledge: you have seen it", "ack")).addHelpText("after", examples("tickets ack T-142"));
  by(one("assign <ticket> [person]", "give it to a person, yourself when left out", "assign")).addHelpText(
    "after",
    examples("tickets assign T-142", "tickets assign T-142 bob"),
  );
  by(one("escalate <ticket>", "page the next step at once, or start an escalation", "escalate"))
    .requiredOption("--reason <text>", "why")
    .option("--policy <id>", "by this escalation policy")
    .addHelpText("after", examples('tickets escalate T-142 --reason "funds are moving"'));
  by(one("clock <ticket> [clock]", "start a clock of the law: privacy, complaint or major-incident", "clock"))
    .option("--met <target>", "say that the answer, decision or report has been made")
    .addHelpText("after", examples("tickets clock T-142 complaint", "tickets clock T-142 --met dora-initial"));
  by(one("priority <ticket> <priority>", "say how urgent it is: P0 to P3", "priority"))
    .option("--reason <text>", "why")
    .addHelpText("after", examples("tickets priority T-142 P1"));
  by(one("accept <ticket>", "take the severity that is suggested, where it is graver", "accept")).addHelpText(
    "after",
    examples("tickets accept T-142"),
  );
  by(one("tag <ticket> <words...>", "add words to find it by; “-word” after -- removes one", "tag")).addHelpText(
    "after",
    examples("tickets tag T-142 vip", "tickets tag T-142 -- -vip"),
  );
  by(one("note <ticket> <text>", "write an internal note", "note")).addHelpText(
    "after",
    examples('tickets note T-142 "asked the bank"'),
  );
  by(one("resolve <ticket>", "settle it", "resolve"))
    .requiredOption("--reason <text>", "what settled it")
    .addHelpText("after", examples('tickets resolve T-142 --reason "credited"'));
  by(one("reopen <ticket>", "open it again", "reopen"))
    .requiredOption("--reason <text>", "why")
    .addHelpText("after", examples('tickets reopen T-142 --reason "not credited after all"'));
  by(one("snooze <ticket>", "put it aside; it is back when the time is over or the customer writes", "snooze"))
    .requiredOption("--until <time>", "+4h for four hours from now, or a time such as 2026-12-24T18:00")
    .option("--zone <zone>", "the time zone of --until", "UTC")
    .option("--reason <text>", "why")
    .addHelpText("after", examples("tickets snooze T-142 --until +4h"));
  by(one("wake <ticket>", "bring back what is put aside", "wake")).addHelpText("after", examples("tickets wake T-142"));
}
