import { EXIT, Fault } from "../../core/errors.ts";
import { openWatch, tellBy, type WatchPorts } from "../../worker/heartbeat.ts";
import { startLoop } from "../../worker/loop.ts";
import { signalled } from "../ending.ts";
import { print } from "../out.ts";
import { loadPolicy } from "../policy.ts";
import { now } from "../runtime.ts";
import { secret } from "../secrets.ts";

interface Options {
  config?: string;
  json?: boolean;
  url?: string;
}

/** `nightdesk heartbeat watch`: tells people when the desk has stopped. It needs nightdesk.yaml, and nothing of the desk. */
export async function watch(_: string[], options: Options): Promise<void> {
  const ports = await portsOf(options);
  const { every, after } = ports.config;
  ports.log({
    level: "info",
    message: `asking ${ports.url} every ${every / 1_000} s, silent after ${after / 1_000} s`,
  });
  const failed = (error: unknown) => ports.log({ level: "error", message: String(error) });
  const loop = startLoop(openWatch(ports), { pause: every, failed });
  await signalled();
  await loop.stop();
}

/** `nightdesk heartbeat test`: tells people by every way, so that somebody knows that each works. Exit 1 when one does not. */
export async function test(_: string[], options: Options): Promise<void> {
  const { config, desk, log: __, ...ports } = await portsOf(options);
  const at = now();
  const results: { way: string; ok: boolean; error?: string }[] = [];
  for (const way of config.reach) {
    const name = "webhook" in way ? `webhook ${way.webhook}` : `mail to ${way.mail}`;
    const notice = {
      id: `heartbeat:test/${at}`,
      type: "desk.test",
      data: { desk },
      summary: `${desk}: this is a test of the heartbeat`,
      text: "Nothing has happened.",
    };
    const heard: string[] = [];
    const ok = await tellBy(
      [way],
      notice,
      ports,
      ({ level, message }) => void (level === "error" && heard.push(message)),
    );
    results.push({ way: name, ok, ...(ok ? {} : { error: heard.join("; ") }) });
  }
  print(options.json, { ways: results }, () =>
    results.map(({ way, ok, error }) => `${ok ? "told by" : "!"} ${ok ? way : error}`).join("\n"),
  );
  if (results.some(({ ok }) => !ok)) process.exitCode = EXIT.failed.code;
}

async function portsOf(options: Options): Promise<WatchPorts> {
  const { config } = (await loadPolicy({ ...options, articles: false })).policy;
  const { paging, server, desk } = config;
  if (paging.heartbeat === undefined || paging.heartbeat.reach.length === 0)
    throw new Fault("usage", "nobody would hear of a desk that has stopped", {
      next: "Say under `paging.heartbeat.reach` in nightdesk.yaml who is told, such as [{ webhook: phone }].",
    });
  const log: WatchPorts["log"] = ({ level, message }) =>
    void process.stdout.write(
      options.json
        ? `${JSON.stringify({ at: new Date(now()).toISOString(), level, message })}\n`
        : `${level === "error" ? "error: " : ""}${message}\n`,
    );
  return {
    config: paging.heartbeat,
    desk: desk.name,
    url: options.url ?? paging.heartbeat.url ?? `http://${server.host}:${server.port}`,
    paging: () => paging,
    now,
    secret,
    log,
  };
}
