import { existsSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { Fault } from "../../core/errors.ts";
import { print } from "../out.ts";
import { projectFile } from "../project.ts";

/** `nightdesk init`: the minimal example, copied to a folder as a start. Overwrites nothing. */
export async function init([folder = "."]: (string | undefined)[], options: { json?: boolean }): Promise<void> {
  const target = resolve(folder);
  for (const name of ["nightdesk.yaml", "knowledge", "facts"]) {
    if (existsSync(join(target, name))) {
      throw new Fault("usage", `${join(folder, name)} exists already`, {
        next: "Choose another folder: nightdesk init my-desk",
      });
    }
  }
  await cp(projectFile("examples/minimal"), target, {
    recursive: true,
    filter: (path) => !path.includes(".nightdesk"),
  });
  const config = join(relative(process.cwd(), target), "nightdesk.yaml");
  print(options.json, { config }, () =>
    [
      `wrote ${config}, two articles and one fact`,
      "",
      "Next:",
      ...["check", 'ask "my withdrawal is stuck"', "up"].map((it) => `  nightdesk ${it} --config ${config}`),
    ].join("\n"),
  );
}
