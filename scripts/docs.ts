/** Makes docs/reference/ from the code. With --check it changes nothing and fails when a page says what is no longer true. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cliPage } from "./docs/cli.ts";
import { configurationPage, configurationSchema } from "./docs/configuration.ts";
import { exitCodesPage } from "./docs/exit-codes.ts";
import { httpPage, openApiDocument } from "./docs/http.ts";
import { keysPage } from "./docs/keys.ts";

const NOTE = "<!-- Made by `npm run docs` from the code; edit that instead. -->\n\n";
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const pages: Record<string, string> = {
  "cli.md": NOTE + cliPage(),
  "configuration.md": NOTE + configurationPage(),
  "nightdesk.schema.json": json(configurationSchema()),
  "exit-codes.md": NOTE + exitCodesPage(),
  "http-api.md": NOTE + httpPage(),
  "openapi.json": json(openApiDocument()),
  "keys.md": NOTE + keysPage(),
};

const check = process.argv.includes("--check");
const folder = "docs/reference";
mkdirSync(folder, { recursive: true });
const stale = Object.entries(pages).filter(([name, text]) => {
  const now = read(`${folder}/${name}`);
  if (now !== text && !check) writeFileSync(`${folder}/${name}`, text);
  return now !== text;
});
if (check && stale.length > 0) {
  console.error(`not up to date: ${stale.map(([name]) => `${folder}/${name}`).join(", ")}. Run \`npm run docs\`.`);
  process.exitCode = 1;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
