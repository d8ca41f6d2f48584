import { existsSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { Fault } from "../../core/errors.ts";
import { print } from "../out.ts";
import { projectFile } from "../project.ts";

/** `nightdesk init`: the minimal example, copied to a folder as a start. Overwrites nothing. */
export async function init([folder = "."]: (string | undefined)[], options: { json?: boolean }): Promise<void> {
  const target = resolve(folder);
  for (const name of ["nightdesk.yaml", "knowledge", "facts", "macros"]) {
    if (existsSync(join(target, name))) {
      throw new Fault("usage", `${join(folder, name)} exists already`, {
        next: "Choose another folder: nightdesk init another-desk",
      });
    }
  }
  const source = projectFile("examples/minimal");
  try {
    await cp(source, target, { recursive: true, filter: (path) => !relative(source, path).startsWith(".nightdesk") });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Fault("usage", `cannot write to ${folder}: ${reason}`, {
      next: "Choose a folder that you may write to.",
      cause,
    });
  }
  const config = join(relative(process.cwd(), target), "nightdesk.yaml");
  const command = process.env.NIGHTDESK_COMMAND ?? "nightdesk";
  print(options.json, { config }, () =>
    [
      `wrote ${config}, two articles, one macro and one fact`,
      "",
      "Next:",
      ...["check", 'ask "my withdrawal is stuck"', "up"].map((it) => `  ${command} ${it} --config ${config}`),
    ].join("\n"),
  );
}
