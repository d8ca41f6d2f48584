import { type Command, Option } from "commander";
import { PRIORITIES } from "../core/ports.ts";
import { count, examples } from "./arguments.ts";
import type { Add } from "./program.ts";

/** Who is on call: looking, and changing turns. */
export function oncallCommands(root: Command, command: Add, remote: (it: Command) => Command): void {
  const oncall = root.command("oncall").description("who is on call, and changes of turns").exitOverride();
  const load = () => import("./commands/oncall.ts");
  const one = (name: string, description: string, action: string) =>
    remote(command(name, description, load, action, oncall)).option(
      "--zone <zone>",
      "on whose clocks times without an offset are read (default: UTC)",
    );
  const by = (it: Command) =>
    it.option("--as <person>", "who does it, when working on the store (default: your login name)");
  const span = (it: Command, from: string, to: string) =>
    it.option("--from <time>", `${from}, such as 2026-12-24T18:00 or +8h`).option("--to <time>", to);
  one("who", "who is on call in each schedule; exit 1 when a schedule has nobody", "who")
    .option("--at <time>", "then instead of now")
    .addHelpText("after", examples("oncall who", "oncall who --at 2026-12-24T18:00 --zone Europe/London"));
  span(
    one("show [schedule]", "every shift of a span", "show"),
    "from then (default: now)",
    "until then (default: a week)",
  ).addHelpText("after", examples("oncall show", "oncall show security --from 2026-12-01 --to 2027-01-01"));
  span(
    one("gaps [schedule]", "when nobody is on call; exit 1 when there is such a time", "gaps"),
    "from then (default: now)",
    "until then (default: --days later)",
  )
    .addOption(new Option("--days <n>", "so many days").argParser(count).default(30))
    .addHelpText("after", examples("oncall gaps", "oncall gaps security --days 90"));
  span(
    one(
      "fairness [schedule]",
      "how nights (22:00 to 06:00 on each person's clocks), weekends and hours are shared out, and who was paged how often",
      "fairness",
    ),
    "from then (default: now)",
    "until then (default: four weeks)",
  ).addHelpText("after", examples("oncall fairness", "oncall fairness security --from=-28d --to +0s"));
  span(
    command(
      "export <schedule>",
      "a schedule as iCalendar, overrides and swaps included",
      () => import("./commands/oncall-export.ts"),
      "exportCalendar",
      oncall,
    ),
    "from then (default: now)",
    "until then (default: 90 days)",
  )
    .option("--zone <zone>", "on whose clocks times without an offset are read (default: UTC)")
    .option("--out <file>", "write it there instead of printing it")
    .addHelpText("after", examples("oncall export security --out security.ics"));
  command(
    "feed <schedule>",
    "an address for calendar programs, shown once; `token list` and `token revoke` end it",
    () => import("./commands/oncall-export.ts"),
    "feed",
    oncall,
  )
    .option("--name <name>", "whose it is (default: your login name)")
    .option("--url <url>", "where calendar programs reach the desk (default: where it listens)")
    .addHelpText(
      "after",
      examples("oncall feed security", "oncall feed security --name mei --url https://desk.example"),
    );
  command(
    "simulate <policy>",
    "whom an escalation policy would page, and when; nobody is paged",
    () => import("./commands/oncall-simulate.ts"),
    "simulate",
    oncall,
  )
    .option("--at <time>", "from then instead of now")
    .addOption(
      new Option("--priority <priority>", "of the ticket (default: the one whose tickets go by it)").choices(
        PRIORITIES,
      ),
    )
    .option("--zone <zone>", "on whose clocks times are read and shown (default: UTC)")
    .addHelpText("after", examples("oncall simulate urgent", "oncall simulate urgent --at 2026-12-25T03:00"));
  one("changes", "overrides in force, and swaps that wait for somebody's word", "changes").addHelpText(
    "after",
    examples("oncall changes"),
  );
  span(
    by(one("override <schedule> <person>", "put somebody on call for a while", "override")),
    "from then (default: now)",
    "until then (default: a day)",
  )
    .option("--for <person>", "only where this person would be on call")
    .addHelpText(
      "after",
      examples("oncall override security bob --to +8h", "oncall override security bob --for mei --to 2026-12-25"),
    );
  by(one("cancel <id>", "take an override or an accepted swap back", "cancel")).addHelpText(
    "after",
    examples("oncall cancel 7f3k2m9x"),
  );
  span(
    by(one("swap <schedule> <person>", "ask a colleague to take your turn; it holds once they accept", "swap")),
    "your turn from then (default: now)",
    "until then (default: a day)",
  )
    .option("--theirs-from <time>", "take this turn of theirs in return")
    .option("--theirs-to <time>", "until then")
    .addHelpText("after", examples("oncall swap security bob --from 2026-12-24 --to 2026-12-25 --as mei"));
  by(one("accept <id>", "agree to a swap that waits for your word", "accept")).addHelpText(
    "after",
    examples("oncall accept 7f3k2m9x --as bob"),
  );
  const handing = (name: string, description: string, action: string) =>
    by(remote(command(name, description, () => import("./commands/oncall-handover.ts"), action, oncall))).option(
      "--zone <zone>",
      "on whose clocks times are shown (default: UTC)",
    );
  handing("hand-over <schedule>", "leave notes for whoever is next on call; they wait until taken over", "handOver")
    .requiredOption("--notes <text>", "what the next responder has to know")
    .option("--to <person>", "for this person instead")
    .addHelpText("after", examples('oncall hand-over security --notes "T-142 waits for the bank" --as mei'));
  handing("handovers", "hand-overs that wait, and the last that were taken over", "handovers").addHelpText(
    "after",
    examples("oncall handovers"),
  );
  handing("take-over <id>", "take a hand-over that waits for you, or while you are on call", "takeOver")
    .option("--notes <text>", "an answer to whoever handed over")
    .addHelpText("after", examples("oncall take-over 7f3k2m9x --as bob"));
  handing("withdraw <id>", "take your own hand-over back while it waits", "withdraw").addHelpText(
    "after",
    examples("oncall withdraw 7f3k2m9x --as mei"),
  );
  by(one("decline <id>", "decline a swap, or take your own offer back", "decline")).addHelpText(
    "after",
    examples("oncall decline 7f3k2m9x --as bob"),
  );
}
