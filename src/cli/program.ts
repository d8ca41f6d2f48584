import { Command, Option } from "commander";
import { EXIT } from "../core/errors.ts";
import { examples, port } from "./arguments.ts";
import { auditCommands } from "./audit-commands.ts";
import { complianceCommands } from "./compliance-commands.ts";
import { customerCommands } from "./customer-commands.ts";
import { evidenceCommands } from "./evidence-commands.ts";
import { guardCommands } from "./guard-commands.ts";
import { heartbeatCommands } from "./heartbeat-commands.ts";
import { incidentCommands } from "./incident-commands.ts";
import { knowledgeCommands } from "./knowledge-commands.ts";
import { oncallCommands } from "./oncall-commands.ts";
import { outageCommands } from "./outage-commands.ts";
import { privacyCommands } from "./privacy-commands.ts";
import { promptCommands } from "./prompt-commands.ts";
import { queueCommands } from "./queue-commands.ts";
import { riskCommands } from "./risk-commands.ts";
import { rulesCommands } from "./rules-commands.ts";
import { storeCommands } from "./store-commands.ts";
import { ticketCommands } from "./ticket-commands.ts";
import { VERSION } from "./version.ts";

/** Options that every command has. */
export interface Globals {
  config?: string;
  json?: boolean;
}

type Action = (args: string[], options: Record<string, unknown> & Globals) => Promise<void>;
type Module = Record<string, unknown>;

/** Loads the module only when its command runs: `--version` pays for none of them. */
const lazy =
  (load: () => Promise<Module>, name: string) =>
  async (...given: unknown[]): Promise<void> => {
    const command = given.at(-1) as Command;
    const action = (await load())[name] as Action;
    await action(command.processedArgs as string[], command.optsWithGlobals());
  };

