import { type Command, CommanderError } from "commander";
import { EXIT, exitCode, Fault } from "../core/errors.ts";
import { program } from "./program.ts";

/** Runs one command line; the exit code. Nothing that went wrong leaves without saying what to do next. */
export async function run(args: string[]): Promise<number> {
  // A reader that goes away (`| head`) ends the command; it is not an error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) =>
    process.exit(error.code === "EPIPE" ? 0 : EXIT.broken.code),
  );
  const said: string[] = [];
  try {
    const command = program();
    everyCommand(command, (it) => it.configureOutput({ writeErr: (text) => said.push(text) }));
    await command.parseAsync(args, { from: "user" });
    return typeof process.exitCode === "number" ? process.exitCode : EXIT.ok.code;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.ok.code;
      const fault = new Fault("usage", error.message.replace(/^error: /, ""), { next: "Add --help for more." });
      if (args.includes("--json")) await complain(fault, true);
      else process.stderr.write(await withoutSecrets(said.join("")));
      return EXIT.usage.code;
    }
    await complain(error, args.includes("--json"));
    return exitCode(error);
  }
}

function everyCommand(command: Command, change: (command: Command) => void): void {
  change(command);
  for (const it of command.commands) everyCommand(it, change);
}

/** What went wrong may quote an argument. The guard is loaded only then: its word lists would slow every start. */
async function withoutSecrets(text: string): Promise<string> {
  const { screen } = await import("../core/guard/screen.ts");
  return screen(text, { keep: ["email", "phone"] }).clean;
}

async function complain(error: unknown, json: boolean): Promise<void> {
  const {
    code,
    message: raw,
    next,
  } = error instanceof Fault
    ? error
    : {
        code: "internal",
        message: error instanceof Error ? error.message : String(error),
        next: "Please report it, with the lines above.",
      };
  const message = await withoutSecrets(raw);
  if (json) {
    process.stderr.write(`${JSON.stringify({ error: { code, message, next } })}\n`);
    return;
  }
  if (!(error instanceof Fault) && error instanceof Error)
    process.stderr.write(`${await withoutSecrets(error.stack ?? "")}\n`);
  process.stderr.write(`nightdesk: ${message}\n${next === undefined ? "" : `  ${next}\n`}`);
}
