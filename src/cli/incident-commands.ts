import { type Command, Option } from "commander";
import { count, examples } from "./arguments.ts";
import type { Add } from "./program.ts";

/** An account in danger: frozen by one word, given back by three people. */
export function incidentCommands(root: Command, command: Add, remote: (it: Command) => Command): void {
  const load = () => import("./commands/incident.ts");
  const by = (it: Command) =>
    remote(it).option("--as <name>", "who does it, when working on the store (default: your login name)");
  const incident = root.command("incident").description("security incidents: an account in danger").exitOverride();
  const one = (name: string, description: string, action: string) =>
    by(command(name, description, load, action, incident));
  const reasoned = (name: string, description: string, action: string) =>
    one(name, description, action).requiredOption("--reason <text>", "why; it is kept in the incident");

  by(command("freeze <ticket>", "have the back office freeze the customer's account, at once", load, "freeze"))
    .requiredOption("--reason <text>", "why; it is kept in the incident")
    .option("--account <id>", "the account at the exchange (default: the one that is linked to the customer)")
    .addHelpText("after", examples('freeze T-142 --reason "withdrawals to a new address" --account 8841'));
  const drill = root.command("drill").description("rehearsals of an emergency; nobody is paged").exitOverride();
  command(
    "takeover",
    "an account is taken over: each step from the first message to the freeze, in a scratch store",
    () => import("./commands/drill.ts"),
    "takeover",
    drill,
  )
    .addOption(new Option("--language <language>", "what the customer speaks").choices(["en", "zh"]).default("en"))
    .option("--say <text>", "what the customer writes first")
    .addHelpText("after", examples("drill takeover", "drill takeover --language zh --json"));
  one("list", "incidents, the newest first", "list")
    .option("--all", "closed ones too")
    .addOption(new Option("--limit <n>", "at most this many").argParser(count).default(50))
    .addHelpText("after", examples("incident list", "incident list --all --json"));
  one("show <incident>", "what happened and how it stands: for whoever joins now", "show").addHelpText(
    "after",
    examples("incident show INC-142"),
  );
  one("stats", "how many there were, and how long a freeze took", "stats").addHelpText(
    "after",
    examples("incident stats"),
  );
  one("identify <incident>", "have the customer sign in at the exchange, by a link", "identify").addHelpText(
    "after",
    examples("incident identify INC-142"),
  );
  one("account <incident>", "what the back office says of the account", "account").addHelpText(
    "after",
    examples("incident account INC-142"),
  );
  one("note <incident> <kind> <value>", "note an address, a transaction, a device or a message", "note").addHelpText(
    "after",
    examples("incident note INC-142 address 0x9fd3a1b2c4d5e6f708192a3b4c5d6e7f80910203"),
  );
  one("intake <incident>", "write down what the customer answered; nothing secret", "intake")
    .option("--when <text>", "when it was noticed")
    .option("--what <text>", "what happened")
    .option("--amount <text>", "how much")
    .option("--asset <text>", "of what")
    .option("--network <text>", "on which network")
    .option("--transactions <hashes>", "transaction hashes")
    .option("--addresses <addresses>", "where it went")
    .option("--last-sign-in <text>", "the last sign-in that was their own")
    .addHelpText("after", examples('incident intake INC-142 --when "this morning" --amount 3 --asset BTC'));
  one("done <incident> <task>", "say that a task of the runbook is done", "done").addHelpText(
    "after",
    examples("incident done INC-142 sign-out"),
  );
  reasoned("frozen <incident>", "say that the account was frozen by hand", "frozen").addHelpText(
    "after",
    examples('incident frozen INC-142 --reason "by telephone with the back office"'),
  );
  reasoned("restore <incident>", "ask for the account to be given back; two others approve", "restore").addHelpText(
    "after",
    examples('incident restore INC-142 --reason "it was her own new phone"'),
  );
  one("approve <incident>", "approve the restore that `incident show` shows", "approve")
    .requiredOption("--request <id>", "the id of the request, as it was shown")
    .addHelpText("after", examples("incident approve INC-142 --request incident:01k…/9"));
  reasoned("close <incident>", "close it, and say how it ended", "close").addHelpText(
    "after",
    examples('incident close INC-142 --reason "false alarm"'),
  );
}
