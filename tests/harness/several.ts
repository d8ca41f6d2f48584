import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { connect } from "../../src/server/client.ts";
import { type Verdict, verdictOf } from "./several-verdict.ts";

const SECRET = `whsec_${Buffer.alloc(32, 9).toString("base64")}`;
const KEY = "ab".repeat(32);
/** The one that tests open a store with. */
const MASTER = "07".repeat(32);

/** Each ticket pages one after the other: at once, a second later by the clock, and at the end. */
const POLICY = `
people:
  mei: { name: Mei, reach: [{ webhook: phone }] }
  bob: { name: Bob, reach: [{ webhook: phone }] }
  leo: { name: Leo, reach: [{ webhook: phone }] }
escalation:
  all:
    steps: [{ page: [{ person: mei }], wait: 1s }, { page: [{ person: bob }], wait: 1s }]
    repeat: 0
    end: { page: [{ person: leo }], every: 7d }
tickets: { escalate: { P2: all } }
rules: []
delivery: { lease: 3s }
`;

export interface Several {
  /** Starts process `i`, and resolves when it is at work. */
  start(i: number): Promise<void>;
  /** kill -9, and waits until it is gone. */
  kill(i: number): Promise<void>;
  /** A customer asks for a person; true when the desk said that it has it. */
  ask(thread: string): Promise<boolean>;
  /** Resolves when every ticket that was asked for is read and has paged everybody, or after `seconds`. */
  settled(seconds: number): Promise<Verdict>;
  output(i: number): string;
  close(): Promise<void>;
}

/** Processes of one desk on one PostgreSQL, each in a folder of its own as on a machine of its own, and a telephone that counts. */
export async function openSeveral(url: string, only: string[], env: Record<string, string> = {}): Promise<Several> {
  const root = mkdtempSync(join(tmpdir(), "nightdesk-several-"));
  const calls: string[] = [];
  const phone = createServer((request, response) => {
    calls.push(String(request.headers["webhook-id"]));
    request.resume();
    response.writeHead(204).end();
  });
  await new Promise<void>((done) => phone.listen(0, "127.0.0.1", done));
  const webhooks = `phone: { url: "http://127.0.0.1:${(phone.address() as AddressInfo).port}/" }`;
  const folders = only.map((_, i) => {
    const folder = join(root, `machine-${i}`);
    cpSync("examples/minimal", folder, { recursive: true, filter: (path) => !path.includes(".nightdesk") });
    const file = join(folder, "nightdesk.yaml");
    writeFileSync(file, `${readFileSync(file, "utf8")}${POLICY}paging: { lead: leo, webhooks: { ${webhooks} } }\n`);
    return folder;
  });
  const children: (ChildProcess | undefined)[] = only.map(() => undefined);
  const said = only.map(() => "");
  const asked = new Set<string>();

  const local = (): { url: string; lead: string; console: string } =>
    JSON.parse(readFileSync(join(folders[0] ?? "", ".nightdesk/local.json"), "utf8"));

  async function kill(i: number): Promise<void> {
    const child = children[i];
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once("exit", done));
    child.kill("SIGKILL");
    await gone;
  }

  return {
    async start(i) {
      const { PATH = "", HOME = "" } = process.env;
      const own = {
        DATABASE_URL: url,
        NIGHTDESK_DESK_KEY: KEY,
        NIGHTDESK_MASTER_KEY: MASTER,
        NIGHTDESK_WEBHOOK_PHONE: SECRET,
        ...env,
      };
      const args = ["up", "--no-tui", "--port", "0", "--only", only[i] ?? ""];
      const child = spawn(resolve("bin/nightdesk"), args, { cwd: folders[i], env: { PATH, HOME, ...own } });
      children[i] = child;
      await new Promise<void>((open, failed) => {
        const hear = (piece: Buffer) => {
          said[i] += piece.toString();
          if (/is open at|is at work here/.test(piece.toString())) open();
        };
        child.stdout.on("data", hear);
        child.stderr.on("data", hear);
        child.once("exit", (code) => failed(new Error(`process ${i} ended with ${code}:\n${said[i]}`)));
      });
    },
    kill,
    async ask(thread) {
      const { url: api, console: token } = local();
      const message = { thread, id: thread, text: "human please, my withdrawal is stuck" };
      const receipt = await connect({ url: api, token })
        .consoleSend(message)
        .catch(() => undefined);
      if (receipt?.ok === true) asked.add(thread);
      return receipt?.ok === true;
    },
    async settled(seconds) {
      const end = Date.now() + seconds * 1_000;
      for (;;) {
        const verdict = await verdictOf(url, asked, calls);
        if (verdict.wrong.length === 0 || Date.now() > end) return verdict;
        await new Promise((done) => setTimeout(done, 300));
      }
    },
    output: (i) => said[i] ?? "",
    async close() {
      await Promise.all(only.map((_, i) => kill(i)));
      phone.close();
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