/** The whole command line, with nothing behind it loaded yet. Help, completion and the reference page are made from it. */
export function program(): Command {
  const root = new Command("nightdesk")
    .description("The 24/7 support desk for crypto exchanges.")
    .version(VERSION, "-v, --version")
    .option(
      "-c, --config <file>",
      "nightdesk.yaml to use (default: the nearest one, from here upwards; or NIGHTDESK_CONFIG)",
    )
    .option("--json", "print JSON instead of text")
    .showHelpAfterError("(add --help for more)")
    .exitOverride()
    .addHelpText("after", examples("init", "up --demo", 'ask "my deposit has not arrived"', "tickets list"))
    .addHelpText(
      "after",
      `\nExit codes: ${Object.values(EXIT)
        .map(({ code, means }) => `${code} ${means}`)
        .join("; ")}.`,
    );
  root.configureHelp({ showGlobalOptions: true });

  const command = (
    name: string,
    description: string,
    module: () => Promise<Module>,
    action: string,
    parent = root,
  ): Command => parent.command(name).description(description).action(lazy(module, action)).exitOverride();
  const remote = (it: Command): Command =>
    it
      .option("--server <url>", "talk to a desk over HTTP instead of opening its store (or NIGHTDESK_SERVER)")
      .option("--token-file <file>", "file with the token for --server (or NIGHTDESK_TOKEN)");

  command(
    "init [folder]",
    "write a nightdesk.yaml, two articles and a macro to start from",
    () => import("./commands/init.ts"),
    "init",
  ).addHelpText("after", examples("init", "init my-desk"));
  command(
    "check",
    "read configuration and articles, and list everything that is wrong",
    () => import("./commands/check.ts"),
    "check",
  )
    .option("--strict", "warnings count as errors")
    .addHelpText("after", examples("check", "check --strict --json"));
  command("up", "run the desk", () => import("./commands/up.ts"), "up")
    .option("--as <name>", "what your actions in the terminal are signed with (default: your login name)")
    .option("--demo", "let customers of a demonstration arrive")
    .option("--no-tui", "log lines instead of opening the terminal interface")
    .option("--screen-reader", "lines to be read aloud instead of a full screen")
    .option("--ascii", "no box drawing and no symbols")
    .addOption(new Option("--port <port>", "port of the HTTP server, 0 for any").argParser(port))
    .option(
      "--only <parts>",
      "run a part of the desk, beside others on one PostgreSQL: api, discord, slack, worker, clock",
    )
    .addHelpText("after", examples("up", "up --demo", "up --no-tui --port 8080", "up --only discord,worker"));
  remote(command("tui", "open the responder's terminal on a running desk", () => import("./commands/tui.ts"), "tui"))
    .addOption(new Option("--lang <language>", "language of the interface").choices(["en", "zh"]))
    .option("--screen-reader", "lines to be read aloud instead of a full screen")
    .option("--ascii", "no box drawing and no symbols")
    .addHelpText("after", examples("tui", "tui --server https://desk.example --token-file ~/.nightdesk-token"));
  remote(command("chat", "talk to the desk as a customer", () => import("./commands/chat.ts"), "chat"))
    .option("--thread <name>", "go on with a conversation (default: a new one)")
    .addHelpText("after", examples("chat", "chat --thread alice", "echo 'where is my deposit' | nightdesk chat"));
  command(
    "ask [text]",
    "show what the desk would answer, and why; nothing is stored or sent",
    () => import("./commands/ask.ts"),
    "ask",
  )
    .option("--batch <file>", 'JSON lines {"id","text"} in, one line each out; - for standard input')
    .option("--knowledge <folder>", "use these articles")
    .addHelpText(
      "after",
      examples('ask "usdt sent on the wrong network"', "ask --batch questions.jsonl --knowledge articles/"),
    );
  remote(
    command(
      "explain <ticket>",
      "why a ticket came to be and where it went",
      () => import("./commands/tickets.ts"),
      "explain",
    ),
  )
    .option("--reason <text>", "why you read it; the audit log keeps it with your name")
    .addHelpText("after", examples("explain T-142"));
  ticketCommands(root, command, remote);
  customerCommands(root, command, remote);
  riskCommands(root, command, remote);
  incidentCommands(root, command, remote);
  outageCommands(root, command, remote);
  oncallCommands(root, command, remote);
  heartbeatCommands(root, command);
  rulesCommands(root, command);
  knowledgeCommands(root, command);
  macroCommands(root, command);
  guardCommands(root, command, remote);
  promptCommands(root, command);
  tokenCommands(root, command);
  auditCommands(root, command);
  evidenceCommands(root, command, remote);
  complianceCommands(root, command, remote);
  queueCommands(root, command, remote);
  storeCommands(root, command);
  privacyCommands(root, command, remote);
  const discord = root.command("discord").description("the community's Discord").exitOverride();
  command(
    "setup",
    "check token, permissions, channels and roles, register changed commands, and say what to do",
    () => import("./commands/discord.ts"),
    "setup",
    discord,
  ).addHelpText("after", examples("discord setup"));
  const slack = root.command("slack").description("the staff's Slack").exitOverride();
  const slackModule = () => import("./commands/slack.ts");
  command("manifest", "print the app manifest to make the Slack app from", slackModule, "manifestCommand", slack)
    .option("--url <url>", "receive over signed HTTP at this address instead of Socket Mode")
    .addHelpText("after", examples("slack manifest > manifest.json"));
  command("setup", "check tokens, scopes and channels, and say what to do", slackModule, "setup", slack).addHelpText(
    "after",
    examples("slack setup"),
  );
  command(
    "doctor",
    "check this machine, the store and the desk, and say what to do",
    () => import("./commands/doctor.ts"),
    "doctor",
  );
  root
    .command("completion <shell>")
    .description("print a completion script for bash, zsh or fish")
    .action(lazy(() => import("./commands/completion.ts"), "completion"))
    .exitOverride()
    .addHelpText("after", examples("completion bash > /etc/bash_completion.d/nightdesk"));
  return root;
}

export type Add = (
  name: string,
  description: string,
  module: () => Promise<Module>,
  action: string,
  parent?: Command,
) => Command;

function macroCommands(root: Command, command: Add): void {
  const macros = root.command("macros").description("canned replies").exitOverride();
  command("list", "the macros of the configuration", () => import("./commands/macros.ts"), "list", macros)
    .option("--language <language>", "each macro once, in this language where it has it")
    .option("--text", "with what they say")
    .addHelpText("after", examples("macros list", "macros list --language zh --text"));
}

function tokenCommands(root: Command, command: Add): void {
  const token = root.command("token").description("tokens for the HTTP API").exitOverride();
  const load = () => import("./commands/token.ts");
  command("create", "make a token; it is shown once", load, "create", token)
    .requiredOption("--name <name>", "whose it is: what a responder's actions are signed with")
    .addOption(
      new Option("--role <role>", "what it may do")
        .choices(["viewer", "responder", "lead", "auditor", "console", "compliance"])
        .makeOptionMandatory(),
    )
    .addHelpText("after", examples("token create --name mei --role responder"));
  command("list", "all tokens, without their secrets", load, "list", token).addHelpText(
    "after",
    examples("token list"),
  );
  command("revoke <id>", "end a token", load, "revoke", token).addHelpText("after", examples("token revoke 4f9c…"));
}
