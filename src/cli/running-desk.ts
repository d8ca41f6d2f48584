import { dirname, join } from "node:path";
import { Fault } from "../core/errors.ts";
import { findConfig, loadFiles } from "./files.ts";
import { localDesk } from "./local-desk.ts";
import { type AccessOptions, httpUrl, remoteToken, serverOf } from "./remote.ts";

/** Where a desk listens, and a token for it: the one that --server or NIGHTDESK_SERVER names, else the one that runs here. */
export async function runningDesk(
  options: AccessOptions,
  role: "lead" | "console",
): Promise<{ url: string; token: string }> {
  const url = serverOf(options);
  if (url !== undefined) return { url: httpUrl(url), token: await remoteToken(options) };
  const file = findConfig(options.config);
  const config = file === undefined ? undefined : (await loadFiles(file, { articles: false })).config;
  const desk =
    file === undefined || config === undefined ? undefined : await localDesk(join(dirname(file), config.desk.data));
  if (desk !== undefined) return { url: desk.url, token: desk[role] };
  throw new Fault("unreachable", "there is no running desk here", {
    next: "Start one with `nightdesk up` in another terminal, or name one with --server.",
  });
}
