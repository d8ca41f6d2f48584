import type { Command } from "commander";
import { program } from "../../src/cli/program.ts";

/** docs/reference/cli.md: every command's own help. */
export function cliPage(): string {
  return ["# Command line", "", ...sections(program(), "nightdesk")].join("\n");
}

function sections(command: Command, path: string): string[] {
  const printed: string[] = [];
  command.configureOutput({ writeOut: (text) => printed.push(text) });
  command.configureHelp({ helpWidth: 110, showGlobalOptions: true });
  command.outputHelp();
  const own = [`## ${path}`, "", "```text", printed.join("").trimEnd(), "```", ""];
  return [...own, ...command.commands.flatMap((it) => sections(it, `${path} ${it.name()}`))];
}
