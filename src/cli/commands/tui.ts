import { dirname, join } from "node:path";
import { Fault } from "../../core/errors.ts";
import { connect } from "../../server/client.ts";
import { type AccessOptions, httpUrl, remoteToken } from "../desk-access.ts";
import { findConfig, loadFiles } from "../files.ts";
import { localDesk } from "../local-desk.ts";

/** `nightdesk tui`: the responder's terminal on a running desk, here or over HTTP. */
export async function tui(_: string[], options: AccessOptions & { lang?: "en" | "zh" }): Promise<void> {
  if (process.stdout.isTTY !== true || process.stdin.isTTY !== true) {
    throw new Fault("usage", "the terminal interface needs a terminal", {
      next: "For scripts there is `nightdesk tickets`.",
    });
  }
  const { url, token } = await whereTo(options);
  const { startTui } = await import("../tui/main.tsx");
  await startTui({
    client: connect({ url, token }),
    url,
    demo: false,
    ...(options.lang === undefined ? {} : { lang: options.lang }),
  });
}

async function whereTo(options: AccessOptions): Promise<{ url: string; token: string }> {
  const url = options.server ?? process.env.NIGHTDESK_SERVER;
  if (url !== undefined) return { url: httpUrl(url), token: await remoteToken(options) };
  const file = findConfig(options.config);
  const config = file === undefined ? undefined : (await loadFiles(file, { articles: false })).config;
  const running =
    file === undefined || config === undefined ? undefined : await localDesk(join(dirname(file), config.desk.data));
  if (running === undefined)
    throw new Fault("unreachable", "there is no running desk here", {
      next: "Start one with `nightdesk up`, or name one with --server.",
    });
  return { url: running.url, token: running.lead };
}
