import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { afterAll, beforeAll, expect, test } from "vitest";
import { program } from "../../../src/cli/program.ts";
import { EXIT, exitCode } from "../../../src/core/errors.ts";
import { ACCESS, ADMITS, admits, type RouteName } from "../../../src/server/access.ts";
import { ROLES, type Role } from "../../../src/server/api.ts";
import { openServer } from "../../harness/server.ts";

/** Every role against every route and every command, over real HTTP; what is expected comes from the table of access alone. */
const server = openServer();
const tokens = new Map<Role, string>();
let url = "";

beforeAll(async () => {
  await server.world.customer("alice").says("human");
  await server.world.settle();
  ({ url } = await server.listen());
  for (const role of ROLES) tokens.set(role, (await server.token(role)).secret);
});
afterAll(async () => {
  rmSync(FOLDER, { recursive: true, force: true });
  await server.close();
});

const PLACES: Record<string, string> = { number: "1", id: "console%3Aalice", feed: "x" };

test("every role is let in to exactly the routes that the table gives it", async () => {
  const wrong: string[] = [];
  for (const route of Object.keys(ACCESS) as RouteName[]) {
    const [method = "", path = ""] = route.split(" ");
    const place = path.replace(/\{(\w+)\}/g, (_, name: string) => PLACES[name] ?? "x");
    for (const role of [...ROLES, null]) {
      const headers: Record<string, string> = role === null ? {} : { authorization: `Bearer ${tokens.get(role)}` };
      const answer = await fetch(url + place, { method, headers });
      await answer.body?.cancel();
      const open = ADMITS[ACCESS[route]] === null;
      const expected = open || (role !== null && admits(ACCESS[route], role));
      const let_in = answer.status !== 401 && answer.status !== 403;
      if (let_in !== expected) wrong.push(`${route} as ${role ?? "nobody"}: ${answer.status}`);
    }
  }
  expect(wrong).toEqual([]);
});

/** Screens that take the terminal over. */
const SCREENS: ReadonlySet<string> = new Set(["tui", "chat"]);
const WORDS: Record<string, string> = {
  ticket: "T-1",
  person: "mei",
  customer: "console:alice",
  text: "hello",
  priority: "P1",
  clock: "complaint",
  account: "discord:1",
  incident: "INC-1",
  kind: "address",
  value: "0x9fd3a1b2c4d5e6f708192a3b4c5d6e7f80910203",
};
/** For what commands write. */
const FOLDER = mkdtempSync(join(tmpdir(), "nightdesk-roles-"));
const OPTIONS: Record<string, string> = {
  "--reason <text>": "test",
  "--reason <reason>": "test",
  "--when <text>": "this morning",
  "--until <time>": "+1h",
  "--tier <word>": "vip",
  "--to <person>": "bob",
  "--due <time>": "+14d",
  "--out <file>": join(FOLDER, "evidence.json"),
  "--out <folder>": FOLDER,
};

function commandsWithServer(parent: Command = program(), path: string[] = []): { path: string[]; command: Command }[] {
  return parent.commands.flatMap((command) => {
    const own = [...path, command.name()];
    const here = command.options.some(({ long }) => long === "--server") ? [{ path: own, command }] : [];
    return [...here, ...commandsWithServer(command, own)];
  });
}

/** The words of the first example of a command's help, which are of the right shape by being an example. */
function exampleOf({ path, command }: { path: string[]; command: Command }): string[] {
  const help: string[] = [];
  command.configureOutput({ writeOut: (text) => void help.push(text) });
  command.outputHelp();
  const line = new RegExp(`\\$ nightdesk ${path.join(" ")}(?: (.*))?$`, "m").exec(help.join(""))?.[1] ?? "";
  const words = (line.match(/"[^"]*"|\S+/g) ?? []).map((it) => it.replace(/^"|"$/g, ""));
  const options = words.findIndex((it) => it.startsWith("-"));
  return options === -1 ? words : words.slice(0, options);
}

function lineOf({ path, command }: { path: string[]; command: Command }): string[] {
  const example = exampleOf({ path, command });
  const needed = command.registeredArguments.filter(({ required }) => required);
  const words = command.registeredArguments.map((it) => WORDS[it.name()] ?? "x");
  const options = command.options
    .filter(({ flags, mandatory }) => mandatory || Object.hasOwn(OPTIONS, flags))
    .flatMap(({ flags, long, argChoices }) => [long ?? "", OPTIONS[flags] ?? argChoices?.[0] ?? "x"]);
  return [...path, ...(example.length >= needed.length ? example : words), ...options, "--server", url, "--json"];
}

async function exitOf(line: string[], role: Role): Promise<number> {
  process.env.NIGHTDESK_TOKEN = tokens.get(role);
  process.exitCode = undefined;
  try {
    await program().parseAsync(line, { from: "user" });
    return typeof process.exitCode === "number" ? process.exitCode : 0;
  } catch (error) {
    return exitCode(error);
  }
}

const seenSince = (from: number): RouteName[] =>
  server.entries.slice(from).map((it) => `${it.method} ${String(it.route).replace(/:(\w+)/g, "{$1}")}` as RouteName);

test("every command of the command line is denied to exactly the roles that its routes deny", async () => {
  const out = [process.stdout.write, process.stderr.write] as const;
  process.stdout.write = process.stderr.write = (() => true) as never;
  const wrong: string[] = [];
  // Those whose options only a person can fill in: they ask the desk nothing here, and are few.
  const untried: string[] = [];
  let asked = 0;
  try {
    for (const found of commandsWithServer().filter(({ path }) => !SCREENS.has(path[0] ?? ""))) {
      const line = lineOf(found);
      const before = server.entries.length;
      const lead = await exitOf(line, "lead");
      const routes = [...new Set(seenSince(before))].filter((route) => route in ACCESS);
      if (routes.length === 0 && lead !== EXIT.usage.code)
        wrong.push(`${found.path.join(" ")} asked nothing of the desk`);
      if (routes.length === 0) untried.push(found.path.join(" "));
      asked += routes.length;
      for (const role of routes.length === 0 ? [] : ROLES) {
        const first = routes.find((route) => !admits(ACCESS[route], role));
        const denied = (await exitOf(line, role)) === EXIT.denied.code;
        if (denied !== (first !== undefined))
          wrong.push(`${found.path.join(" ")} as ${role}: ${denied ? "denied" : "let in"}`);
      }
    }
  } finally {
    [process.stdout.write, process.stderr.write] = out;
    process.exitCode = undefined;
    delete process.env.NIGHTDESK_TOKEN;
  }
  expect(wrong).toEqual([]);
  expect(untried.length, untried.join()).toBeLessThan(8);
  expect(asked).toBeGreaterThan(30);
});
